/**
 * Notices that the connection is lost: the three triggers of DF-2, silence on the channel, and what the phase `suspect`
 * does about it (DF-3: the retries of the XMPP client).
 */
import { markCrossed } from './commands.ts';
import { enter } from './enter.ts';
import { countSetback } from './holding.ts';
import { closeChannel, forgetRequests, openChannel } from './links.ts';
import { isPhone, suspectAsPhone } from './phone.ts';
import { confirmSuspicion, pollBoth, weigh } from './search.ts';
import { prepareAlternate } from './prepare.ts';
import { emit, patchView, type FailoverState, type Step } from './state.ts';
import { cancelTimer, setTimer } from './timers.ts';
import type { Trigger } from './view.ts';

export function newFailover(step: Step, trigger: Trigger): FailoverState | undefined {
  const { node } = step.state.view;
  if (node === undefined) return undefined;
  return {
    trigger,
    startedAt: step.now,
    from: node,
    notificationTries: 0,
    setbacks: 0,
    searches: 0,
    round: 0,
    looks: {},
  };
}

/** Out of `connected`. */
export function raiseTrigger(step: Step, trigger: Trigger): void {
  const { state, now } = step;
  const failover = newFailover(step, trigger);
  if (!failover) return;
  failover.setbacks = countSetback(step);
  state.failover = failover;
  patchView(step, { staleSince: now });
  markCrossed(step);
  emit(step, { type: 'mark', name: `trigger:${trigger}`, epoch: state.view.epoch, node: failover.from });
  const params = { trigger, node: failover.from };
  enter(step, 'trigger', { key: 'connection-lost', level: 'warning', params });
}

/** Entry of `suspect`. */
export function startSuspecting(step: Step): void {
  const { state, now, policy } = step;
  const { failover, channel } = state;
  if (!failover) return;
  // Also what a search before this one still asks: its answer would be taken for a look of this one, and its question keep
  // this one from asking.
  const forgotten: readonly string[] = ['read', 'check', 'measure', 'probe'];
  forgetRequests(step, ({ purpose }) => forgotten.includes(purpose.kind));
  const isNotificationTrigger = failover.trigger === 'notifications-lost' || failover.trigger === 'silence';
  if (isPhone(step)) {
    suspectAsPhone(step);
  } else if (policy.probeOnTrigger) {
    pollBoth(step);
    if (failover.setbacks === 0) prepareAlternate(step);
    if (!channel) tryNotifications(step);
    // Presence of `finesse` is lost by proof, not by suspicion; even so every tab shows this phase (see below).
    setTimer(state, 'suspect-bound', channel?.finesse === false ? now : now + policy.suspectBoundMs);
  } else if (isNotificationTrigger) {
    tryNotifications(step);
  } else {
    // Nothing is doubtful; but the phase is left by a wake-up of its own, so that every tab has shown it.
    setTimer(state, 'suspect-bound', now);
  }
}

/** One attempt of the XMPP client. */
export function tryNotifications(step: Step): void {
  const { state, policy } = step;
  const { failover, view } = state;
  if (!failover || view.node === undefined) return;
  failover.notificationTries += 1;
  openChannel(step, view.node, policy.reconnectTimeoutMs);
}

/** In `suspect`: an attempt failed. */
export function notificationTryFailed(step: Step): void {
  const { state, now, policy } = step;
  if (policy.probeOnTrigger || isPhone(step)) {
    weigh(step);
  } else if ((state.failover?.notificationTries ?? 0) >= policy.notificationTries) {
    confirmSuspicion(step);
  } else {
    setTimer(state, 'retry-notifications', now + policy.notificationSpacingMs);
  }
}

/** In `suspect`: notifications are connected again. */
export function notificationTryOpened(step: Step): void {
  const { node } = step.state.view;
  if (step.policy.probeOnTrigger || isPhone(step)) weigh(step);
  else enter(step, 'notifications-back', { key: 'restoring', level: 'info', params: { node: node ?? '' } });
}

/** Sends a ping and waits for its pong; also for the timer `ping`. */
export function sendPing(step: Step): void {
  const { state, now, policy } = step;
  const { channel } = state;
  if (channel?.status !== 'open') return;
  state.counters.ping += 1;
  channel.unansweredPing = state.counters.ping;
  cancelTimer(state, 'ping');
  setTimer(state, 'pong', now + policy.pongTimeoutMs);
  emit(step, { type: 'ping', channel: channel.id, ping: state.counters.ping });
}

/** Any pong, also a late one, proves that the channel lives. */
export function pongCame(step: Step): void {
  const { state, now, policy } = step;
  const { channel } = state;
  if (!channel) return;
  channel.missedPongs = 0;
  channel.unansweredPing = undefined;
  cancelTimer(state, 'pong');
  setTimer(state, 'ping', now + policy.pingEveryMs);
}

/** The time of a pong is over. `true` when that was the last miss: the channel is silent and closed. */
export function pongMissed(step: Step): boolean {
  const { channel } = step.state;
  if (!channel) return false;
  channel.missedPongs += 1;
  if (channel.missedPongs <= step.policy.pingRetries) {
    sendPing(step);
    return false;
  }
  closeChannel(step);
  return true;
}
