/** The end of a node's services in good order, and what is left of its memory after any end: nothing. */
import { forgetCredentials } from './awdb-access.ts';
import { forgetMedia } from './node-media.ts';
import { presenceUnknown } from './node-presence.ts';
import type { NodeContext } from './part.ts';
import type { NodeState } from './state.ts';

/**
 * Everything but the last maintenance, which is kept for the operator's eyes. Returns the requests that were waiting for
 * a database and will not be answered.
 */
export function forgetMemory(node: NodeState): readonly string[] {
  node.phase = 'stopped';
  node.cti = { phase: 'waiting', next: 'A', why: 'not running' };
  node.lastNumber = 0;
  node.agents = {};
  node.calls = {};
  node.staleQueues = [];
  node.wrongPictures = {};
  node.wrongPasswords = {};
  forgetMedia(node);
  node.hidden = false;
  delete node.ctiMaintenance;
  delete node.heartbeatsStoppedAt;
  delete node.mobileAgents;
  delete node.untrusting;
  delete node.admission;
  return forgetCredentials(node);
}

/** The web application says goodbye to both its neighbours, and nobody listens any more. */
export function shutDown(node: NodeState, context: NodeContext): void {
  context.log('the services are shut down');
  context.toPg({ kind: 'close', node: node.name });
  context.toNotification(node.name, { kind: 'shut-down' });
  presenceUnknown(node, Object.keys(node.agents), context);
  for (const timer of ['cti-try', 'cti-timeout', 'heartbeat', 'statistics', 'maintenance']) context.cancel(timer);
  for (const id of forgetMemory(node)) context.emit({ type: 'rest-refused', id, reason: 'reset' });
}
