/**
 * Recognises what an unasked change of the agent's state means: the late forced logout of the node left behind (PF-3,
 * PF-5), a supervisor (999), or neither. Tells; never changes anything else.
 */
import { systemReason } from '../wire/reason-code.ts';
import type { User } from '../wire/user.ts';
import { seconds, toast } from './announce.ts';
import type { Step } from './state.ts';

const forcedCodes: readonly number[] = [
  systemReason.connectionFailureLogout,
  systemReason.connectionFailure,
  systemReason.startingForceLogout,
  systemReason.forceLogout,
];

/** Milliseconds since the move it can belong to; `undefined` when there was none, or too long ago. */
function sinceMove(step: Step): number | undefined {
  const { state, now, policy } = step;
  const { failover, lastCallAtMoveEndedAt } = state;
  const { lastMove } = state.view;
  // During a failover the agent's presence may already have been gone for long; while the CTI link was away it was not
  // (PF-7 sets the same code then, and is no forced logout).
  if (failover) return failover.trigger === 'out-of-service' && failover.from === state.view.node ? undefined : 0;
  if (state.resume) return 0;
  if (!lastMove) return undefined;
  if (lastMove.from === lastMove.to && lastMove.trigger === 'out-of-service') return undefined;
  const since = now - lastMove.endedAt;
  const afterCall =
    lastCallAtMoveEndedAt !== undefined && now - lastCallAtMoveEndedAt <= policy.forcedLogoutAfterCallMs;
  return since <= policy.forcedLogoutWindowMs || afterCall ? since : undefined;
}

/** Compares what was known of the agent with what is told now. */
export function explainStateChange(step: Step, before: User | undefined, after: User): void {
  const code = after.reasonCode?.code;
  // Without a "before" it is history that the agent has met already.
  if (before === undefined || code === undefined) return;
  const isSame = before.state === after.state && before.reasonCode?.code === code;
  if (isSame || (after.state !== 'LOGOUT' && after.state !== 'NOT_READY')) return;
  if (code === systemReason.supervisorInitiated) {
    toast(step, 'changed-by-supervisor', 'warning', { state: after.state });
    return;
  }
  if (!forcedCodes.includes(code)) return;
  const since = sinceMove(step);
  if (since === undefined) return;
  toast(step, 'forced-logout', 'warning', { code, state: after.state, secondsSinceMove: seconds(since) });
}
