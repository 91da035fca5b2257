/**
 * How long a failover is expected to take, for the banner, by the planner's reckoning (DF-11). Says something only when
 * something is known: once the other node has been seen in service, or when none is. Pure; knows no element.
 */
import type { DesktopView, Phase } from '../core/view.ts';
import { planProfiles } from '../planner/contract.ts';
import { planFailover } from '../planner/plan.ts';
import { nodeNames, otherNode } from '../wire/names.ts';
import { catalogue, fill } from './locale.ts';
import { secondsPhrase } from './words.ts';

export type ExpectedTime =
  /** Nothing can be said. */
  | { readonly kind: 'not-known' }
  /** Both nodes were looked at, and neither can take the agent: it lasts until one can. */
  | { readonly kind: 'no-node' }
  | { readonly kind: 'within'; readonly seconds: number }
  | { readonly kind: 'overdue'; readonly seconds: number };

const movingPhases: readonly Phase[] = ['suspect', 'searching', 'switching', 'restoring'];
/** Ms; the longest that the published figures stand for, so that a guess for a node never measured is not too short. */
const unmeasuredRoundTripMs = 400;

/** `elapsed`: ms since data may be out of date. `gadgets`: on this desktop; they count where they are loaded anew. */
export function expectedTime(view: DesktopView, elapsed: number, gadgets: number): ExpectedTime {
  // A phone never moves by itself (IP-2), so nobody has planned for it.
  const profile = planProfiles.find((name) => name === view.profile);
  if (!profile || !movingPhases.includes(view.phase) || view.node === undefined || view.turn) {
    return { kind: 'not-known' };
  }
  const cannot = (name: (typeof nodeNames)[number]): boolean =>
    view.nodes[name].status === 'unreachable' || view.nodes[name].status === 'out-of-service';
  if (view.phase === 'searching' && nodeNames.every(cannot)) return { kind: 'no-node' };
  const chosen = view.phase === 'switching' || view.phase === 'restoring';
  const other = view.nodes[otherNode(view.node)];
  if (!chosen && other.status !== 'in-service') return { kind: 'not-known' };
  const roundTrips = nodeNames.map((name) => view.nodes[name].roundTripMs).filter((ms) => ms !== undefined);
  const plan = planFailover({
    agents: 1,
    gadgets: Math.min(100, gadgets),
    roundTripMs: roundTrips.length > 0 ? Math.min(5_000, Math.max(...roundTrips)) : unmeasuredRoundTripMs,
    mbitPerSecond: 100,
    profile,
    move: view.move,
    pgRelease: '12.5+',
    vCpus: 4,
    gadgetKind: 'xml',
    onLostNodePercent: 100,
  });
  const seconds = Math.ceil(plan.first_s);
  return { kind: elapsed > seconds * 1000 ? 'overdue' : 'within', seconds };
}

const texts = catalogue('expected-time', {
  noNode: 'no node in service yet',
  within: 'usually within {time}',
  overdue: 'longer than the usual {time}',
});

/** Empty when nothing can be said. */
export function expectedText(expected: ExpectedTime): string {
  switch (expected.kind) {
    case 'not-known':
      return '';
    case 'no-node':
      return texts.noNode;
    case 'within':
    case 'overdue':
      return fill(texts[expected.kind], { time: secondsPhrase(expected.seconds) });
  }
}
