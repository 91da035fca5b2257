/**
 * A node's link to the CTI servers: noticing its loss, alternating between the sides, being in service or not
 * (CTI-1 to CTI-6). Knows the peripheral only by its answers.
 */
import type { CtiSide } from '../wire/names.ts';
import type { CatchUp } from './messages.ts';
import { catchUp, publishSystemInfo } from './node-publish.ts';
import type { NodeContext } from './part.ts';
import type { NodeState } from './state.ts';
import { heartbeatsToLoss, timing } from './timing.ts';

const otherSide = (side: CtiSide): CtiSide => (side === 'A' ? 'B' : 'A');

/** First contact after the start of the web application. */
export function beginConnecting(node: NodeState, context: NodeContext): void {
  node.cti = { phase: 'waiting', next: 'A', why: 'connecting' };
  tryNext(node, context);
}

export function linkLost(node: NodeState, why: string, context: NodeContext): void {
  if (node.cti.phase !== 'connected') return;
  const lost = node.cti.side;
  stopCounting(context);
  context.toPg({ kind: 'close', node: node.name });
  // 12.6 begins its A, B, A, B with A; 11.x turns to the other side first (CTI-3).
  node.cti = { phase: 'waiting', next: context.options.release === '11.x' ? otherSide(lost) : 'A', why };
  context.log(`OUT_OF_SERVICE: CTI side ${lost} lost (${why})`);
  publishSystemInfo(node, context);
  context.timer('cti-try', timing.ctiRetryPause, { kind: 'cti-try' });
}

export function tryNext(node: NodeState, context: NodeContext): void {
  if (node.cti.phase !== 'waiting') return;
  const side = node.cti.next;
  node.cti = { phase: 'trying', side, why: node.cti.why };
  context.log(`connecting to CTI side ${side}`);
  context.toPg({ kind: 'open', node: node.name, side, lastNumber: node.lastNumber });
  context.timer('cti-timeout', timing.ctiConnectTimeout, { kind: 'cti-timeout' });
}

/** Refused, reset or unanswered: on to the other side, after a pause. */
export function attemptFailed(node: NodeState, why: string, context: NodeContext): void {
  if (node.cti.phase !== 'trying') return;
  const { side } = node.cti;
  context.log(`CTI side ${side}: ${why}`);
  context.cancel('cti-timeout');
  node.cti = { phase: 'waiting', next: otherSide(side), why: node.cti.why };
  context.timer('cti-try', timing.ctiRetryPause, { kind: 'cti-try' });
}

/** IN_SERVICE is published before the states that were missed (CTI-5). */
export function accepted(node: NodeState, side: CtiSide, learnt: CatchUp, context: NodeContext): void {
  if (node.cti.phase !== 'trying' || node.cti.side !== side) return;
  context.cancel('cti-timeout');
  node.cti = { phase: 'connected', side, connectedAt: context.now, missed: 0 };
  context.log(`IN_SERVICE: connected to CTI side ${side}`);
  publishSystemInfo(node, context);
  catchUp(node, learnt, context);
}

/** The link has fallen silent without a word: count the heartbeats that do not come, at the times they were due. */
export function fallsSilent(node: NodeState, context: NodeContext): void {
  if (node.cti.phase !== 'connected') return;
  const sinceLast = (context.now - node.cti.connectedAt) % timing.ctiHeartbeat;
  context.timer('heartbeat', timing.ctiHeartbeat - sinceLast, { kind: 'cti-heartbeat-missed' });
}

export function heartbeatMissed(node: NodeState, context: NodeContext): void {
  if (node.cti.phase !== 'connected') return;
  node.cti.missed += 1;
  context.log(`CTI heartbeat missed, ${node.cti.missed} in a row`);
  if (node.cti.missed >= heartbeatsToLoss) {
    linkLost(node, `${heartbeatsToLoss} heartbeats missed`, context);
    return;
  }
  context.timer('heartbeat', timing.ctiHeartbeat, { kind: 'cti-heartbeat-missed' });
}

export function heardAgain(node: NodeState, context: NodeContext): void {
  if (node.cti.phase !== 'connected') return;
  node.cti.missed = 0;
  stopCounting(context);
}

const stopCounting = (context: NodeContext): void => context.cancel('heartbeat');
