/**
 * What can be made ready on the alternate before it is needed: an XMPP session that is connected, authenticated and bound but
 * has no presence and no subscription (Finesse forbids both on two nodes at once), and roads that are warm. Never decides to move.
 */
import { otherNode, type NodeName } from '../wire/names.ts';
import type { ChannelEvent, Preparation } from './contract.ts';
import { ownAgentId } from './data.ts';
import { ask, isAsked, resourceOf } from './links.ts';
import { readsOfAMove } from './reading.ts';
import { readRequest } from './requests.ts';
import { isNewItem } from './recent-items.ts';
import { emit, type Step } from './state.ts';
import { cancelTimer, hasTimer, setTimer } from './timers.ts';

/** Begins a session on the other node, unless there is one or the profile does not prepare. */
export function prepareAlternate(step: Step): void {
  const { state, policy } = step;
  const { node, epoch } = state.view;
  if (policy.prepareAlternate === 'off' || node === undefined || state.prepared || state.asleepSince !== undefined)
    return;
  // A redirect hands over to the other address's own desktop: the session there is its business.
  if (state.view.move === 'redirect') return;
  state.counters.channel += 1;
  const channel = state.counters.channel;
  const other = otherNode(node);
  state.prepared = { id: channel, epoch, node: other, status: 'opening', recentItems: [] };
  const resource = resourceOf(step);
  const timeoutMs = policy.openTimeoutMs;
  emit(step, { type: 'open-channel', channel, epoch, node: other, resource, timeoutMs, presence: 'later' });
}

/** One read that changes nothing: with it the browser has asked whether it may sign in there, and has a connection. */
export function warmRoad(step: Step, node: NodeName, reads: 'user' | 'all'): void {
  const { policy } = step;
  if (policy.prepareAlternate === 'off' || isAsked(step, node, 'warm')) return;
  for (const key of reads === 'user' ? (['user'] as const) : readsOfAMove(step)) {
    const request = readRequest(ownAgentId(step), key);
    ask(step, { node, request, purpose: { kind: 'warm' }, timeoutMs: policy.probeTimeoutMs });
  }
}

/** While connected, where the profile keeps everything ready all the time; the alternate was just found good. */
export function keepPrepared(step: Step, node: NodeName): void {
  if (step.policy.prepareAlternate !== 'while-connected' || step.state.view.phase !== 'connected') return;
  prepareAlternate(step);
  warmRoad(step, node, 'all');
}

/** The setting was changed. The next look, which begins everything, may be minutes away: it is made now. */
export function preparationChanged(step: Step, to: Preparation): void {
  const { state, now } = step;
  if (to !== 'while-connected' && state.view.phase === 'connected') dropPrepared(step);
  if (to === 'while-connected' && hasTimer(state, 'measure')) setTimer(state, 'measure', now);
}

export function dropPrepared(step: Step): void {
  const { state } = step;
  if (state.prepared) emit(step, { type: 'close-channel', channel: state.prepared.id });
  state.prepared = undefined;
  cancelTimer(state, 'prepared-ping');
}

/** What happens on the prepared session. Its loss is no news of the current node. */
export function preparedTold(step: Step, event: ChannelEvent): void {
  const { state, now, policy } = step;
  const { prepared } = state;
  if (!prepared) return;
  switch (event.kind) {
    case 'bound':
      prepared.status = 'bound';
      setTimer(state, 'prepared-ping', now + policy.pingEveryMs);
      break;
    case 'failed':
    case 'closed':
      state.prepared = undefined;
      cancelTimer(state, 'prepared-ping');
      break;
    case 'pong':
      delete prepared.unanswered;
      break;
    case 'presence':
      if (event.user.split('@')[0]?.toLowerCase() === 'finesse') prepared.finesse = event.available;
      break;
    case 'item':
      isNewItem(prepared, event.itemId);
      break;
    default:
  }
}

/** The timer `prepared-ping`: whoever is silent for so long is not ready. */
export function pingPrepared(step: Step): void {
  const { state, now, policy } = step;
  const { prepared } = state;
  if (!prepared) return;
  if (prepared.unanswered) {
    dropPrepared(step);
    return;
  }
  prepared.unanswered = true;
  state.counters.ping += 1;
  emit(step, { type: 'ping', channel: prepared.id, ping: state.counters.ping });
  setTimer(state, 'prepared-ping', now + policy.pingEveryMs);
}

/** After every input and timer: a prepared session that nobody will use is closed. */
export function tidyPrepared(step: Step): void {
  const { state, policy } = step;
  const { prepared, view, asleepSince, failover } = state;
  if (!prepared) return;
  const isAway = view.phase === 'suspect' || view.phase === 'searching';
  const isKept = view.phase === 'connected' && policy.prepareAlternate === 'while-connected';
  const isElsewhere = prepared.node === view.node || failover?.handOverEpoch === view.epoch;
  if ((!isAway && !isKept) || isElsewhere || asleepSince !== undefined) dropPrepared(step);
}
