/**
 * What shows that a command about two calls, or about somebody else on a call, took place. Nothing of this is ever sent
 * twice, so after a failover the data read again is all there is: what it does not show stays unknown. Never sends.
 */
import type { Dialog } from '../wire/dialog.ts';
import type { Ms } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import type { Sign } from './command-effect.ts';
import type { AgentCommand } from './contract.ts';
import { ownExtension } from './data.ts';
import { isJoinedCallCommand, type JoinedCallCommand } from './call-requests.ts';
import { participantOf } from './slices.ts';
import type { CommandRecord, Step } from './state.ts';

/** Tones change nothing that could be read: after so long without a refusal it is said that nobody can tell. assumed. */
export const tonesRefusedWithinMs: Ms = 1_000;

/** The others on the two calls that are to become one. */
export interface JoinedParties {
  readonly held: readonly string[];
  readonly speaking: readonly string[];
}

const shownIf = (condition: boolean): Sign => (condition ? 'shown' : 'not-shown');

const isOn = ({ participants }: Dialog, address: string): boolean =>
  participants.some(({ mediaAddress, state }) => mediaAddress === address && state !== 'DROPPED');

const isOnAny = (dialog: Dialog, addresses: readonly string[]): boolean =>
  addresses.some((address) => isOn(dialog, address));

/** The call to be passed on, with whom it is to go to on it. */
const isOnTarget = (dialog: Dialog, command: AgentCommand): boolean =>
  command.type === 'call-to' &&
  command.action === 'TRANSFER_SST' &&
  command.dialogId === dialog.id &&
  isOn(dialog, command.to);

/** Whether the agent takes part: on a call, not wrapping it up. */
function isSpeaking(step: Step, dialog: Dialog): boolean {
  const own = participantOf(dialog, ownExtension(step))?.state;
  return own === 'ACTIVE' || own === 'HELD';
}

const isHolding = (step: Step, dialog: Dialog): boolean => participantOf(dialog, ownExtension(step))?.state === 'HELD';

function isLeft(step: Step, dialogId: string): boolean {
  const dialog = step.state.view.dialogs.find(({ id }) => id === dialogId);
  const own = dialog && participantOf(dialog, ownExtension(step))?.state;
  return own === undefined || own === 'DROPPED' || own === 'WRAP_UP';
}

export const isJoining = (command: AgentCommand): boolean =>
  command.type === 'call-action' && (command.action === 'TRANSFER' || command.action === 'CONFERENCE');

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

/** The call that a consultation, or listening, or barging in has made. */
function isMade(step: Step, dialog: Dialog, command: JoinedCallCommand): boolean {
  const own = ownExtension(step);
  if (command.type === 'call-to') {
    const of = dialog.associatedDialogUri;
    const isTo = dialog.toAddress === command.to || dialog.mediaProperties.dialedNumber === command.to;
    return dialog.fromAddress === own && isTo && (of === '' || of === paths.dialog(command.dialogId));
  }
  if (command.type !== 'supervise-call' || !isSpeaking(step, dialog)) return false;
  const isListening = dialog.mediaProperties.callType === 'SUPERVISOR_MONITOR';
  return isOn(dialog, command.extension) && isListening === (command.action === 'SILENT_MONITOR');
}

/** The new call that shows a command which makes one. */
export function callMadeBy(step: Step, { command, dialogsBefore }: CommandRecord): Dialog | undefined {
  if (!isJoinedCallCommand(command) || dialogsBefore === undefined) return undefined;
  return step.state.view.dialogs.find((dialog) => !dialogsBefore.includes(dialog.id) && isMade(step, dialog, command));
}

/** The agent is off this call, and who is on it now tells that it was passed on. */
function isPassedOn(step: Step, { command, joins, maybeByAnother }: CommandRecord, dialog: Dialog): boolean {
  if (isSpeaking(step, dialog)) return false;
  if (command.type === 'call-to') return !maybeByAnother && isOnTarget(dialog, command);
  const isTransfer = command.type === 'call-action' && command.action === 'TRANSFER';
  return isTransfer && joins !== undefined && isOnAny(dialog, joins.held) && isOnAny(dialog, joins.speaking);
}

/**
 * A transfer leaves nothing to be seen but the last word about the call (`notePartings`). Where that told nothing either, and
 * no refusal came for as long as one may take, the call being gone has to do; not across a failover, where a refusal may
 * have been missed.
 */
function transferSign(step: Step, record: CommandRecord, dialogId: string): Sign {
  const isSeen = record.parted ?? step.state.view.dialogs.some((dialog) => isPassedOn(step, record, dialog));
  const isUnrefused = record.status === 'accepted' && record.rechecking !== undefined && !record.crossed;
  return shownIf(isSeen || (isUnrefused && isLeft(step, dialogId)));
}

/** In what has become one the agent speaks: as long as one of the two is held they are two. */
const isHoldingOne = (step: Step, { held, speaking }: JoinedParties, dialogs: readonly Dialog[]): boolean =>
  dialogs.some((dialog) => isHolding(step, dialog) && isOnAny(dialog, [...held, ...speaking]));

/** Of `TRANSFER` and `CONFERENCE`. */
export function joiningSign(step: Step, record: CommandRecord): Sign {
  const { command, joins } = record;
  if (command.type !== 'call-action') return 'cannot-tell';
  if (!joins) return 'not-shown';
  if (command.action === 'TRANSFER') return transferSign(step, record, command.dialogId);
  // Which of the two ids stays is the node's to say.
  const { dialogs } = step.state.view;
  return shownIf(
    dialogs.some(
      (dialog) => isSpeaking(step, dialog) && isOnAny(dialog, joins.held) && isOnAny(dialog, joins.speaking),
    ) && !isHoldingOne(step, joins, dialogs),
  );
}

export function joinedCallSign(step: Step, record: CommandRecord, command: JoinedCallCommand): Sign {
  const { dialogs, doubtfulCalls } = step.state.view;
  switch (command.type) {
    case 'call-to':
      if (command.action === 'TRANSFER_SST') return transferSign(step, record, command.dialogId);
      return shownIf(callMadeBy(step, record) !== undefined);
    case 'supervise-call':
      return shownIf(callMadeBy(step, record) !== undefined);
    case 'drop-participant': {
      const dialog = dialogs.find(({ id }) => id === command.dialogId);
      // Who is missing in a picture that may be incomplete (CTI-7) may be there.
      const isDoubtful = doubtfulCalls.some(({ dialogId }) => dialogId === command.dialogId);
      return shownIf(dialog !== undefined && !isDoubtful && !isOn(dialog, command.address));
    }
    case 'send-tones':
      return 'not-shown';
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
  const came = (all: readonly string[], onto: readonly Dialog[]): string[] =>
    all.filter((one) => !onto.some((dialog) => isOn(dialog, one)));
  record.joins = {
    held: came(
      joins.held,
      told.filter(({ id }) => id !== dialogId),
    ),
    speaking: came(
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

/** The last word about calls that the agent has left. */
export function notePartings(step: Step, told: readonly Dialog[]): void {
  doubtNewcomers(step, told);
  for (const record of step.state.commands) {
    if (told.some((dialog) => isPassedOn(step, record, dialog))) record.parted = true;
  }
}
