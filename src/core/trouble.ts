/** The same bad news means different things in different phases: this is where it is told apart. */
import { markCrossed } from './commands.ts';
import { newFailover, notificationTryFailed, raiseTrigger } from './detect.ts';
import { enter } from './enter.ts';
import { isAsked, probe } from './links.ts';
import { isPhone } from './phone.ts';
import type { AttemptProblem } from './move.ts';
import { currentNodeTold, currentNotificationsFailed } from './search.ts';
import { endSignedOut, expire } from './session.ts';
import { failSignIn, tryOtherNode } from './sign-in.ts';
import { patchView, type Step } from './state.ts';
import type { Trigger } from './view.ts';

/** A trigger while connected. In the middle of a sign-out there is nothing left to fail over for. */
function trigger(step: Step, what: Trigger): void {
  if (step.state.signingOut) endSignedOut(step);
  else raiseTrigger(step, what);
}

/** In `switching` or `restoring`: this did not work; look around again. */
export function attemptFailed(step: Step, problem: AttemptProblem): void {
  const { state, now } = step;
  if (problem === 'unauthorized') {
    expire(step);
    return;
  }
  // A resumed session has no failover yet.
  const failover = state.failover ?? newFailover(step, problem);
  if (!failover) return;
  state.failover = failover;
  patchView(step, { staleSince: state.view.staleSince ?? now });
  markCrossed(step);
  const params = { trigger: failover.trigger, node: state.view.node ?? '' };
  enter(step, 'attempt-failed', { key: isPhone(step) ? 'server-unavailable' : 'searching', level: 'warning', params });
}

/** A node has said no to a LOGIN. Who was forced out there and may not come back is signed out, not moved. */
export function loginRefused(step: Step): void {
  const { failover, races } = step.state;
  if (!failover && races.undo?.signIn === 'asked') endSignedOut(step);
  else attemptFailed(step, 'request-refused');
}

/** The channel is gone (and forgotten): closed, failed or silent. */
export function channelLost(step: Step, what: 'notifications-lost' | 'silence'): void {
  switch (step.state.view.phase) {
    case 'signing-in':
      tryOtherNode(step, 'unreachable');
      break;
    case 'connected':
      trigger(step, what);
      break;
    case 'suspect':
      notificationTryFailed(step);
      break;
    case 'searching':
      currentNotificationsFailed(step);
      break;
    case 'switching':
    case 'restoring':
      attemptFailed(step, what);
      break;
    case 'signed-out':
    case 'expired':
    case 'displaced':
    case 'migrating':
      break;
  }
}

/** The node in use said OUT_OF_SERVICE, by event or by 503. */
export function outOfService(step: Step): void {
  switch (step.state.view.phase) {
    case 'signing-in':
      tryOtherNode(step, 'out-of-service');
      break;
    case 'connected':
      trigger(step, 'out-of-service');
      break;
    case 'suspect':
    case 'searching':
      currentNodeTold(step);
      break;
    case 'switching':
    case 'restoring':
      attemptFailed(step, 'out-of-service');
      break;
    case 'signed-out':
    case 'expired':
    case 'displaced':
    case 'migrating':
      break;
  }
}

export function finesseUnavailable(step: Step): void {
  const { phase } = step.state.view;
  if (phase === 'connected') trigger(step, 'finesse-unavailable');
  else if (phase === 'suspect' || phase === 'searching') currentNotificationsFailed(step);
  else if (phase === 'switching' || phase === 'restoring') attemptFailed(step, 'finesse-unavailable');
}

/** A request found nobody. */
export function requestRefused(step: Step, failure: 'refused' | 'timeout'): void {
  const { phase } = step.state.view;
  if (phase === 'connected') {
    if (!step.policy.refusalIsTrigger) return;
    const { node } = step.state.view;
    if (failure === 'refused') trigger(step, 'request-refused');
    // One request may be lost, or slow: before the node is presumed dead it is asked once.
    else if (node !== undefined && !isAsked(step, node, 'check')) probe(step, node, 'check');
  } else if (phase === 'restoring' || phase === 'switching') attemptFailed(step, 'request-refused');
  else if (phase === 'signing-in') tryOtherNode(step, 'unreachable');
}

/** The current node, asked for a sign of life while connected, gave none. */
export function checkFailed(step: Step, failure: 'refused' | 'timeout'): void {
  if (step.state.view.phase !== 'connected' || !step.policy.refusalIsTrigger) return;
  trigger(step, failure === 'refused' ? 'request-refused' : 'silence');
}

export function unauthorized(step: Step): void {
  const { phase } = step.state.view;
  if (phase === 'signing-in') failSignIn(step, 'credentials', '');
  else if (phase !== 'signed-out' && phase !== 'expired' && phase !== 'displaced') expire(step);
}
