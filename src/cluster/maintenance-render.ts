/** A node's maintenance as the wire's objects, and its words to a user's clients. Decides nothing. */
import type { MaintenanceAlertPhase, MaintenanceMode, MaintenanceStage } from '../wire/maintenance.ts';
import type { MaintenanceUser, MaintenanceUserPhase } from '../wire/maintenance-users.ts';
import { otherNode } from '../wire/names.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import type { SystemInfo } from '../wire/system-info.ts';
import type { ClusterOptions, ClusterView } from './contract.ts';
import { personOf } from './fixtures.ts';
import { maintenanceTiming, phoneWarnings, postponeLeft, usualMaintenanceRules } from './maintenance-rules.ts';
import type { MaintenanceRules } from './maintenance-rules.ts';
import type { ClientPhase, Maintenance, MaintenanceClient } from './maintenance-state.ts';
import type { NodeContext } from './part.ts';
import type { NodeState } from './state.ts';

type NodeView = ClusterView['nodes'][NodeName];

export const rulesOf = (options: ClusterOptions): MaintenanceRules => ({
  ...usualMaintenanceRules,
  ...options.maintenance,
});

/** Not moved and not gone. */
export const isPending = ({ phase }: MaintenanceClient): boolean => phase !== 'moved' && phase !== 'left';

/** `ahead`: from now to the move, or the sign-out. */
export function alertDesktop(
  node: NodeState,
  client: MaintenanceClient,
  phase: MaintenanceAlertPhase,
  ahead: Ms,
  context: NodeContext,
): void {
  const path = paths.userMaintenance(client.loginId);
  const run = node.maintenance;
  const left = run ? postponeLeft(rulesOf(context.options), run.beganAt, client, context.now) : 0;
  const canWait = client.kind === 'DESKTOP' && (phase === 'SCHEDULED' || phase === 'MIGRATING') && left >= 1000;
  const value = {
    phase,
    seconds: Math.round(ahead / 1000),
    alternateHost: context.options.hosts[otherNode(node.name)],
    ...(canWait ? { postponeSeconds: Math.floor(left / 1000) } : {}),
  };
  context.toNotification(node.name, {
    kind: 'publish',
    path,
    update: { event: 'put', source: path, requestId: '', data: { kind: 'MaintenanceAlert', value } },
  });
}

type At = Pick<NodeContext, 'now' | 'options'>;

/** Seconds until this desktop moves, if every batch goes as planned; 0 for one that does not wait for it. */
export function secondsToMove(run: Maintenance, client: MaintenanceClient, { now, options }: At): number {
  const place = run.clients.filter((each) => each.phase === 'scheduled').indexOf(client);
  if (place < 0) return 0;
  const { batchSize, batchEvery } = rulesOf(options);
  const inTurn = Math.max(now, run.nextBatchAt) + Math.floor(place / batchSize) * batchEvery;
  const told = Math.max(inTurn, (client.postponed?.until ?? 0) - maintenanceTiming.alertAhead);
  return Math.round((told + maintenanceTiming.alertAhead - now) / 1000);
}

/** The last desktop's move, the last phone's sign-out; third-party clients may take all the time they have. */
function secondsToCompletion(run: Maintenance, at: At): number {
  const rules = rulesOf(at.options);
  const seconds = run.clients.filter(isPending).map((client) => {
    if (client.kind === 'THIRDPARTY' || client.phase === 'staying') {
      const limit = Math.min(rules.thirdPartyLimit, rules.maxSeconds * 1000);
      return (run.beganAt + limit - at.now) / 1000;
    }
    if (client.kind === 'FIPPA') {
      const before = client.warnings === 0 ? Math.max(0, run.warnFrom - at.now) : 0;
      return (before + (phoneWarnings - client.warnings + 1) * maintenanceTiming.warnEvery) / 1000;
    }
    return maintenanceTiming.alertAhead / 1000;
  });
  const last = run.clients.filter((client) => client.phase === 'scheduled').at(-1);
  if (last) seconds.push(secondsToMove(run, last, at));
  return Math.max(0, Math.round(Math.max(0, ...seconds)));
}

/** What the administrator sees. */
export function renderMaintenance(node: NodeState, at: At): MaintenanceMode {
  const run = node.maintenance;
  const users = run?.usersLoggedIn;
  const active = run?.status === 'IN_PROGRESS';
  return {
    uri: paths.maintenanceMode,
    ...(run ? { status: run.status } : {}),
    ...(run && active ? { stage: stageOf(run) } : {}),
    statusReason: run?.reason ?? '',
    usersLoggedIn: {
      desktop: users?.DESKTOP ?? 0,
      fippa: users?.FIPPA ?? 0,
      thirdpartyclients: users?.THIRDPARTY ?? 0,
    },
    pendingUserDisconnections: run?.clients.filter(isPending).length ?? 0,
    estimatedCompletionTime: run && active ? secondsToCompletion(run, at) : 0,
    notMoved: run ? notMoved(run) : [],
    users: run ? run.clients.map((client) => renderUserOf(run, client, at)) : [],
  };
}

const phaseWords: Readonly<Record<ClientPhase, MaintenanceUserPhase>> = {
  scheduled: 'SCHEDULED',
  migrating: 'MIGRATING',
  moved: 'MOVED',
  staying: 'STAYING',
  away: 'AWAY',
  connected: 'CONNECTED',
  'signing-out': 'SIGNING_OUT',
  left: 'LEFT',
};

/** Somebody has been sent away, or signed out: it goes on to its end. */
export const stageOf = ({ sentAt }: Maintenance): MaintenanceStage =>
  sentAt === undefined ? 'SCHEDULED' : 'MIGRATING';

function renderUserOf(run: Maintenance, client: MaintenanceClient, at: At): MaintenanceUser {
  const { loginId, kind, phase, postponed, why } = client;
  const person = personOf(loginId);
  return {
    loginId,
    firstName: person?.firstName ?? '',
    lastName: person?.lastName ?? '',
    userType: kind,
    phase: phaseWords[phase],
    secondsToMove: secondsToMove(run, client, at),
    postponedSeconds: Math.round((postponed?.by ?? 0) / 1000),
    reason: why ?? '',
  };
}

const notMoved = (run: Maintenance): MaintenanceMode['notMoved'] =>
  run.clients
    .filter((client) => client.phase === 'staying')
    .map(({ loginId, why }) => ({ loginId, reason: why ?? '' }));

/** What SystemInfo says of either maintenance; nothing when there is none. */
export function maintenanceInfo(node: NodeState, now: Ms): Pick<SystemInfo, 'ctiMaintenance' | 'finesseMaintenance'> {
  const { maintenance: run, ctiMaintenance: cti } = node;
  const seconds = (from: Ms, to: Ms): number => Math.max(0, Math.floor((to - from) / 1000));
  return {
    ...(cti ? { ctiMaintenance: { phase: cti.phase, seconds: seconds(cti.beganAt, now) } } : {}),
    ...(run ? { finesseMaintenance: { status: run.status, seconds: seconds(run.beganAt, run.endedAt ?? now) } } : {}),
  };
}

/** What an operator's screen shows of it. */
export function maintenanceView(node: NodeState): Pick<NodeView, 'maintenance' | 'ctiMaintenance'> {
  const { maintenance: run, ctiMaintenance } = node;
  const logins = (clients: readonly MaintenanceClient[]): string[] => clients.map(({ loginId }) => loginId);
  return {
    ...(ctiMaintenance ? { ctiMaintenance: ctiMaintenance.phase } : {}),
    ...(run
      ? {
          maintenance: {
            status: run.status,
            reason: run.reason,
            moved: logins(run.clients.filter(({ phase }) => phase === 'moved')),
            pending: logins(run.clients.filter(isPending)),
            notMoved: notMoved(run),
          },
        }
      : {}),
  };
}
