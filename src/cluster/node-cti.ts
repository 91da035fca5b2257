/**
 * A node's link to the CTI servers: noticing its loss, alternating between the sides, being in service or not
 * (CTI-1 to CTI-6). Knows the peripheral only by its answers.
 */
import type { CtiSide, Ms } from '../wire/names.ts';
import { heartbeatsCome, heartbeatsStop } from './cti-heartbeat.ts';
import type { CatchUp } from './messages.ts';
import { isMutated } from './mutations.ts';
import { catchUp, publishSystemInfo } from './node-publish.ts';
import type { NodeContext } from './part.ts';
import type { NodeState } from './state.ts';
import { heartbeatsToLoss, timing } from './timing.ts';

/** Without a B side there is only A to retry (CTI-1). */
function otherSide(side: CtiSide, { options }: NodeContext): CtiSide {
  if (options.ctiDuplex === false && !isMutated(options, 'cti-1-looks-for-b')) return 'A';
  if (isMutated(options, 'cti-3-keeps-to-one-side')) return side;
  return side === 'A' ? 'B' : 'A';
}

/** 12.6 begins its A, B, A, B with A; 11.x turns to the other side first (CTI-3). */
function firstSide(lost: CtiSide, context: NodeContext): CtiSide {
  const turns = context.options.release === '11.x' && !isMutated(context.options, 'cti-3-11x-begins-with-a');
  return turns ? otherSide(lost, context) : 'A';
}

/** First contact after the start of the web application. */
export function beginConnecting(node: NodeState, context: NodeContext): void {
  node.cti = { phase: 'waiting', next: 'A', why: 'connecting' };
  tryNext(node, context);
}

export function linkLost(node: NodeState, why: string, context: NodeContext): void {
  if (node.cti.phase !== 'connected') return;
  const lost = node.cti.side;
  heartbeatsStop(node, context.now);
  // What a node knows of telephones outside does not outlive its link (documented).
  delete node.mobileAgents;
  delete node.ctiMaintenance;
  stopCounting(context);
  context.toPg({ kind: 'close', node: node.name });
  node.cti = { phase: 'waiting', next: firstSide(lost, context), why };
  context.log(`OUT_OF_SERVICE: CTI side ${lost} lost (${why})`);
  if (!isMutated(context.options, 'cti-4-status-untold')) publishSystemInfo(node, context);
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

/** Taken, but not all told yet: patience for as long as the PG says. */
export function opening(node: NodeState, side: CtiSide, within: Ms, context: NodeContext): void {
  if (node.cti.phase !== 'trying' || node.cti.side !== side) return;
  context.timer('cti-timeout', within + timing.ctiConnectTimeout, { kind: 'cti-timeout' });
}

/** Refused, reset or unanswered: on to the other side, after a pause. */
export function attemptFailed(node: NodeState, why: string, context: NodeContext): void {
  if (node.cti.phase !== 'trying') return;
  const { side } = node.cti;
  context.log(`CTI side ${side}: ${why}`);
  context.cancel('cti-timeout');
  node.cti = { phase: 'waiting', next: otherSide(side, context), why: node.cti.why };
  context.timer('cti-try', timing.ctiRetryPause, { kind: 'cti-try' });
}

/** IN_SERVICE is published before the states that were missed (CTI-5). */
export function accepted(node: NodeState, side: CtiSide, learnt: CatchUp, context: NodeContext): void {
  if (node.cti.phase !== 'trying' || node.cti.side !== side) return;
  context.cancel('cti-timeout');
  node.cti = { phase: 'connected', side, connectedAt: context.now, missed: 0 };
  heartbeatsCome(node);
  context.log(`IN_SERVICE: connected to CTI side ${side}`);
  publishSystemInfo(node, context);
  catchUp(node, learnt, context);
}

/** The link has fallen silent without a word: count the heartbeats that do not come, at the times they were due. */
export function fallsSilent(node: NodeState, context: NodeContext): void {
  if (node.cti.phase !== 'connected') return;
  heartbeatsStop(node, context.now);
  const sinceLast = (context.now - node.cti.connectedAt) % timing.ctiHeartbeat;
  context.timer('heartbeat', timing.ctiHeartbeat - sinceLast, { kind: 'cti-heartbeat-missed' });
}

export function heartbeatMissed(node: NodeState, context: NodeContext): void {
  if (node.cti.phase !== 'connected') return;
  node.cti.missed += 1;
  context.log(`CTI heartbeat missed, ${node.cti.missed} in a row`);
  const limit = isMutated(context.options, 'cti-2-two-heartbeats') ? heartbeatsToLoss - 1 : heartbeatsToLoss;
  if (node.cti.missed >= limit) {
    linkLost(node, `${limit} heartbeats missed`, context);
    return;
  }
  context.timer('heartbeat', timing.ctiHeartbeat, { kind: 'cti-heartbeat-missed' });
}

export function heardAgain(node: NodeState, context: NodeContext): void {
  if (node.cti.phase !== 'connected') return;
  node.cti.missed = 0;
  heartbeatsCome(node);
  stopCounting(context);
}

const stopCounting = (context: NodeContext): void => context.cancel('heartbeat');
