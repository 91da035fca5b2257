/**
 * When a node last heard a heartbeat of its CTI link: counted from the connection while they come, remembered from where
 * they stopped. For SystemInfo alone; nothing is decided by it.
 */
import type { Ms } from '../wire/names.ts';
import type { NodeState } from './state.ts';
import { timing } from './timing.ts';

/** `undefined`: never yet, since the web application began. */
export function lastHeartbeat(node: NodeState, now: Ms): Ms | undefined {
  if (node.heartbeatsStoppedAt !== undefined) return node.heartbeatsStoppedAt;
  if (node.cti.phase !== 'connected') return undefined;
  return now - ((now - node.cti.connectedAt) % timing.ctiHeartbeat);
}

/** From now on none comes. Called again for the same silence, it keeps what it knows. */
export function heartbeatsStop(node: NodeState, now: Ms): void {
  const last = lastHeartbeat(node, now);
  if (last !== undefined) node.heartbeatsStoppedAt = last;
}

export function heartbeatsCome(node: NodeState): void {
  delete node.heartbeatsStoppedAt;
}
