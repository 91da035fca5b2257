/**
 * What makes a proof of a command about calls doubtful: what is seen afterwards may be the doing of another command, or of
 * people who came by another way. Noted when a command is sent and when calls are told. Proves nothing itself.
 */
import type { Dialog } from '../wire/dialog.ts';
import { isHoldingOne, isJoining, isOn, isOnTarget, isSpeaking } from './call-parties.ts';
import type { AgentCommand } from './contract.ts';
import { ownExtension } from './data.ts';
import { participantOf } from './slices.ts';
import type { CommandRecord, Step } from './state.ts';

const isBeingConsulted = ({ state }: Step, dialogId: string): boolean =>
  state.commands.some(
    ({ command }) => command.type === 'call-to' && command.action === 'CONSULT_CALL' && command.dialogId === dialogId,
  );

const isBeingJoined = ({ state }: Step): boolean => state.commands.some(({ command }) => isJoining(command));

/** What must be known of before to tell afterwards: calls that were there, and who was on the two that are joined. */
export function callFacts(
  step: Step,
  command: AgentCommand,
): Pick<CommandRecord, 'dialogsBefore' | 'joins' | 'maybeByAnother'> {
  const { dialogs } = step.state.view;
  const dialogsBefore = dialogs.map(({ id }) => id);
  if (command.type === 'make-call' || command.type === 'supervise-call') return { dialogsBefore };
  if (command.type === 'call-to' && command.action === 'CONSULT_CALL') return { dialogsBefore };
  if (command.type === 'call-to')
    return dialogs.some((one) => isOnTarget(one, command)) ? { maybeByAnother: true } : {};
  if (command.type !== 'call-action') return {};
  if (command.action === 'HOLD') return isBeingConsulted(step, command.dialogId) ? { maybeByAnother: true } : {};
  if (command.action === 'RETRIEVE') return isBeingJoined(step) ? { maybeByAnother: true } : {};
  // Two at once: what is seen afterwards may be the doing of either, so it proves neither.
  if (!isJoining(command) || isBeingJoined(step)) return {};
  const own = ownExtension(step);
  const others = (of: readonly Dialog[]): string[] =>
    of.flatMap(({ participants }) => participants.map(({ mediaAddress }) => mediaAddress)).filter((one) => one !== own);
  const held = others(dialogs.filter(({ id }) => id === command.dialogId));
  const speaking = others(
    dialogs.filter((dialog) => dialog.id !== command.dialogId && participantOf(dialog, own)?.state === 'ACTIVE'),
  );
  // Whoever is on both proves nothing.
  return {
    joins: {
      held: held.filter((one) => !speaking.includes(one)),
      speaking: speaking.filter((one) => !held.includes(one)),
    },
  };
}

/** A consultation is asked for: that the call is held may be its doing from now on, and proves no older wish to hold it. */
function doubtOlderHolds({ state }: Step, dialogId: string): void {
  for (const other of state.commands) {
    const { command } = other;
    const isHold = command.type === 'call-action' && command.action === 'HOLD' && command.dialogId === dialogId;
    if (isHold) other.maybeByAnother = true;
  }
}

/**
 * Another conference or transfer is asked for: what is seen from now on may be its doing, and proves none before it, nor
 * that a call was retrieved (in the conference the agent speaks with whoever was held).
 */
export function doubtOlderJoins(step: Step, command: AgentCommand): void {
  if (command.type === 'call-to' && command.action === 'CONSULT_CALL') doubtOlderHolds(step, command.dialogId);
  if (!isJoining(command)) return;
  const { state } = step;
  for (const other of state.commands) {
    if (other.command.type === 'call-action' && other.command.action === 'RETRIEVE') other.maybeByAnother = true;
    if (!isJoining(other.command)) continue;
    delete other.joins;
    delete other.parted;
  }
}

/**
 * Whoever of one call has come onto the other while they are two came by another way, and proves nothing afterwards. The call
 * that was to be joined may be held in the view only because nobody has told yet that it has gone into the other.
 */
function doubtJoin(step: Step, record: CommandRecord, told: readonly Dialog[]): void {
  const { command, joins } = record;
  if (!joins || command.type !== 'call-action') return;
  const { dialogId } = command;
  const others = step.state.view.dialogs.filter(({ id }) => id !== dialogId && !told.some((one) => one.id === id));
  if (!isHoldingOne(step, joins, [...told, ...others])) return;
  const without = (all: readonly string[], onto: readonly Dialog[]): string[] =>
    all.filter((one) => !onto.some((dialog) => isOn(dialog, one)));
  record.joins = {
    held: without(
      joins.held,
      told.filter(({ id }) => id !== dialogId),
    ),
    speaking: without(
      joins.speaking,
      told.filter(({ id }) => id === dialogId),
    ),
  };
}

/** Whoever is on a call beside the agent before it is passed on, or joined, has come by another way and proves neither. */
export function doubtNewcomers(step: Step, told: readonly Dialog[]): void {
  for (const record of step.state.commands) {
    doubtJoin(step, record, told);
    if (told.some((dialog) => isSpeaking(step, dialog) && isOnTarget(dialog, record.command)))
      record.maybeByAnother = true;
  }
}
