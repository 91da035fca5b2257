/** Does the data show that a command took place? Pure comparison; every kind of command has its own sign. */
import type { CallVariable, Dialog } from '../wire/dialog.ts';
import { callMadeBy, joinedCallSign, joiningSign } from './call-commands.ts';
import { isJoinedCallCommand } from './call-requests.ts';
import { ownExtension } from './data.ts';
import { mediaSignOf, mediaSliceOf } from './media-commands.ts';
import { isMediaCommand } from './media-requests.ts';
import { participantOf } from './slices.ts';
import { isStaffCommand, staffSignOf, staffSliceOf } from './staff-commands.ts';
import type { CommandRecord, ReadKey, Step } from './state.ts';

export type Sign = 'shown' | 'not-shown' | 'cannot-tell';

const shownIf = (condition: boolean): Sign => (condition ? 'shown' : 'not-shown');

function hasVariables(dialog: Dialog, wanted: readonly CallVariable[]): boolean {
  const { callVariables } = dialog.mediaProperties;
  return wanted.every(({ name, value }) => callVariables.some((held) => held.name === name && held.value === value));
}

function callActionSign(step: Step, record: CommandRecord): Sign {
  const { command } = record;
  if (command.type !== 'call-action') return 'cannot-tell';
  const dialog = step.state.view.dialogs.find(({ id }) => id === command.dialogId);
  const own = dialog && participantOf(dialog, ownExtension(step))?.state;
  switch (command.action) {
    case 'ANSWER':
      return shownIf(own === 'ACTIVE' || own === 'HELD');
    case 'HOLD':
      // The consultation may have held it, and this been refused for that very reason.
      return shownIf(own === 'HELD' && !record.maybeByAnother);
    case 'RETRIEVE':
      return shownIf(own === 'ACTIVE' && !record.maybeByAnother);
    // Accepted and answered, a preview is over: another call has come of it.
    case 'ACCEPT':
      return shownIf(own === 'ACCEPTED' || own === undefined);
    case 'REJECT':
    case 'CLOSE':
      return shownIf(own === undefined || own === 'DROPPED');
    case 'DROP':
      return shownIf(own === undefined || own === 'DROPPED' || own === 'WRAP_UP');
    case 'TRANSFER':
    case 'CONFERENCE':
      return joiningSign(step, record);
    default:
      return 'cannot-tell';
  }
}

/** The call that shows that a command which makes one took place. */
export function callMade(step: Step, record: CommandRecord): Dialog | undefined {
  const { command, dialogsBefore } = record;
  if (isJoinedCallCommand(command)) return callMadeBy(step, record);
  if (command.type !== 'make-call' || dialogsBefore === undefined) return undefined;
  return step.state.view.dialogs.find(
    (dialog) =>
      !dialogsBefore.includes(dialog.id) &&
      dialog.fromAddress === ownExtension(step) &&
      (dialog.toAddress === command.to || dialog.mediaProperties.dialedNumber === command.to),
  );
}

export function signOf(step: Step, record: CommandRecord): Sign {
  const { agent, dialogs, teams } = step.state.view;
  const { command } = record;
  if (isMediaCommand(command)) return mediaSignOf(step, command);
  if (isJoinedCallCommand(command)) return joinedCallSign(step, record, command);
  if (isStaffCommand(command)) return staffSignOf(step, command, record.messagesBefore);
  switch (command.type) {
    case 'set-state': {
      if (agent === undefined) return 'cannot-tell';
      const { state, reasonCodeId } = command;
      // During a call the change waits: the pending state is the sign that it was taken.
      if (agent.pendingState === state) return 'shown';
      // After a lost CTI link the system shows Connection Failure once, whatever reason was given (PF-7).
      const isFailureShown = step.state.races.failure === 'shown';
      const isSameReason = reasonCodeId === undefined || agent.reasonCodeId === reasonCodeId || isFailureShown;
      return shownIf(agent.state === state && isSameReason);
    }
    case 'set-member-state': {
      const member = teams.flatMap((team) => team.users).find(({ loginId }) => loginId === command.loginId);
      return member ? shownIf(member.state === command.state || member.pendingState === command.state) : 'cannot-tell';
    }
    case 'make-call':
      return record.dialogsBefore === undefined ? 'cannot-tell' : shownIf(callMade(step, record) !== undefined);
    case 'update-call-data': {
      const dialog = dialogs.find(({ id }) => id === command.dialogId);
      if (!dialog) return 'cannot-tell';
      const { callVariables = [], wrapUpReason } = command;
      const isWrapUpShown = wrapUpReason === undefined || dialog.mediaProperties.wrapUpReason === wrapUpReason;
      return shownIf(isWrapUpShown && hasVariables(dialog, callVariables));
    }
    case 'call-action':
      return callActionSign(step, record);
  }
}

/** The slice in which a command's sign would be seen. */
export function sliceOf(step: Step, record: CommandRecord): ReadKey {
  const { command } = record;
  if (isMediaCommand(command)) return mediaSliceOf(step, command);
  if (isStaffCommand(command)) return staffSliceOf(step, command);
  if (command.type === 'set-state') return 'user';
  if (command.type !== 'set-member-state') return 'dialogs';
  const team = step.state.view.teams.find(({ users }) => users.some(({ loginId }) => loginId === command.loginId));
  return team ? `team:${team.id}` : 'user';
}
