/**
 * The IP Phone Agent's way (profile `ippa`, IP-1 to IP-3): SystemInfo and notifications of the one node it knows, in rounds
 * of 5 s. Three rounds that fail are "server unavailable"; it keeps asking, and when both services are back it says so and
 * leaves the signing in to its user. Never knows the other node.
 */
import { enter } from './enter.ts';
import { isAsked, notificationsGood, openChannel, probe } from './links.ts';
import { endSession } from './session.ts';
import type { Step } from './state.ts';
import { setTimer } from './timers.ts';

export { isPhone } from './phone-told.ts';

/** Entry of `suspect`: by a wake-up of its own, so that the phone has shown the phase. */
export function suspectAsPhone({ state, now }: Step): void {
  setTimer(state, 'phone-round', now);
}

/** Entry of `searching`. */
export function searchAsPhone({ state, now, policy }: Step): void {
  setTimer(state, 'phone-round', now + policy.pollCurrentMs);
}

/** Timer `phone-round`: what the round before has shown, and the next one. */
export function nextRound(step: Step): void {
  const { state, now, policy } = step;
  const { failover, view } = state;
  if (!failover || view.node === undefined) return;
  if (failover.round > 0) failover.failedRounds = (failover.failedRounds ?? 0) + 1;
  failover.round += 1;
  if (view.phase === 'suspect' && (failover.failedRounds ?? 0) >= policy.roundsToGiveUp) serverUnavailable(step);
  setTimer(state, 'phone-round', now + policy.pollCurrentMs);
  if (!isAsked(step, view.node, 'probe')) probe(step, view.node, 'probe');
  if (!state.channel) openChannel(step, view.node, policy.reconnectTimeoutMs);
}

function serverUnavailable(step: Step): void {
  const { node = '' } = step.state.view;
  enter(step, 'suspicion-confirmed', { key: 'server-unavailable', level: 'error', params: { node } });
}

/** Decides from what has been seen so far; harmless to call at any time. */
export function weighAsPhone(step: Step): void {
  const { failover, view } = step.state;
  if (!failover || view.node === undefined) return;
  if (failover.looks[view.node]?.good !== true || !notificationsGood(step, view.node)) return;
  const params = { node: view.node };
  if (view.phase === 'suspect') enter(step, 'notifications-back', { key: 'restoring', level: 'info', params });
  else endSession(step, { key: 'server-available', level: 'success', params });
}
