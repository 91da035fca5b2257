/** What a node knows, as the wire's objects. Reads one node's copy and the configuration; changes nothing. */
import type { CallType, Dialog } from '../wire/dialog.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import { ctiSides } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import type { ReasonCategory, ReasonCode } from '../wire/reason-code.ts';
import { leastCtiVersionForMaintenance } from '../wire/system-info.ts';
import type { NodeReference, SystemInfo } from '../wire/system-info.ts';
import type { Team, TeamMember } from '../wire/team.ts';
import type { User } from '../wire/user.ts';
import { callsWith } from './calls-by-agent.ts';
import { actionsOf, callState, partyOf } from './calls.ts';
import type { CallRules } from './calls.ts';
import { lastHeartbeat } from './cti-heartbeat.ts';
import type { ClusterOptions } from './contract.ts';
import { membersOf, personOf, queueOf, reasonCodes, systemReasonCode, teamOf } from './fixtures.ts';
import type { Person, TeamFixture } from './fixtures.ts';
import { isoTime } from './iso-time.ts';
import type { AgentFact, Call, Party } from './messages.ts';
import { maintenanceInfo } from './maintenance-render.ts';
import { isMutated } from './mutations.ts';
import type { NodeState } from './state.ts';
import { timing } from './timing.ts';
import type { Writable } from '../wire/writable.ts';

/** Both Finesse nodes look for the PG's two CTI servers under these names (assumed). */
export const ctiHosts = { A: 'pg-a.cluster.invalid', B: 'pg-b.cluster.invalid' } as const;

export const isInService = (node: NodeState): boolean => node.phase === 'running' && node.cti.phase === 'connected';

export function renderSystemInfo(node: NodeState, options: ClusterOptions, now: Ms): SystemInfo {
  const host = options.hosts[node.name];
  const link = node.cti;
  return {
    uri: paths.systemInfo,
    currentTimestamp: isoTime(now),
    deploymentType: 'UCCE',
    status: isInService(node) || isMutated(options, 'ip-3-status-hides-the-link') ? 'IN_SERVICE' : 'OUT_OF_SERVICE',
    statusReason: link.phase === 'connected' ? '' : `CTI: ${link.why}`,
    lastCTIHeartbeatStatus:
      link.phase === 'connected' && (link.missed === 0 || isMutated(options, 'df-4-heartbeat-always-good'))
        ? 'success'
        : 'failure',
    ctiHeartbeatInterval: timing.ctiHeartbeat / 1000,
    ...peripheralInfo(node, options, now),
    primaryNode: referenceTo('publisher', options),
    secondaryNode: referenceTo('subscriber', options),
    xmppDomain: host,
    xmppPubSubDomain: `pubsub.${host}`,
    systemAuthMode: options.sso ? 'HYBRID' : 'NON_SSO',
    ctiServers: (options.ctiDuplex === false ? (['A'] as const) : ctiSides).map((side) => ({
      host: ctiHosts[side],
      connectedDuration:
        link.phase === 'connected' && link.side === side ? Math.floor((now - link.connectedAt) / 1000) : 0,
      active: link.phase === 'connected' && link.side === side,
    })),
    ...maintenanceInfo(node, now),
  };
}

/** The PG's number in the routing configuration, and the CTI versions of the two releases (assumed). */
const peripheralId = '5000';
const ctiVersionOf = { '12.6': leastCtiVersionForMaintenance, '11.x': 20 } as const;
/** XMPP over TCP on a real node; here notifications come over WebSocket alone, and nobody listens there. */
const tcpPorts = { xmppPort: 5222, xmppSecurePort: 5223 } as const;

function peripheralInfo(node: NodeState, options: ClusterOptions, now: Ms): Partial<SystemInfo> {
  const heartbeat = lastHeartbeat(node, now);
  return {
    // 12.5 and later (documented).
    ...(heartbeat === undefined || options.release === '11.x' ? {} : { lastSuccessCTIHeartbeatTime: heartbeat }),
    ctiVersion: ctiVersionOf[options.release],
    peripheralId,
    // The data centre keeps GMT (assumed). `license` is Unified CCX's alone.
    timezoneOffset: 0,
  };
}

function referenceTo(name: NodeName, { hosts, ports }: ClusterOptions): NodeReference {
  const httpsPort = ports?.[name];
  return { host: hosts[name], ...(httpsPort === undefined ? {} : { httpsPort }), ...tcpPorts };
}

function reasonOf(agent: AgentFact): ReasonCode | undefined {
  const reason = agent.reason;
  if (!reason) return undefined;
  const category: ReasonCategory = agent.state === 'LOGOUT' ? 'LOGOUT' : 'NOT_READY';
  return reasonCodes.find((code) => code.id === reason.id) ?? systemReasonCode(category, reason.code);
}

/** A person whom the node has heard nothing of is signed out. */
export function agentFact(node: NodeState, loginId: string): AgentFact {
  return node.agents[loginId] ?? { loginId, state: 'LOGOUT', extension: '', changedAt: 0 };
}

/** One for each change of each agent at each node: what may be absent is put in afterwards, which costs a tenth of spreading it. */
export function renderUser(node: NodeState, person: Person): User {
  const agent = agentFact(node, person.loginId);
  const reason = reasonOf(agent);
  const user: Writable<User> = {
    uri: paths.user(person.loginId),
    loginId: person.loginId,
    loginName: person.loginId,
    firstName: person.firstName,
    lastName: person.lastName,
    extension: agent.extension,
    roles: person.roles,
    state: agent.state,
    stateChangeTime: isoTime(agent.changedAt),
    teamId: person.teamId,
    teamName: teamOf(person.teamId)?.name ?? '',
    wrapUpTimer: person.wrapUpSeconds,
    settings: { wrapUpOnIncoming: person.wrapUpOnIncoming, wrapUpOnOutgoing: person.wrapUpOnOutgoing },
    mediaType: 1,
  };
  if (agent.pendingState) user.pendingState = agent.pendingState;
  // -1 for none and for system reasons; absent when Ready, as seen on the wire.
  if (agent.state !== 'READY') user.reasonCodeId = reason?.id ?? -1;
  if (reason) user.reasonCode = reason;
  if (person.supervises.length > 0) {
    user.teams = person.supervises
      .flatMap((id) => teamOf(id) ?? [])
      .map(({ id, name }) => ({ uri: paths.team(id), id, name }));
  }
  if (person.roles.includes('Agent')) user.skillTargetId = skillTargetIdOf(person.loginId);
  if (agent.state !== 'LOGOUT') seatAtPhone(user, node, agent);
  return user;
}

/** Numbers of the routing configuration, nobody's login (assumed). */
const skillTargetIdOf = (loginId: string): number => 5_000_000 + Number(loginId);

/** The telephone on the desk; and another, where this node was told of one. Names of devices are assumed. */
function seatAtPhone(user: Writable<User>, node: NodeState, agent: AgentFact): void {
  const mobileAgent = node.mobileAgents?.[agent.loginId];
  const deviceId = `SEP${agent.extension.padStart(12, '0')}`;
  user.activeDeviceId = deviceId;
  user.devices = [{ deviceId, deviceType: 'DESK_PHONE', deviceTypeName: 'Desk phone' }];
  if (mobileAgent !== undefined) user.mobileAgent = mobileAgent;
}

export function renderTeam(node: NodeState, team: TeamFixture): Team {
  const users = membersOf(team.id).map((person): TeamMember => {
    const user = renderUser(node, person);
    return {
      uri: user.uri,
      loginId: user.loginId,
      firstName: user.firstName,
      lastName: user.lastName,
      extension: user.extension,
      state: user.state,
      stateChangeTime: user.stateChangeTime,
      ...(user.pendingState ? { pendingState: user.pendingState } : {}),
      ...(user.reasonCode ? { reasonCode: user.reasonCode } : {}),
    };
  });
  return { uri: paths.team(team.id), id: team.id, name: team.name, users };
}

/** Who was called for a consultation sees it as offered (finesse.md §1.5, callType); everybody else as what it is. */
function callTypeFor(call: Call, viewer: string, rules: CallRules): CallType {
  const isOffered = call.callType === 'CONSULT' && partyOf(call, viewer)?.address === call.to;
  return isOffered && !isMutated(rules, 'dialog-consult-alike-for-both') ? 'CONSULT_OFFERED' : call.callType;
}

/** The call as `viewer`, a login id, is shown it. */
export function renderDialog(call: Call, viewer: string, rules: CallRules): Dialog {
  const queue = queueOf(call.queueId);
  return {
    uri: paths.dialog(call.id),
    id: call.id,
    mediaType: 'Voice',
    fromAddress: call.from,
    toAddress: call.to,
    state: callState(call),
    associatedDialogUri: call.associatedId === undefined ? '' : paths.dialog(call.associatedId),
    secondaryId: call.secondaryId ?? '',
    mediaProperties: {
      callType: callTypeFor(call, viewer, rules),
      dialedNumber: call.dialedNumber,
      DNIS: call.to,
      queueNumber: call.queueId,
      queueName: queue?.name ?? '',
      wrapUpReason: call.wrapUpReason,
      callVariables: call.variables,
    },
    participants: call.parties.map((each) => ({
      mediaAddress: each.address,
      mediaAddressType: each.loginId === undefined ? '' : 'AGENT_DEVICE',
      state: each.state,
      stateCause: each.stateCause,
      startTime: isoTime(each.startedAt),
      stateChangeTime: each.changedAt === null ? '' : isoTime(each.changedAt),
      actions: actionsOf(call, each, rules),
    })),
  };
}

export const callsOf = (node: NodeState, loginId: string): Call[] => callsWith(node.calls, loginId);

export const partyAt = (call: Call, address: string): Party | undefined =>
  call.parties.find((each) => each.address === address);

/** Everybody's person, for events about an agent; `undefined` for somebody who is not configured. */
export const renderUserOf = (node: NodeState, loginId: string): User | undefined => {
  const person = personOf(loginId);
  return person && renderUser(node, person);
};
