/**
 * Phases `suspect` and `searching`: looking at both nodes, and choosing. The bias is to the current node (DF-6): when the
 * alternate is found good, the current one gets a last look. There is no fail-back (DF-7): nothing here runs while connected.
 */
import { otherNode, type NodeName } from '../wire/names.ts';
import { nextTokenIn, spend } from './budget.ts';
import { enter } from './enter.ts';
import { isServing, learnProbe } from './knowledge.ts';
import { closeChannel, forgetRequests, isAsked, notificationsGood, openChannel, probe } from './links.ts';
import { isPhone, searchAsPhone, weighAsPhone } from './phone.ts';
import { putOff } from './pacing.ts';
import { prepareAlternate, warmRoad } from './prepare.ts';
import { drawBetween } from './random.ts';
import type { Answer, FailoverState, PendingRequest, Step } from './state.ts';
import { cancelTimer, hasTimer, setTimer } from './timers.ts';

type Side = 'current' | 'alternate';

function nodeOf(step: Step, side: Side): NodeName | undefined {
  const { node } = step.state.view;
  return node === undefined || side === 'current' ? node : otherNode(node);
}

function waitBeforeNextPoll(step: Step, failover: FailoverState, side: Side): number {
  const { policy } = step;
  const interval = side === 'current' ? policy.pollCurrentMs : policy.pollAlternateMs;
  if (policy.pollJitter === 'none') return interval;
  const bound = Math.min(interval, policy.pollFirstBoundMs * 2 ** Math.min(failover.round, 10));
  const wait = drawBetween(step.state, policy.pollFloorMs, bound);
  const failures = Math.max(0, failover.searches - 1) + failover.setbacks;
  if (side === 'current' || failures < 1) return wait;
  const leastWait = policy.attemptBackoffMs * 2 ** Math.min(failures - 1, 10);
  return Math.min(policy.attemptBackoffCapMs, Math.max(wait, leastWait));
}

function schedulePoll(step: Step, side: Side): void {
  const { failover } = step.state;
  if (failover) setTimer(step.state, `poll-${side}`, step.now + waitBeforeNextPoll(step, failover, side));
}

/** The first look at each node needs no budget: without it nothing can be found. */
function isFirstRound({ round, searches }: FailoverState): boolean {
  return round <= 1 && searches <= 1;
}

/** Looks at one node now and sets the time of the next look. */
export function poll(step: Step, side: Side): void {
  const { state } = step;
  const node = nodeOf(step, side);
  if (!state.failover || node === undefined) return;
  const wait = Math.max(
    putOff(step, node),
    isFirstRound(state.failover) || spend(step, 'core') ? 0 : nextTokenIn(step, 'core'),
  );
  if (wait > 0) {
    setTimer(state, `poll-${side}`, step.now + wait);
    return;
  }
  if (side === 'current') state.failover.round += 1;
  schedulePoll(step, side);
  if (!isAsked(step, node, 'probe')) probe(step, node, 'probe');
}

export function pollBoth(step: Step): void {
  poll(step, 'current');
  // After a move that did not hold, the other node's turn comes later.
  if (step.state.failover?.setbacks === 0) poll(step, 'alternate');
  else if (!hasTimer(step.state, 'poll-alternate')) schedulePoll(step, 'alternate');
}

/** Entry of `searching`. */
export function startSearching(step: Step): void {
  const { state } = step;
  const { failover } = state;
  if (!failover) return;
  delete failover.target;
  delete failover.lastLookAfter;
  state.gathering = undefined;
  // What was begun on a node that did not take the agent is taken back.
  if (state.channel && state.channel.node !== state.view.node) closeChannel(step);
  state.loginPending = false;
  forgetRequests(step, ({ purpose }) => purpose.kind === 'read' || purpose.kind === 'login');
  failover.searches += 1;
  if (isPhone(step)) {
    searchAsPhone(step);
    return;
  }
  if (failover.searches > 1) {
    failover.looks = {};
    schedulePoll(step, 'current');
    schedulePoll(step, 'alternate');
  } else if (!hasTimer(state, 'poll-current')) {
    pollBoth(step);
  }
  weigh(step);
}

export function probeAnswered(step: Step, request: PendingRequest, answer: Answer): void {
  const { failover } = step.state;
  learnProbe(step, request.node, request.sentAt, answer);
  const latest = failover?.looks[request.node];
  if (!failover || (latest && latest.request > request.id)) return;
  // Silence, though the node was heard since it was asked: for all one knows before this search. That is no look.
  if (answer.kind === 'failed' && isServing(step, request.node)) return;
  failover.looks[request.node] = { good: isServing(step, request.node), request: request.id };
  weigh(step);
}

/** SystemInfo of the current node came as an event: as good as an answer of this moment. */
export function currentNodeTold(step: Step): void {
  const { failover, view, counters } = step.state;
  if (!failover || view.node === undefined) return;
  failover.looks[view.node] = { good: isServing(step, view.node), request: counters.request };
  weigh(step);
}

/** Notifications of the current node could not be reached, or are gone again: it is not good before its next look. */
export function currentNotificationsFailed(step: Step): void {
  const { failover, view } = step.state;
  const look = view.node === undefined ? undefined : failover?.looks[view.node];
  if (failover && look && view.node) failover.looks[view.node] = { good: false, request: look.request };
  weigh(step);
}

/** Decides from what has been seen so far; harmless to call at any time. */
export function weigh(step: Step): void {
  const { phase } = step.state.view;
  const isAway = phase === 'suspect' || phase === 'searching';
  if (isPhone(step)) {
    if (isAway) weighAsPhone(step);
  } else if (phase === 'suspect') weighSuspicion(step);
  else if (phase === 'searching') weighSearch(step);
}

/** Only where both nodes are probed at once; the documented profiles leave `suspect` by retries alone. */
function weighSuspicion(step: Step): void {
  const { state, policy } = step;
  const { failover, channel, view } = state;
  if (!policy.probeOnTrigger || !failover || view.node === undefined) return;
  const look = failover.looks[view.node];
  const isLost = channel === undefined || channel.finesse === false;
  if (isLost || look?.good === false) confirmSuspicion(step);
  else if (look?.good && channel.status === 'open') {
    enter(step, 'notifications-back', { key: 'restoring', level: 'info', params: { node: view.node } });
  }
}

export function confirmSuspicion(step: Step): void {
  const { failover, view } = step.state;
  const params = { trigger: failover?.trigger ?? 'notifications-lost', node: view.node ?? '' };
  enter(step, 'suspicion-confirmed', { key: 'searching', level: 'warning', params });
}

function weighSearch(step: Step): void {
  const { state, now, policy } = step;
  const { failover, channel, view } = state;
  if (!failover || view.node === undefined) return;
  const current = view.node;
  const look = failover.looks[current];
  if (look?.good) {
    if (notificationsGood(step, current)) {
      stay(step, current);
      return;
    }
    if (!channel && (failover.lastLookAfter !== undefined || spend(step, 'core'))) {
      openChannel(step, current, policy.reconnectTimeoutMs);
    }
  }
  if (failover.lastLookAfter !== undefined) {
    const isAnswered = look !== undefined && look.request > failover.lastLookAfter;
    if (isAnswered && (!look.good || state.channel?.finesse === false)) leaveCurrentNode(step);
  } else if (failover.looks[otherNode(current)]?.good && !turnsAway(step, otherNode(current))) {
    failover.lastLookAfter = state.counters.request;
    prepareAlternate(step);
    warmRoad(step, otherNode(current), 'user');
    setTimer(state, 'last-look', now + policy.lastLookMs);
    probe(step, current, 'probe');
  }
}

/**
 * It answers, but the session that waits there was told that `finesse` is not: whoever signed in there would be sent on at
 * once. It is chosen as soon as it says otherwise, or when nothing is known any more.
 */
function turnsAway({ state }: Step, node: NodeName): boolean {
  return state.prepared?.node === node && state.prepared.finesse === false;
}

function stay(step: Step, node: NodeName): void {
  const { failover } = step.state;
  if (failover) failover.target = node;
  enter(step, 'current-recovered', { key: 'reconnecting', level: 'info', params: { node } });
}

/** The last look found nothing, or its time is over. */
export function leaveCurrentNode(step: Step): void {
  const { failover, view } = step.state;
  if (!failover || view.node === undefined) return;
  cancelTimer(step.state, 'last-look');
  const to = otherNode(view.node);
  if (turnsAway(step, to)) {
    delete failover.lastLookAfter;
    return;
  }
  failover.target = to;
  enter(step, 'alternate-chosen', { key: 'switching', level: 'info', params: { from: view.node, to } });
}
