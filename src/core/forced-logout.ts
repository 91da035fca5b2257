/**
 * Recognises what an unasked change of the agent's state means: the late forced logout of a node left behind (PF-3, PF-5),
 * a supervisor (999), the trace of a lost CTI link (PF-7), or none of these. Tells, and notes what could be taken back;
 * taking it back is done in `undo.ts`.
 */
import { systemReason } from '../wire/reason-code.ts';
import type { User } from '../wire/user.ts';
import { seconds, toast } from './announce.ts';
import { forcedCodes, isLinkOutage, rememberResting } from './race-memory.ts';
import type { Step } from './state.ts';
import { noteUndo } from './undo-note.ts';

/** Milliseconds since the arrival it can belong to; `undefined` when there was none, or too long ago. */
function sinceArrival({ state, now, policy }: Step): number | undefined {
  // During a failover the agent's presence may already have been gone for long.
  if (state.failover || state.resume) return 0;
  const { arrivedAt, callsEndedAt } = state.races;
  if (arrivedAt === undefined) return undefined;
  const since = now - arrivedAt;
  const afterCall = callsEndedAt !== undefined && now - callsEndedAt <= policy.forcedLogoutAfterCallMs;
  return since <= policy.forcedLogoutWindowMs || afterCall ? since : undefined;
}

/** Not Ready over a lost CTI link: the system writes Connection Failure over the reason that was there. */
function isTraceOfLinkOutage(step: Step, before: User, after: User): boolean {
  if (before.state !== 'NOT_READY' || after.state !== 'NOT_READY') return false;
  if (after.reasonCode?.code !== systemReason.connectionFailure) return false;
  const { linkBackAt } = step.state.races;
  const isJustBack = linkBackAt !== undefined && step.now - linkBackAt <= step.policy.forcedLogoutAfterCallMs;
  return isLinkOutage(step) || isJustBack;
}

/** Ready over a lost CTI link: whatever reason is asked for next, Connection Failure is shown once. */
function isOwedFailure({ state }: Step, after: User): boolean {
  if (after.state !== 'NOT_READY' || after.reasonCode?.code !== systemReason.connectionFailure) return false;
  const isAsked =
    state.wish?.state === 'NOT_READY' ||
    state.commands.some(({ command }) => command.type === 'set-state' && command.state === 'NOT_READY');
  return state.races.failure === 'owed' && isAsked;
}

function tellForced(step: Step, before: User, after: User, code: number): void {
  const since = sinceArrival(step);
  // A sign-out under way is what the agent wants, whoever is quicker (PF-4).
  if (since === undefined || step.state.signingOut) return;
  const undo = noteUndo(step, before, after);
  const params = { code, state: after.state, secondsSinceMove: seconds(since), undo };
  toast(step, 'forced-logout', 'warning', params);
}

function explain(step: Step, before: User, after: User): void {
  const { races } = step.state;
  const code = after.reasonCode?.code;
  const isSame = before.state === after.state && before.reasonCode?.code === code;
  if (isSame) return;
  if (races.failure === 'shown') delete races.failure;
  if (code === undefined || (after.state !== 'LOGOUT' && after.state !== 'NOT_READY')) return;
  if (code === systemReason.supervisorInitiated) {
    delete races.undo;
    toast(step, 'changed-by-supervisor', 'warning', { state: after.state });
  } else if (isTraceOfLinkOutage(step, before, after)) {
    toast(step, 'link-failure-shown', 'info', { state: after.state });
  } else if (isOwedFailure(step, after)) {
    races.failure = 'shown';
    toast(step, 'link-failure-shown', 'info', { state: after.state });
  } else if (forcedCodes.includes(code)) {
    tellForced(step, before, after, code);
  }
}

/** Compares what was known of the agent with what is told now. */
export function explainStateChange(step: Step, before: User | undefined, after: User): void {
  // Without a "before" it is history that the agent has met already.
  if (before !== undefined) explain(step, before, after);
  rememberResting(step, after);
}
