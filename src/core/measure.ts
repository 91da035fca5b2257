/**
 * Looks at both nodes before it matters (GL-3, GL-4): at sign-in and then every few minutes the round trip to both, and
 * whether the alternate answers this browser at all. A page cannot tell an untrusted certificate from a node that is not
 * there, so the two are one finding. Decides nothing about failover.
 */
import { otherNode, type Ms } from '../wire/names.ts';
import { toast } from './announce.ts';
import { learnProbe } from './knowledge.ts';
import { isAsked, probe } from './links.ts';
import { keepPrepared } from './prepare.ts';
import { drawBetween } from './random.ts';
import type { NodeKnowledge } from './view.ts';
import type { Answer, PendingRequest, Step } from './state.ts';
import { setTimer } from './timers.ts';

const doubtful: readonly NodeKnowledge['status'][] = ['unreachable', 'out-of-service'];

/** On arrival in `connected`. After a move the other node has just been lost: no hurry to look at it. */
export function startMeasuring(step: Step, since: 'sign-in' | 'move'): void {
  const { state, now, policy } = step;
  if (policy.measureEveryMs === 0) return;
  const longest = since === 'sign-in' ? policy.measureFirstMs : policy.measureEveryMs;
  setTimer(state, 'measure', now + drawBetween(state, Math.floor(longest / 2), longest));
}

/** The timer `measure`. */
export function measure(step: Step): void {
  const { state, policy } = step;
  const { node, phase, nodes } = state.view;
  if (node === undefined || policy.measureEveryMs === 0) return;
  const alternate = otherNode(node);
  const isDoubtful = doubtful.includes(nodes[alternate].status);
  const every = policy.prepareAlternate === 'while-connected' ? policy.warmEveryMs : policy.measureEveryMs;
  measureAfter(step, isDoubtful ? policy.measureDoubtfulMs : every);
  if (phase !== 'connected') return;
  // Of the current node this is the same question that its silence is answered with.
  if (!isAsked(step, node, 'check')) probe(step, node, 'check');
  if (!isAsked(step, alternate, 'measure')) probe(step, alternate, 'measure');
}

/** Not all desktops that signed in together ask together for ever. */
function measureAfter(step: Step, ms: Ms): void {
  setTimer(step.state, 'measure', step.now + drawBetween(step.state, Math.floor(ms * 0.8), ms));
}

export function measureAnswered(step: Step, { node, sentAt }: PendingRequest, answer: Answer): void {
  const before = step.state.view.nodes[node].status;
  const health = learnProbe(step, node, sentAt, answer);
  if (health === 'unreachable' && before !== 'unreachable' && step.state.view.phase === 'connected') {
    toast(step, 'alternate-unreachable', 'warning', { node, host: step.state.view.nodes[node].host });
  }
  if (health !== 'good' && !doubtful.includes(before)) measureAfter(step, step.policy.measureDoubtfulMs);
  if (health === 'good') keepPrepared(step, node);
  // The first answer had to open a connection: the second one is the round trip.
  if (health === 'good' && step.state.roundTrips[node].length === 1) probe(step, node, 'measure');
}
