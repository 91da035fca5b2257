/** Phase `switching`: on the chosen node, notifications and LOGIN. A new node is a new epoch; the current one is not. */
import { enter } from './enter.ts';
import { handOverInstead } from './hand-over.ts';
import { openChannel } from './links.ts';
import { keepTurn } from './pacing.ts';
import { login, loginOutcome } from './signing-on.ts';
import { emit, patchView, type Answer, type Step } from './state.ts';
import { setTimer } from './timers.ts';
import type { Trigger } from './view.ts';

/** Entry of `switching`. */
export function startSwitching(step: Step): void {
  const { state, now, policy } = step;
  const target = state.failover?.target;
  if (target === undefined) return;
  setTimer(state, 'switch-bound', now + policy.switchBoundMs);
  if (target === state.view.node) {
    login(step, target);
    return;
  }
  // Requests of the old epoch are forgotten; commands on their way stay in the book and are compared with the data
  // after the move. Opening the new channel closes the old one first: never signed in on two nodes at once.
  state.requests = [];
  patchView(step, { epoch: state.view.epoch + 1 });
  if (state.view.move === 'reload') emit(step, { type: 'reload-pages', epoch: state.view.epoch, node: target });
  if (handOverInstead(step, target)) return;
  openChannel(step, target, policy.openTimeoutMs);
}

export function switchChannelOpened(step: Step): void {
  const target = step.state.failover?.target;
  if (target !== undefined) login(step, target);
}

export type AttemptProblem = Trigger | 'unauthorized';

/** `undefined` when the sign-in was accepted and restoring has begun. */
export function switchLoginAnswered(step: Step, answer: Answer): AttemptProblem | undefined {
  const outcome = loginOutcome(answer);
  const target = step.state.failover?.target;
  if (outcome.kind === 'accepted' && target !== undefined) {
    patchView(step, { node: target });
    keepTurn(step, answer);
    enter(step, 'signed-in-there', { key: 'restoring', level: 'info', params: { node: target } });
    return undefined;
  }
  if (outcome.kind === 'refused') return outcome.reason === 'credentials' ? 'unauthorized' : 'request-refused';
  return outcome.kind === 'out-of-service' ? 'out-of-service' : 'request-refused';
}
