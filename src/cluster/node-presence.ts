/**
 * A node's watch over its users' presence: gone for the whole grace means a forced logout (PF-1 to PF-4). It decides by
 * what its own notification service tells; that an agent may work on the other node by then, it cannot know (PF-3).
 */
import type { Ms } from '../wire/names.ts';
import { backHere, isExcused } from './maintenance-presence.ts';
import { isMutated } from './mutations.ts';
import type { NodeContext } from './part.ts';
import { isInService } from './render.ts';
import type { NodeState } from './state.ts';
import { timing } from './timing.ts';

const grace = (loginId: string): string => `grace:${loginId}`;

export function presenceChanged(node: NodeState, loginId: string, available: boolean, context: NodeContext): void {
  if (!node.present) return;
  const isKnown = node.present.includes(loginId);
  if (isKnown) node.present = node.present.filter((each) => each !== loginId);
  if (available) node.present.push(loginId);
  context.cancel(grace(loginId));
  if (available) {
    backHere(node, loginId);
    context.log(`presence of agent ${loginId}: available`);
    return;
  }
  if (!isInService(node)) {
    // Desktops leave a node that is out of service: that is failover, no lost agent. assumed from PF-3, which speaks of
    // a node that is in service.
    context.log(`presence of agent ${loginId}: unavailable while out of service, no grace`);
    return;
  }
  const length = graceOf(context);
  context.log(`presence of agent ${loginId}: unavailable, ${length / 1000} s of grace begin`);
  context.timer(grace(loginId), length, { kind: 'grace-over', loginId });
}

function graceOf({ options }: NodeContext): Ms {
  if (isMutated(options, 'pf-2-no-grace')) return 0;
  return isMutated(options, 'pf-1-half-the-grace') ? timing.presenceGrace / 2 : timing.presenceGrace;
}

export function graceOver(node: NodeState, loginId: string, context: NodeContext): void {
  if (!isInService(node)) {
    context.log(`no forced logout of agent ${loginId}: no CTI link to send it on`);
    return;
  }
  if (isExcused(node, loginId, context)) {
    context.log(`no forced logout of agent ${loginId}: gone because of maintenance`);
    return;
  }
  context.log(`agent ${loginId} stayed away: forced logout with code 255`);
  context.toPg({ kind: 'request', node: node.name, request: { kind: 'force-logout', loginId, requestId: '' } });
}

/** The notification service has told who is there. Whoever is not was never seen here: no grace for them. */
export function presenceKnown(node: NodeState, present: readonly string[]): void {
  node.present = [...present];
}

/**
 * No connection to the notification service, no presence, hence no reason to force anybody out (assumed): whoever was
 * in the middle of the grace is let be.
 */
export function presenceUnknown(node: NodeState, known: readonly string[], context: NodeContext): void {
  for (const loginId of known) context.cancel(grace(loginId));
  node.present = null;
}
