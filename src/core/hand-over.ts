/**
 * Move kind `redirect`: the session leaves this core for one at the alternate's own address. This core asks its pages
 * once, and goes on in place when they cannot or do not answer. What a hand-over is made of is not known here.
 */
import type { NodeName } from '../wire/names.ts';
import { enter } from './enter.ts';
import { settleAll } from './commands.ts';
import { closeChannel, openChannel } from './links.ts';
import { same } from './same.ts';
import { emit, patchView, type Step } from './state.ts';
import { setTimer } from './timers.ts';
import type { RedirectWay, WaysToMove } from './ways.ts';

/** Ways by which pages can leave. The others move in place: the agent loses nothing by it. */
const leaving: readonly RedirectWay['kind'][] = ['same-site', 'primed', 'unprimed'];

/** True when the pages were asked; nothing else is to be done until they answer or the attempt's time is over. */
export function handOverInstead(step: Step, target: NodeName): boolean {
  const { failover, view } = step.state;
  const way = view.ways.redirect;
  if (view.move !== 'redirect' || !failover || failover.handOverEpoch !== undefined) return false;
  if (!leaving.includes(way.kind) || !('to' in way) || way.to !== target) return false;
  failover.handOverEpoch = view.epoch;
  // Never connected to two nodes at once: from here on the other core may sign in.
  closeChannel(step);
  emit(step, { type: 'hand-over', epoch: view.epoch, node: target });
  return true;
}

export function handedOver(step: Step, epoch: number, outcome: 'left' | 'refused'): void {
  const { state, policy } = step;
  const { failover, view } = state;
  if (view.phase !== 'switching' || view.epoch !== epoch || failover?.handOverEpoch !== epoch) return;
  if (failover.target === undefined || state.channel) return;
  if (outcome === 'refused') {
    openChannel(step, failover.target, policy.openTimeoutMs);
    return;
  }
  settleAll(step);
  enter(step, 'handed-over', { key: 'handed-over', level: 'info', params: { node: failover.target } });
}

/**
 * The time of the attempt is over. True when the pages were asked and have said nothing: the move goes on in place, to the
 * node that was chosen. A new search would lead back to a node that is only in maintenance and about to go.
 */
export function pagesSilent(step: Step): boolean {
  const { state, policy, now } = step;
  const { failover, view } = state;
  if (failover?.target === undefined || failover.handOverEpoch !== view.epoch || state.channel) return false;
  setTimer(state, 'switch-bound', now + policy.switchBoundMs);
  openChannel(step, failover.target, policy.openTimeoutMs);
  return true;
}

export function learnWays(step: Step, ways: WaysToMove): void {
  if (!same(step.state.view.ways, ways)) patchView(step, { ways });
}
