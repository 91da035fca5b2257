/**
 * Maintenance of a Finesse node (MM-2 to MM-5): it tells its desktops, sends them to the alternate batch by batch, signs
 * phones' users out, waits for other people's clients, and shuts its services down when nobody is left. It knows its own
 * users from its notification service and the alternate only by its answers.
 */
import { otherNode } from '../wire/names.ts';
import type { Ms } from '../wire/names.ts';
import { clientKinds } from './client-kinds.ts';
import type { ClientKind } from './client-kinds.ts';
import { abandon, warnPhones } from './maintenance-endings.ts';
import { alertDesktop, isPending, rulesOf, secondsToMove } from './maintenance-render.ts';
import { maintenanceTiming, phoneWarnings } from './maintenance-rules.ts';
import type { ConnectedClient, Maintenance, MaintenanceClient, MaintenanceMessage } from './maintenance-state.ts';
import { isMutated } from './mutations.ts';
import { shutDown } from './node-shut-down.ts';
import { publishSystemInfo } from './node-publish.ts';
import type { NodeContext } from './part.ts';
import { isInService } from './render.ts';
import type { NodeState } from './state.ts';
import { timing } from './timing.ts';

export function handleMaintenance(node: NodeState, message: MaintenanceMessage, context: NodeContext): void {
  switch (message.kind) {
    case 'begin': {
      if (!beginMaintenance(node, message.noticeAhead, context)) context.log('maintenance cannot begin now');
      return;
    }
    case 'look': {
      const run = runOf(node);
      if (run) look(node, run, context);
      return;
    }
    case 'clients': {
      const run = runOf(node);
      if (run && isInService(node)) clientsKnown(node, run, message.clients, context);
      return;
    }
    case 'ask': {
      const present = message.users.filter((loginId) => node.present?.includes(loginId));
      const answer = { kind: 'answer', inService: isInService(node), present } as const;
      context.toNode(message.from, { kind: 'maintenance', message: answer });
      return;
    }
    case 'answer': {
      const run = runOf(node);
      if (!run) return;
      if (message.inService) run.alternateSeenAt = context.now;
      seenElsewhere(run, message.present, context);
      return;
    }
    case 'certificate-refused': {
      certificateRefused(node, message.loginId, context);
      return;
    }
    case 'shut-down': {
      shutDown(node, context);
      return;
    }
  }
}

const runOf = (node: NodeState): Maintenance | undefined =>
  node.maintenance?.status === 'IN_PROGRESS' ? node.maintenance : undefined;

/** False when one is under way already, or the node cannot look after its users at present. `ahead`: in place of the rule's. */
export function beginMaintenance(node: NodeState, ahead: Ms | undefined, context: NodeContext): boolean {
  if (runOf(node) || !isInService(node)) return false;
  const noticeAhead = ahead ?? rulesOf(context.options).noticeAhead;
  node.maintenance = {
    status: 'IN_PROGRESS',
    reason: '',
    beganAt: context.now,
    alternateSeenAt: context.now,
    nextBatchAt: context.now + Math.max(0, noticeAhead - maintenanceTiming.alertAhead),
    warnFrom: context.now + Math.max(0, noticeAhead - phoneWarnings * maintenanceTiming.warnEvery),
    clients: [],
  };
  context.log('maintenance begins');
  publishSystemInfo(node, context);
  look(node, node.maintenance, context);
  return true;
}

/** Every few seconds: what is due by what is known, then what is known is brought up to date. */
function look(node: NodeState, run: Maintenance, context: NodeContext): void {
  // Out of service nothing may be told to anybody (CTI-4): what is due waits.
  if (run.usersLoggedIn && isInService(node)) review(node, run, context);
  if (run.status !== 'IN_PROGRESS') return;
  context.toNotification(node.name, { kind: 'list-clients' });
  const users = run.clients
    .filter(({ phase }) => phase === 'migrating' || phase === 'away')
    .map(({ loginId }) => loginId);
  context.toNode(otherNode(node.name), { kind: 'maintenance', message: { kind: 'ask', from: node.name, users } });
  context.timer('maintenance', maintenanceTiming.lookEvery, { kind: 'maintenance', message: { kind: 'look' } });
}

function review(node: NodeState, run: Maintenance, context: NodeContext): void {
  const { now, options } = context;
  const rules = rulesOf(options);
  const elapsed = now - run.beganAt;
  const others = run.clients.some((client) => client.kind === 'THIRDPARTY' && isPending(client));
  const unseen = now - run.alternateSeenAt;
  if (unseen >= maintenanceTiming.alternatePatience && !isMutated(options, 'mm-5-goes-on-without-alternate')) {
    abandon(node, run, 'the alternate node is not available', context);
  } else if (others && elapsed >= rules.thirdPartyLimit && !isMutated(options, 'mm-4-third-party-waited-for')) {
    abandon(node, run, 'third-party clients are still connected', context);
  } else if (elapsed >= rules.maxSeconds * 1000 && !isMutated(options, 'mm-5-no-limit')) {
    abandon(node, run, `not completed within ${rules.maxSeconds} s`, context);
  } else if (run.clients.some(isPending)) {
    for (const client of run.clients) overdue(client, context);
    // Nobody is sent to a node that has not been heard of since the last look.
    if (unseen <= maintenanceTiming.lookEvery || isMutated(options, 'mm-5-goes-on-without-alternate'))
      nextBatch(node, run, context);
    warnPhones(node, run, context);
  } else {
    run.status = 'COMPLETED';
    run.endedAt = now;
    context.log('maintenance is completed: nobody is connected any more, the services are shut down');
    publishSystemInfo(node, context);
    if (isMutated(options, 'mm-2-services-go-on')) return;
    context.timer('maintenance', maintenanceTiming.shutDownAfter, {
      kind: 'maintenance',
      message: { kind: 'shut-down' },
    });
  }
}

function overdue(client: MaintenanceClient, context: NodeContext): void {
  const lasts = context.now - client.since;
  if (client.phase === 'away' && lasts >= timing.presenceGrace) enter(client, 'left', context);
  if (client.phase !== 'migrating' || lasts < maintenanceTiming.alertAhead + maintenanceTiming.moveLimit) return;
  stay(client, 'did not reach the alternate', context);
}

function nextBatch(node: NodeState, run: Maintenance, context: NodeContext): void {
  if (context.now < run.nextBatchAt) return;
  const scheduled = run.clients.filter(
    ({ phase, postponed }) =>
      phase === 'scheduled' && context.now >= (postponed?.until ?? 0) - maintenanceTiming.alertAhead,
  );
  const all = isMutated(context.options, 'mm-2-all-at-once');
  const batch = scheduled.slice(0, all ? scheduled.length : rulesOf(context.options).batchSize);
  if (batch.length === 0) return;
  const { batchEvery } = rulesOf(context.options);
  run.nextBatchAt = context.now + batchEvery;
  run.sentAt ??= context.now;
  context.log(`maintenance: ${batch.length} to move now, ${scheduled.length - batch.length} later`);
  for (const client of batch) {
    enter(client, 'migrating', context);
    const told = !isMutated(context.options, 'mm-3-moved-without-a-word');
    if (told) alertDesktop(node, client, 'MIGRATING', maintenanceTiming.alertAhead, context);
  }
}

/** Who is new is told; who is not there any more has moved, or has just left: the alternate will say. */
function clientsKnown(
  node: NodeState,
  run: Maintenance,
  connected: readonly ConnectedClient[],
  context: NodeContext,
): void {
  const here = new Set(connected.map(({ loginId, kind }) => `${kind} ${loginId}`));
  const known = new Map(run.clients.map((client) => [`${client.kind} ${client.loginId}`, client]));
  for (const [name, client] of known) {
    if (here.has(name) || !isPending(client) || client.phase === 'away') continue;
    enter(client, client.kind === 'DESKTOP' ? 'away' : 'left', context);
  }
  for (const { loginId, kind } of connected) {
    const old = known.get(`${kind} ${loginId}`);
    if (old && old.phase !== 'away' && old.phase !== 'left') continue;
    const client = old ?? { loginId, kind, phase: 'connected', since: context.now, warnings: 0 };
    if (!old) run.clients.push(client);
    enter(client, kind === 'DESKTOP' ? 'scheduled' : 'connected', context);
    if (kind === 'DESKTOP') scheduled(node, run, client, context);
  }
  if (run.usersLoggedIn) return;
  const count = (kind: ClientKind): number => connected.filter((client) => client.kind === kind).length;
  run.usersLoggedIn = { DESKTOP: count('DESKTOP'), FIPPA: count('FIPPA'), THIRDPARTY: count('THIRDPARTY') };
  context.log(`maintenance: ${clientKinds.map((kind) => `${count(kind)} ${kind}`).join(', ')}`);
  warnPhones(node, run, context);
}

function scheduled(node: NodeState, run: Maintenance, client: MaintenanceClient, context: NodeContext): void {
  if (node.untrusting?.includes(client.loginId)) {
    stay(client, notTrusted, context);
    return;
  }
  if (isMutated(context.options, 'mm-3-not-scheduled')) return;
  alertDesktop(node, client, 'SCHEDULED', secondsToMove(run, client, context) * 1000, context);
}

function seenElsewhere(run: Maintenance, present: readonly string[], context: NodeContext): void {
  for (const client of run.clients) {
    if (client.phase !== 'migrating' && client.phase !== 'away') continue;
    if (present.includes(client.loginId)) enter(client, 'moved', context);
  }
}

const notTrusted = 'certificate of the alternate not accepted';

/** The desktop's own word: it is not moved, and reported (MM-5). */
export function certificateRefused(node: NodeState, loginId: string, context: NodeContext): void {
  if (!node.present?.includes(loginId) || isMutated(context.options, 'mm-5-moved-without-certificate')) return;
  node.untrusting = [...(node.untrusting ?? []).filter((each) => each !== loginId), loginId];
  const client = runOf(node)?.clients.find((each) => each.kind === 'DESKTOP' && each.loginId === loginId);
  if (client?.phase === 'scheduled' || client?.phase === 'migrating') stay(client, notTrusted, context);
}

function stay(client: MaintenanceClient, why: string, context: NodeContext): void {
  enter(client, 'staying', context);
  client.why = why;
  context.log(`maintenance: the desktop of agent ${client.loginId} is not moved: ${why}`);
}

function enter(client: MaintenanceClient, phase: MaintenanceClient['phase'], context: NodeContext): void {
  client.phase = phase;
  client.since = context.now;
  delete client.why;
}
