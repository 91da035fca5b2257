/** Who is on a call, and how: what commands about two calls, or about somebody else on one, are proved by. Changes nothing. */
import type { Dialog } from '../wire/dialog.ts';
import type { AgentCommand } from './contract.ts';
import { ownExtension } from './data.ts';
import { participantOf } from './slices.ts';
import type { Step } from './state.ts';

/** The others on the two calls that are to become one. */
export interface JoinedParties {
  readonly held: readonly string[];
  readonly speaking: readonly string[];
}

export const isOn = ({ participants }: Dialog, address: string): boolean =>
  participants.some(({ mediaAddress, state }) => mediaAddress === address && state !== 'DROPPED');

export const isOnAny = (dialog: Dialog, addresses: readonly string[]): boolean =>
  addresses.some((address) => isOn(dialog, address));

/** The call to be passed on, with whom it is to go to on it. */
export const isOnTarget = (dialog: Dialog, command: AgentCommand): boolean =>
  command.type === 'call-to' &&
  command.action === 'TRANSFER_SST' &&
  command.dialogId === dialog.id &&
  isOn(dialog, command.to);

/** Whether the agent takes part: on a call, not wrapping it up. */
export function isSpeaking(step: Step, dialog: Dialog): boolean {
  const own = participantOf(dialog, ownExtension(step))?.state;
  return own === 'ACTIVE' || own === 'HELD';
}

export const isHolding = (step: Step, dialog: Dialog): boolean =>
  participantOf(dialog, ownExtension(step))?.state === 'HELD';

export const isJoining = (command: AgentCommand): boolean =>
  command.type === 'call-action' && (command.action === 'TRANSFER' || command.action === 'CONFERENCE');

/** In what has become one the agent speaks: as long as one of the two is held they are two. */
export const isHoldingOne = (step: Step, { held, speaking }: JoinedParties, dialogs: readonly Dialog[]): boolean =>
  dialogs.some((dialog) => isHolding(step, dialog) && isOnAny(dialog, [...held, ...speaking]));
