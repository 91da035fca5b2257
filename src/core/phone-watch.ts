/** What a phone does while all is well: it polls SystemInfo of its node (IP-1), and takes bad news for the first failure. */
import { raiseTrigger } from './detect.ts';
import { learnProbe } from './knowledge.ts';
import { isAsked, probe } from './links.ts';
import type { Answer, PendingRequest, Step } from './state.ts';
import { setTimer } from './timers.ts';

/** Entry of `connected`. */
export function startWatching({ state, now, policy }: Step): void {
  if (policy.watchEveryMs > 0) setTimer(state, 'watch', now + policy.watchEveryMs);
}

/** Timer `watch`. */
export function watch(step: Step): void {
  const { node } = step.state.view;
  startWatching(step);
  if (node !== undefined && !isAsked(step, node, 'watch')) probe(step, node, 'watch');
}

export function watchAnswered(step: Step, request: PendingRequest, answer: Answer): void {
  const { state, now, policy } = step;
  const health = learnProbe(step, request.node, request.sentAt, answer);
  if (state.view.phase !== 'connected' || health === 'good') return;
  raiseTrigger(step, health === 'out-of-service' ? 'out-of-service' : 'request-refused');
  // This look was the first of the failures; the next one is asked for in its time.
  if (!state.failover) return;
  state.failover.failedRounds = 1;
  setTimer(state, 'phone-round', now + policy.pollCurrentMs);
}
