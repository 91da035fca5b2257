/**
 * What a running maintenance means for presence: who was sent away is not forced out for having gone. Apart from
 * `maintenance.ts`, which shuts the node down and with it the presence.
 */
import { isPending } from './maintenance-render.ts';
import { isMutated } from './mutations.ts';
import type { NodeContext } from './part.ts';
import type { NodeState } from './state.ts';

/** Whoever was sent to the alternate, and is there, or was signed out here, must not be forced out for having left. */
export function isExcused(node: NodeState, loginId: string, context: NodeContext): boolean {
  if (isMutated(context.options, 'mm-2-moved-are-forced-out')) return false;
  const clients = node.maintenance?.clients.filter((client) => client.loginId === loginId) ?? [];
  return clients.some(
    ({ kind, phase }) => phase === 'moved' || phase === 'signing-out' || (kind === 'FIPPA' && phase === 'left'),
  );
}

/** Available presence: who had moved is back, and counts anew. */
export function backHere(node: NodeState, loginId: string): void {
  const run = node.maintenance;
  if (run) run.clients = run.clients.filter((client) => client.loginId !== loginId || isPending(client));
}
