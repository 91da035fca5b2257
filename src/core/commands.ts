/**
 * The agent's wishes on their way: sent, accepted, shown; or held, lost, unknown. Every command is settled exactly once.
 * What crossed a failover is decided in `crossed-commands.ts`.
 */
import type { ApiErrors } from '../wire/api-errors.ts';
import { toast } from './announce.ts';
import { isChatCommand, takeChatCommand } from './chat-commands.ts';
import { tonesRefusedWithinMs } from './call-commands.ts';
import { callFacts, doubtOlderJoins } from './call-doubts.ts';
import { callMade, signOf, sliceOf } from './command-effect.ts';
import type { AgentCommand, CommandOutcome, NodeCommand } from './contract.ts';
import { ownAgentId, ownExtension } from './data.ts';
import { ask } from './links.ts';
import { isSignedInAlready } from './media-asks.ts';
import { keepMediaSignIn, readMediaAgain } from './media-commands.ts';
import { isMediaCommand } from './media-requests.ts';
import { read } from './reading.ts';
import { commandRequest, commandSource } from './requests.ts';
import { emit, type Answer, type CommandRecord, type ReadKey, type Step } from './state.ts';
import { isProof, isStaffCommand, nodeOfCommand, ownMessages } from './staff-commands.ts';
import { cancelTimer, setTimer } from './timers.ts';
import { undone } from './undo-note.ts';

export const notApplied = (code: string, message: string): CommandOutcome => ({
  outcome: 'not-applied',
  code,
  message,
});
const notConnected = notApplied('not-connected', 'There is no connection to a node.');

/** Doing it twice does no harm, and the agent still means it a minute later. */
function isHarmless(command: NodeCommand): boolean {
  return command.type === 'set-state' || command.type === 'update-call-data';
}

export function isWorking(step: Step): boolean {
  const { view, asleepSince } = step.state;
  return view.phase === 'connected' && asleepSince === undefined;
}

export function settle(step: Step, record: CommandRecord, outcome: CommandOutcome): void {
  const { state } = step;
  state.commands = state.commands.filter((other) => other !== record);
  if (outcome.outcome === 'applied') claimCall(step, record);
  if (isMediaCommand(record.command)) keepMediaSignIn(step, record.command, outcome);
  cancelTimer(state, `command:${record.id}`);
  if (!record.internal) emit(step, { type: 'settle-command', id: record.id, outcome });
  const isSuperseded = outcome.outcome === 'not-applied' && outcome.code === 'superseded';
  if (record.undoes) {
    if (isSuperseded) delete state.races.undo;
    else undone(step, record.command.type === 'set-state' ? record.command.state : '', outcome.outcome);
    return;
  }
  if ((record.crossed || record.internal || record.orphan) && !isSuperseded) {
    const level = outcome.outcome === 'applied' ? 'success' : 'warning';
    toast(step, 'command-outcome', level, { command: record.command.type, outcome: outcome.outcome });
  }
}

/** One call proves one make-call: another one to the same number must find its own. */
function claimCall(step: Step, record: CommandRecord): void {
  const made = callMade(step, record);
  if (!made) return;
  for (const other of step.state.commands) {
    if (other.dialogsBefore) other.dialogsBefore = [...other.dialogsBefore, made.id];
  }
}

export function send(step: Step, record: CommandRecord): void {
  const node = nodeOfCommand(step, record.command);
  if (node === undefined) return;
  record.status = 'sent';
  const request = commandRequest(record.id, record.command, ownAgentId(step), ownExtension(step));
  ask(step, { node, request, purpose: { kind: 'command', command: record.id } });
}

export function takeCommand(step: Step, id: string, command: AgentCommand): void {
  if (isChatCommand(command)) {
    takeChatCommand(step, id, command);
    return;
  }
  const { state, now } = step;
  if (state.commands.some((record) => record.id === id)) return;
  const record: CommandRecord = {
    id,
    command,
    since: now,
    status: 'held',
    ...callFacts(step, command),
    ...(command.type === 'send-team-message' ? { messagesBefore: ownMessages(step, command.content) } : {}),
  };
  // The newer wish for a state replaces the older one, wherever that is on its way.
  const older = state.commands.filter((other) => other.command.type === 'set-state' && command.type === 'set-state');
  doubtOlderJoins(step, command);
  state.commands.push(record);
  for (const other of older) settle(step, other, notApplied('superseded', 'A newer state was asked for.'));
  const isMoving =
    state.established &&
    state.view.phase !== 'expired' &&
    state.view.phase !== 'displaced' &&
    state.asleepSince === undefined;
  if (isWorking(step)) {
    send(step, record);
  } else if (isHarmless(command) && isMoving) {
    record.crossed = true;
  } else {
    settle(step, record, notConnected);
  }
}

function refuse(step: Step, record: CommandRecord, code: string, message: string): void {
  if (!record.undoes) toast(step, 'command-refused', 'error', { command: record.command.type, code, message });
  settle(step, record, notApplied(code, message));
}

/** Signing in to a domain again is an error that sets the options, which is what was wanted. */
function isTakenAllTheSame(step: Step, record: CommandRecord, errors: ApiErrors): boolean {
  if (record.command.type !== 'media-sign-in' || !isSignedInAlready(errors)) return false;
  settle(step, record, { outcome: 'applied' });
  readMediaAgain(step);
  return true;
}

/** Awaits the event from now on; then the slice is read to find out. */
function awaitEvent(step: Step, record: CommandRecord): void {
  const { commandConfirmMs } = step.policy;
  const isTones = record.command.type === 'send-tones' && record.status === 'accepted';
  const wait = isTones ? Math.min(tonesRefusedWithinMs, commandConfirmMs) : commandConfirmMs;
  setTimer(step.state, `command:${record.id}`, step.now + wait);
}

export function commandAnswered(step: Step, id: string, answer: Answer): void {
  const record = step.state.commands.find((other) => other.id === id);
  if (!record) return;
  if (answer.kind === 'failed') {
    // It may have arrived: only the data can tell.
    awaitEvent(step, record);
    return;
  }
  const { status, payload } = answer.reply;
  if (status >= 200 && status < 300) {
    if (isStaffCommand(record.command) && isProof(record.command, answer.reply)) {
      settle(step, record, { outcome: 'applied' });
      return;
    }
    record.status = 'accepted';
    awaitEvent(step, record);
    settleShown(step);
    return;
  }
  const errors = payload.kind === 'ApiErrors' ? payload.value : [];
  if (isTakenAllTheSame(step, record, errors)) return;
  const error = errors[0];
  const code = error?.errorType ?? `HTTP ${status}`;
  if (status === 503 && isHarmless(record.command)) {
    record.status = 'held';
    record.crossed = true;
    return;
  }
  refuse(step, record, code, error?.errorMessage ?? '');
}

/** Settles what the data shows. Call after every change of data while connected. */
export function settleShown(step: Step): void {
  if (!isWorking(step)) return;
  for (const record of step.state.commands) {
    if (record.status === 'accepted' && signOf(step, record) === 'shown') settle(step, record, { outcome: 'applied' });
  }
}

/** Actions whose success has no sign of its own: any later change of that dialog is taken for it. */
export function settleByDialogEvent(step: Step, dialogId: string): void {
  if (!isWorking(step)) return;
  for (const record of step.state.commands) {
    const { command } = record;
    if (command.type !== 'call-action' || command.dialogId !== dialogId || record.status !== 'accepted') continue;
    if (signOf(step, record) === 'cannot-tell') settle(step, record, { outcome: 'applied' });
  }
}

/** An asynchronous error: by request id, else the oldest command on the same object. `true` when it was one of ours. */
export function commandErrorEvent(step: Step, requestId: string, source: string, errors: ApiErrors): boolean {
  const agentId = ownAgentId(step);
  const isMeant = (record: CommandRecord): boolean =>
    requestId === ''
      ? record.status !== 'held' && commandSource(record.command, agentId) === source
      : record.id === requestId;
  const record = step.state.commands.find(isMeant);
  if (!record) return false;
  if (isTakenAllTheSame(step, record, errors)) return true;
  const error = errors[0];
  refuse(step, record, error?.errorType ?? 'Generic Error', error?.errorMessage ?? '');
  return true;
}

/** The event did not come in time. */
export function commandOverdue(step: Step, id: string): void {
  const record = step.state.commands.find((other) => other.id === id);
  // Away from `connected` the restore looks after it.
  if (!record || !isWorking(step)) return;
  if (record.command.type === 'send-tones') {
    // No data would show them.
    settle(step, record, { outcome: 'unknown' });
    return;
  }
  record.rechecking = sliceOf(step, record);
  read(step, record.rechecking);
}

/** A slice was read (`arrived`) or could not be: whoever waited for it is settled now. */
export function settleRechecked(step: Step, what: ReadKey, arrived: boolean): void {
  if (!isWorking(step)) return;
  for (const record of step.state.commands) {
    if (record.rechecking !== what) continue;
    const isShown = arrived && signOf(step, record) === 'shown';
    settle(step, record, isShown ? { outcome: 'applied' } : { outcome: 'unknown' });
  }
}

/** A failover begins: whatever is under way will have crossed it. */
export function markCrossed(step: Step): void {
  for (const record of step.state.commands) {
    record.crossed = true;
    delete record.rechecking;
    cancelTimer(step.state, `command:${record.id}`);
  }
}

/** Ours, not a caller's: sent once, never again. */
export function sendInternal(step: Step, why: 'wish' | 'undo', command: NodeCommand): void {
  const { state, now } = step;
  state.counters.wish += 1;
  const record: CommandRecord = {
    id: `${why}-${state.counters.wish}`,
    command,
    since: now,
    status: 'held',
    internal: true,
    resent: true,
    ...(why === 'undo' ? { undoes: true } : {}),
  };
  state.commands.push(record);
  send(step, record);
}

/** The session is over: what was on its way stays unknown unless it shows, what was not has not happened. */
export function settleAll(step: Step): void {
  for (const record of step.state.commands) {
    if (record.status === 'held') settle(step, record, notConnected);
    else settle(step, record, signOf(step, record) === 'shown' ? { outcome: 'applied' } : { outcome: 'unknown' });
  }
}
