/**
 * What shows that a command about two calls, or about somebody else on a call, took place. Nothing of this is ever sent
 * twice, so after a failover the data read again is all there is: what it does not show stays unknown. Never sends.
 */
import type { Dialog } from '../wire/dialog.ts';
import type { Ms } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import type { Sign } from './command-effect.ts';
import { ownExtension } from './data.ts';
import { doubtNewcomers } from './call-doubts.ts';
import { isHoldingOne, isOn, isOnAny, isOnTarget, isSpeaking } from './call-parties.ts';
import { isJoinedCallCommand, type JoinedCallCommand } from './call-requests.ts';
import { participantOf } from './slices.ts';
import type { CommandRecord, Step } from './state.ts';

/** Tones change nothing that could be read: after so long without a refusal it is said that nobody can tell. assumed. */
export const tonesRefusedWithinMs: Ms = 1_000;

const shownIf = (condition: boolean): Sign => (condition ? 'shown' : 'not-shown');

function isLeft(step: Step, dialogId: string): boolean {
  const dialog = step.state.view.dialogs.find(({ id }) => id === dialogId);
  const own = dialog && participantOf(dialog, ownExtension(step))?.state;
  return own === undefined || own === 'DROPPED' || own === 'WRAP_UP';
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

/** The last word about calls that the agent has left. */
export function notePartings(step: Step, told: readonly Dialog[]): void {
  doubtNewcomers(step, told);
  for (const record of step.state.commands) {
    if (told.some((dialog) => isPassedOn(step, record, dialog))) record.parted = true;
  }
}
