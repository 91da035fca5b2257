/**
 * How a client's time on a node in maintenance ends when it does not move: phones' users are warned and signed out (MM-4);
 * and how the whole maintenance fails (MM-5).
 */
import { isOnCall } from './agents.ts';
import { alertDesktop, isPending, stageOf } from './maintenance-render.ts';
import { maintenanceTiming, phoneWarnings } from './maintenance-rules.ts';
import type { Maintenance, MaintenanceClient } from './maintenance-state.ts';
import { isMutated } from './mutations.ts';
import { publishSystemInfo } from './node-publish.ts';
import type { NodeContext } from './part.ts';
import { agentFact } from './render.ts';
import type { NodeState } from './state.ts';

/** Whatever has moved stays moved; the others stay here and are told so. The node goes on. */
export function abandon(node: NodeState, run: Maintenance, reason: string, context: NodeContext): void {
  run.status = 'FAILED';
  run.reason = reason;
  run.endedAt = context.now;
  context.log(`maintenance has failed: ${reason}`);
  publishSystemInfo(node, context);
  for (const client of run.clients) {
    if (isPending(client) && client.kind !== 'THIRDPARTY') alertDesktop(node, client, 'ABANDONED', 0, context);
  }
}

/**
 * An administrator calls it off. `undefined` when granted; nobody may have been sent away before: those would be on the
 * other node for nothing. assumed: that it can be called off at all.
 */
export function cancelMaintenance(node: NodeState, context: NodeContext): CancelRefusal | undefined {
  const run = node.maintenance?.status === 'IN_PROGRESS' ? node.maintenance : undefined;
  if (!run) return 'there is none under way';
  if (stageOf(run) === 'MIGRATING' && !isMutated(context.options, 'mm-2-cancelled-too-late')) {
    return 'the first desktops are on their way';
  }
  context.cancel('maintenance');
  abandon(node, run, calledOff, context);
  return undefined;
}

export type CancelRefusal = 'there is none under way' | 'the first desktops are on their way';

/** `statusReason` of a maintenance that was called off: the documented statuses know no other word than FAILED. */
export const calledOff = 'called off by an administrator';

export function warnPhones(node: NodeState, run: Maintenance, context: NodeContext): void {
  for (const client of run.clients) {
    if (client.phase === 'signing-out')
      context.toNotification(node.name, { kind: 'end-clients', loginId: client.loginId, client: 'FIPPA' });
    if (client.kind !== 'FIPPA' || client.phase !== 'connected') continue;
    if (client.warnings === 0 && context.now < run.warnFrom) continue;
    if (client.warnings > 0 && context.now < client.since + maintenanceTiming.warnEvery) continue;
    if (client.warnings < phoneWarnings && !isMutated(context.options, 'mm-4-signed-out-unwarned')) {
      client.warnings += 1;
      client.since = context.now;
      const left = (phoneWarnings - client.warnings + 1) * maintenanceTiming.warnEvery;
      alertDesktop(node, client, 'LOGGING_OUT', left, context);
    } else if (!isMutated(context.options, 'mm-4-phones-stay')) signOut(node, client, context);
  }
}

/** After the call, if there is one: a phone in use is not taken away. assumed. */
function signOut(node: NodeState, client: MaintenanceClient, context: NodeContext): void {
  const { loginId } = client;
  const agent = agentFact(node, loginId);
  if (isOnCall(agent)) return;
  context.log(`maintenance: agent ${loginId} is signed out of the phone`);
  // The session ends at the next look, so that the user still hears of the sign-out; which is not repeated then, for the
  // agent may have signed in on the other node by that time.
  client.phase = 'signing-out';
  if (node.maintenance) node.maintenance.sentAt ??= context.now;
  if (agent.state === 'LOGOUT') return;
  const request = { kind: 'sign-out-by-force', loginId, requestId: '' } as const;
  context.toPg({ kind: 'request', node: node.name, request });
}
