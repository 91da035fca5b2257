/**
 * The cluster's whole state as plain JSON: one slice per part, the mail between them, the seeded chance and what has not
 * been drained yet. Each part's file works on its own slice alone; only the operator (`operator.ts`) touches several.
 */
import type { CtiSide, Ms, NodeName } from '../wire/names.ts';
import type { AgentState, MobileAgent } from '../wire/user.ts';
import type { CtiMaintenancePhase } from '../wire/system-info.ts';
import type { AdmissionState } from './admission.ts';
import { freshAwdb } from './awdb.ts';
import type { AwdbState } from './awdb.ts';
import { freshNodeAwdb } from './awdb-access.ts';
import type { NodeAwdb } from './awdb-access.ts';
import { freshChat } from './chat.ts';
import type { ChatState } from './chat.ts';
import { emptyBus } from './bus.ts';
import type { BusState } from './bus.ts';
import type { NodeLoad } from './capacity.ts';
import type { ClientSession, ClusterEffect, ClusterOptions } from './contract.ts';
import type { ConferenceFaults, WrongPicture } from './conference-faults.ts';
import { extraLoginIds } from './extra-people.ts';
import { staff } from './fixtures.ts';
import type { WrongPasswords } from './lock-out.ts';
import type { AgentFact, Call, CtiRequest, NumberedEvent, Reason } from './messages.ts';
import type { Maintenance } from './maintenance-state.ts';
import { freshNodeMedia, freshPeripheralMedia } from './media-state.ts';
import type { NodeMedia, PeripheralMedia } from './media-state.ts';
import { freshTeamMessages } from './team-messages.ts';
import type { NodeTeamMessages } from './team-messages.ts';
import { hexDigits } from './random.ts';
import type { Chance } from './random.ts';

export type CtiLink =
  /** `silentSince`: packets vanish without a word; `missed`: heartbeats missed in a row. */
  | { phase: 'connected'; side: CtiSide; connectedAt: Ms; missed: number }
  | { phase: 'waiting'; next: CtiSide; why: string }
  | { phase: 'trying'; side: CtiSide; why: string };

export interface NodeState {
  readonly name: NodeName;
  phase: 'stopped' | 'booting' | 'running';
  cti: CtiLink;
  /** Number of the last CTI event taken in, for 11.x's catching up. */
  lastNumber: number;
  /** The last CTI heartbeat, while none comes any more; absent while they do. */
  heartbeatsStoppedAt?: Ms;
  /** By login: agents who signed in here at a telephone of their own. The other node never learns of it. */
  mobileAgents?: Record<string, MobileAgent>;
  /** This node's copy of what the peripheral told it. */
  agents: Record<string, AgentFact>;
  calls: Record<string, Call>;
  /** Users with available presence; `null` while this web application has no connection to its notification service. */
  present: string[] | null;
  /** How people sign in, where an operator has changed it. */
  sso?: NonNullable<ClusterOptions['sso']> | 'off';
  /** The operator made the web application vanish from the notification service. */
  hidden: boolean;
  /** Queues with statistics to be published at the next occasion. */
  staleQueues: string[];
  /** CTI-7, switched on by the operator; and by login what its agent is shown wrongly. */
  conferenceFaults?: ConferenceFaults;
  wrongPictures: Record<string, WrongPicture>;
  /** By login: wrong passwords in a row, and the block that five of them bring. */
  wrongPasswords: Record<string, WrongPasswords>;
  teamMessages: NodeTeamMessages;
  /** Of PG maintenance, while the node is told of it (MM-1). */
  ctiMaintenance?: { readonly phase: CtiMaintenancePhase; readonly beganAt: Ms };
  /** The node's own, present or last. */
  maintenance?: Maintenance;
  /** Users whose desktop has said that it does not accept the alternate's certificate (MM-5). */
  untrusting?: string[];
  /** When the next desktop may come, with `admission` (DF-9). */
  admission?: AdmissionState;
  media: NodeMedia;
  awdb: NodeAwdb;
}

export interface XmppSession {
  readonly loginId: string;
  readonly resource: string;
  lastHeardAt: Ms;
  readonly connectedAt: Ms;
  silent: boolean;
  /** Bound, but has not said that it is available, or has taken it back. */
  absent?: true;
  /** Its silence is no sign of anything. */
  unwatched?: true;
}

export interface NotificationState {
  readonly node: NodeName;
  running: boolean;
  webApplication: boolean;
  sessions: Record<ClientSession, XmppSession>;
  /** When somebody could have been silent for too long; absent while nobody is there. */
  silenceLookAt?: Ms;
  /** Stored on the node's disk: per full or bare JID the paths subscribed to. Outlives restarts, never crosses to the other node. */
  subscriptions: Record<string, string[]>;
  itemPrefix: string;
  itemCount: number;
}

export interface AgentRecord {
  readonly loginId: string;
  state: AgentState;
  extension: string;
  changedAt: Ms;
  reason?: Reason;
  /** A change that waits for the end of the call, and the node it was asked on (DF-10). */
  pending?: { readonly state: 'READY' | 'NOT_READY'; readonly reason?: Reason; readonly via: NodeName };
  /** What to go back to when the call is over. */
  beforeCall?: { readonly state: AgentState; readonly reason?: Reason };
  /** A forced logout that waits for the end of the call (PF-3, PF-8). */
  forcedOut?: boolean;
  /** The node through which the agent last asked for something. */
  servedBy?: NodeName;
  /** That node's CTI link was lost, and the agent has not been heard of since (PF-7). */
  linkLost?: boolean;
  /** The next change to Not Ready shows Connection Failure (PF-7). */
  failureOwed?: boolean;
}

export interface PgLink {
  side: CtiSide;
  phase: 'synchronising' | 'connected';
  lastNumber: number;
  /** While the link is cut: what TCP would hold back, both ways. */
  heldToNode: NumberedEvent[];
  heldFromNode: CtiRequest[];
}

export interface PgState {
  sides: Record<CtiSide, 'up' | 'down'>;
  /** One side serves at a time; both nodes are on it (CTI-8). */
  /** `null`, not absent: a snapshot keeps the place of the key, so that replay ends in the same bytes. */
  activeSide: CtiSide | null;
  /** Since when that side is active; absent: since before the beginning. */
  activeSince?: Ms;
  /** Cut links between one node and one side. */
  cut: Record<NodeName, Record<CtiSide, boolean>>;
  links: Partial<Record<NodeName, PgLink>>;
  eventNumber: number;
  /** 11.x: the latest events, kept while a node is away. */
  history: NumberedEvent[];
  agents: Record<string, AgentRecord>;
  calls: Record<string, Call>;
  media: PeripheralMedia;
  /** From one side to the other, without dropping a connection (MM-1). */
  maintenance?: {
    readonly from: CtiSide;
    readonly to: CtiSide;
    phase: CtiMaintenancePhase;
    readonly outcome: 'well' | 'error';
  };
}

export interface TelephonyState {
  calls: Record<string, Call>;
  nextCallId: number;
}

/** Grows with the form of the state: a browser may hold a snapshot that an earlier build wrote. */
export const stateVersion = 3;

export interface ClusterState extends Chance {
  version: typeof stateVersion;
  bus: BusState;
  nodes: Record<NodeName, NodeState>;
  notification: Record<NodeName, NotificationState>;
  pg: PgState;
  telephony: TelephonyState;
  awdb: AwdbState;
  chat: ChatState;
  /** How busy each node is; only with `capacity`. */
  capacity?: Partial<Record<NodeName, NodeLoad>>;
  outbox: ClusterEffect[];
}

/** A healthy cluster in which nobody is signed in. `subscriptions` are those that a node's disk holds. */
export function freshState(
  seed: number,
  now: Ms,
  subscriptions?: ClusterOptions['subscriptions'],
  duplex: ClusterOptions['ctiDuplex'] = true,
  autoWorkModeStateChange: ClusterOptions['enableAutoWorkModeStateChange'] = true,
  secondaryAwdb?: ClusterOptions['secondaryAwdb'],
  extraAgents?: ClusterOptions['extraAgents'],
): ClusterState {
  const chance: Chance = { random: seed | 0 };
  const signedOut = (loginId: string): AgentRecord => ({ loginId, state: 'LOGOUT', extension: '', changedAt: now });
  const everybody = [...staff.map((person) => person.loginId), ...extraLoginIds(extraAgents)];
  const agents = (): Record<string, AgentRecord> =>
    Object.fromEntries(everybody.map((loginId) => [loginId, signedOut(loginId)]));
  const node = (name: NodeName): NodeState => ({
    name,
    phase: 'running',
    cti: { phase: 'connected', side: 'A', connectedAt: now, missed: 0 },
    lastNumber: 0,
    agents: agents(),
    calls: {},
    present: [],
    hidden: false,
    staleQueues: [],
    wrongPictures: {},
    wrongPasswords: {},
    teamMessages: freshTeamMessages(),
    media: freshNodeMedia(autoWorkModeStateChange),
    awdb: freshNodeAwdb(secondaryAwdb === undefined),
  });
  const notification = (name: NodeName): NotificationState => ({
    node: name,
    running: true,
    webApplication: true,
    sessions: {},
    subscriptions: Object.fromEntries(
      Object.entries(subscriptions?.[name] ?? {}).map(([jid, paths]) => [jid, [...paths]]),
    ),
    itemPrefix: hexDigits(chance, 12),
    itemCount: 0,
  });
  const link = (): PgLink => ({ side: 'A', phase: 'connected', lastNumber: 0, heldToNode: [], heldFromNode: [] });
  return {
    version: stateVersion,
    bus: emptyBus(),
    nodes: { publisher: node('publisher'), subscriber: node('subscriber') },
    notification: { publisher: notification('publisher'), subscriber: notification('subscriber') },
    pg: {
      sides: { A: 'up', B: duplex ? 'up' : 'down' },
      activeSide: 'A',
      cut: { publisher: { A: false, B: false }, subscriber: { A: false, B: false } },
      links: { publisher: link(), subscriber: link() },
      eventNumber: 0,
      history: [],
      agents: agents(),
      calls: {},
      media: freshPeripheralMedia(),
    },
    telephony: { calls: {}, nextCallId: 16_804_377 },
    awdb: freshAwdb(),
    chat: freshChat(),
    outbox: [],
    random: chance.random,
  };
}
