/**
 * The simulated cluster's contract. A pure five-verb part like the core. Clients speak to a node only through REST
 * and notification (XMPP) messages as typed values; XML is made and read at the executor's edge (`src/mock/`), so the
 * fleet can leave it out. The network between desktops and nodes is not in here (`src/sim/network.ts`).
 */
import type { ApiReply, ApiRequest, Authorization } from '../wire/http.ts';
import type { CtiSide, Ms, NodeName } from '../wire/names.ts';
import type { Update } from '../wire/update.ts';
import type { AwdbSide } from './awdb.ts';
import type { Mail } from './bus.ts';
import type { ChatFromClient, ChatToClient } from './chat-messages.ts';
import type { ConferenceFaultKind } from './conference-faults.ts';
import type { CapacityOptions } from './capacity-costs.ts';
import type { MaintenanceRules } from './maintenance-rules.ts';
import type { OtherDesktopFault } from './other-desktop.ts';
import type { ClusterLogEntry, ClusterView } from './view-contract.ts';

export type { ClusterLogEntry, ClusterView, LoadView, MaintenanceView } from './view-contract.ts';

export interface Cluster {
  handle(input: ClusterInput, now: Ms): void;
  wake(now: Ms): void;
  effects(): ClusterEffect[];
  deadline(): Ms | undefined;
  view(): ClusterView;
  snapshot(): ClusterSnapshot;
}

export type ClusterSnapshot = Readonly<Record<string, unknown>>;

export interface ClusterOptions {
  readonly seed: number;
  readonly hosts: Readonly<Record<NodeName, string>>;
  /** Where the nodes really listen, if anywhere. Known only once they do: looked at anew for each SystemInfo. */
  readonly ports?: Readonly<Partial<Record<NodeName, number>>>;
  /** `12.6`: the last state is published after an outage; `11.x`: the actions of the outage are published one by one. */
  readonly release: '12.6' | '11.x';
  /** Logout on Agent Disconnect (PF-8, PF-9). */
  readonly load: 0 | 1;
  /**
   * Which part of the deployment lives here: one node's own (web application and notification service), or everything
   * that the nodes share. Mail to the rest leaves as an effect. Without it all of the cluster lives here.
   */
  readonly hosted?: NodeName | 'shared';
  /** What a node's disk holds at the start: per full or bare JID the paths subscribed to. */
  readonly subscriptions?: Readonly<Partial<Record<NodeName, Readonly<Record<string, readonly string[]>>>>>;
  /** Parts whose log is told; all unless given. Who simulates thousands of agents reads no request of theirs. */
  readonly logOf?: readonly ClusterLogEntry['part'][];
  /** False: there is no CTI side B (CTI-1). Duplex unless told. */
  readonly ctiDuplex?: boolean;
  /**
   * How long a node takes to find an active PG and connect to it (CTI-9). `lab`, which is meant unless told: as quick as
   * can be watched; the others as published for releases of the Agent PG.
   */
  readonly pgRelease?: PgRelease;
  /** What the CTI link carries besides the fixtures' agents; counts with the published PG releases only. */
  readonly ctiLoad?: CtiLoad;
  /** MRD-2, MRD-3: at the start, on both nodes; true unless told. `set-property` changes it. */
  readonly enableAutoWorkModeStateChange?: boolean;
  /** Property of the same name: who may drop other participants of a conference; `supervisor_only` unless told. */
  readonly enableDropParticipantFor?: (typeof dropParticipantRules)[number];
  /**
   * `utils finesse user_signout_channel`: what a sign-out of voice signs out of besides; `all` unless told. Every medium
   * here is configured in Finesse, so `configured-media` and `all` are the same.
   */
  readonly userSignOutChannel?: (typeof signOutChannels)[number];
  /** Numbers of a node's maintenance other than the usual ones (`maintenance-rules.ts`). */
  readonly maintenance?: Partial<MaintenanceRules>;
  /**
   * `paced`: desktops that arrive after a failover are told when to go on (DF-9), by the headers `Retry-After` and
   * `x-understudy-admission` of the replies to LOGIN and SystemInfo; ours, and off for fidelity.
   */
  readonly admission?: 'off' | 'paced';
  /** Desktops that a node admits in a second; 30 unless told, never 0 (`OptionRefused`). */
  readonly admissionPerSecond?: number;
  /** Requests cost time and wait for a free vCPU; off: they are answered at once. */
  readonly capacity?: 'off' | CapacityOptions;
  /** Single sign-on beside passwords (HYBRID), with these lives of its tokens (PF-10). Without it tokens are refused. */
  readonly sso?: { readonly accessSeconds: number; readonly refreshSeconds: number };
  /** Without a working secondary administration database: none is configured, or its distributor does not run (AW-1). */
  readonly secondaryAwdb?: 'none' | 'without-distributor';
  /** So many agents more: 20001 and up (`extra-people.ts`), as the named ones but for their names. */
  readonly extraAgents?: number;
  /** Faults planted on purpose, for tests of tests (`mutations.ts`). Never in production. */
  readonly mutations?: readonly string[];
}

/** What an operator can choose for how people sign in: by password, or by tokens that last so long. */
export const signInLasts = ['password', '2 min', '11 min', '8 h'] as const;
export type SignInLasts = (typeof signInLasts)[number];

export const signOutChannels = ['voice', 'configured-media', 'all'] as const;
export const campaignModes = ['preview', 'progressive'] as const;
export const campaignOutcomes = ['answers', 'does-not-answer'] as const;
export const dropParticipantRules = ['supervisor_only', 'conference_controller_and_supervisor', 'all'] as const;

/** Releases of the Agent PG with a published recovery time (`11.6` stands for 12.0 too), and the lab's own. */
export const pgReleases = ['lab', '12.5+', '11.6'] as const;
export type PgRelease = (typeof pgReleases)[number];

/** What makes reconnecting slower (CTI-9). */
export interface CtiLoad {
  /** Signed-in users beside the simulated ones. */
  readonly users?: number;
  readonly gadgetsPerUser?: number;
  /** Open non-voice tasks. */
  readonly tasks?: number;
  /** Between the nodes and the PG. */
  readonly roundTripMs?: Ms;
  readonly bandwidthMbitPerSecond?: number;
}

/** One client connection's name, chosen by the executor; unique per connection. */
export type ClientSession = string;

export type XmppFromClient =
  /** Opens, authenticates and binds in one step, and is present at once, or from its first `presence` on. */
  | {
      readonly kind: 'connect';
      readonly loginId: string;
      readonly password: string;
      readonly resource: string;
      readonly presence?: 'later';
    }
  /** `bare`: for all of the user's resources instead of this one. */
  | { readonly kind: 'subscribe'; readonly path: string; readonly bare?: true }
  /** `tell`: answer with `unsubscribed`. */
  | { readonly kind: 'unsubscribe'; readonly path: string; readonly bare?: true; readonly tell?: true }
  | { readonly kind: 'ping'; readonly ping: number }
  /** A real stream proves who it is before it binds: asks for an answer, opens nothing. */
  | { readonly kind: 'authenticate'; readonly loginId: string; readonly password: string }
  | { readonly kind: 'presence'; readonly available: boolean }
  | { readonly kind: 'list-subscriptions' }
  /** Some other sign of life. */
  | { readonly kind: 'heard' }
  /** Unavailable presence, then a clean close. */
  | { readonly kind: 'disconnect' };

export type XmppToClient =
  | { readonly kind: 'bound'; readonly jid: string }
  | { readonly kind: 'refused'; readonly reason: 'unauthorized' | 'refused' }
  | { readonly kind: 'pong'; readonly ping: number }
  | { readonly kind: 'presence'; readonly user: string; readonly available: boolean }
  | { readonly kind: 'subscribed'; readonly path: string }
  | { readonly kind: 'subscribe-failed'; readonly path: string; readonly reason: string }
  | { readonly kind: 'item'; readonly path: string; readonly itemId: string; readonly update: Update }
  | { readonly kind: 'closed'; readonly reason: 'reset' | 'conflict' | 'server-shutdown' };

/** What only real XMPP streams ask for. */
export type XmppAnswer =
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'not-authenticated' }
  /** `found`: there was such a subscription. */
  | { readonly kind: 'unsubscribed'; readonly path: string; readonly found: boolean }
  | {
      readonly kind: 'subscriptions';
      readonly subscriptions: readonly { readonly path: string; readonly bare: boolean }[];
    };

/** Properties of a node that an administrator can set while it runs. */
export const nodeProperties = ['enableAutoWorkModeStateChange'] as const;
export type NodeProperty = (typeof nodeProperties)[number];

/** What an operator does to the deployment. Names are those of the lab (`lab.do(action, args)`). */
export type ClusterFault =
  | { readonly action: 'stop-node' | 'start-node'; readonly node: NodeName }
  | { readonly action: 'stop-notification' | 'start-notification'; readonly node: NodeName }
  | { readonly action: 'hide-finesse-presence' | 'show-finesse-presence'; readonly node: NodeName }
  /** `side` down for both nodes, or only the link of one `node` to that side. */
  | { readonly action: 'cut-cti' | 'restore-cti'; readonly side: CtiSide | 'both'; readonly node?: NodeName }
  /** A customer calls; `agent` is a login id, `from` a number. */
  | { readonly action: 'ring'; readonly agent: string; readonly from: string }
  /** The customer hangs up all calls, or one call, of this agent. */
  | { readonly action: 'hang-up'; readonly agent: string }
  /** A campaign's dialer reserves a Ready agent for a customer, who answers unless told otherwise. */
  | {
      readonly action: 'campaign-call';
      readonly agent: string;
      readonly customer: string;
      readonly mode: (typeof campaignModes)[number];
      readonly outcome?: (typeof campaignOutcomes)[number];
    }
  /** CTI-7: what an agent who signs in during a conference is shown of it goes wrong, in one way or in each in turn. */
  | { readonly action: 'conference-faults'; readonly mode: 'on' | 'off'; readonly kind?: ConferenceFaultKind }
  /** An administrator takes a node out of use (MM-2). */
  | { readonly action: 'start-maintenance'; readonly node: NodeName }
  /** The PG is taken from one CTI side to the other (MM-1); well, unless told. */
  | { readonly action: 'start-pg-maintenance'; readonly outcome?: 'well' | 'error' }
  /** The agent's browser does not accept the alternate's certificate, and the desktop says so (MM-5). */
  | { readonly action: 'refuse-certificate'; readonly agent: string }
  /** Other desktops arrive after a failover, so many that the next one is told to wait for `ms` (DF-9). */
  | { readonly action: 'crowd-arrives'; readonly node: NodeName; readonly ms: Ms }
  /** The agent signs in at another computer, whose desktop takes the connection from the one here. */
  | OtherDesktopFault
  /** A customer asks for an agent in a Media Routing Domain; offered as soon as the agent can take it. */
  | { readonly action: 'offer-task'; readonly agent: string; readonly mrd: string }
  | { readonly action: 'cut-awdb' | 'restore-awdb'; readonly side: AwdbSide | 'both' }
  /** The chat service's serving machine is lost; the other takes over. */
  | { readonly action: 'fail-imp' }
  /** On one node, or on both. */
  /** From the next sign-in on: tokens of single sign-on beside passwords, or passwords alone. */
  | { readonly action: 'set-sign-in'; readonly lasts: SignInLasts }
  | {
      readonly action: 'set-property';
      readonly property: NodeProperty;
      readonly value: 'true' | 'false';
      readonly node?: NodeName;
    };

export type ClusterInput =
  | {
      readonly type: 'rest';
      readonly id: string;
      readonly node: NodeName;
      readonly request: ApiRequest;
      readonly authorization?: Authorization;
    }
  | {
      readonly type: 'xmpp';
      readonly node: NodeName;
      readonly session: ClientSession;
      readonly message: XmppFromClient;
    }
  /** On the chat client's own link, to the chat service. */
  | { readonly type: 'chat'; readonly session: ClientSession; readonly message: ChatFromClient }
  /** The transport under a session is gone without a word; the node finds out by its own time-out (PF-1: 120 s). */
  | { readonly type: 'session-silent'; readonly node: NodeName; readonly session: ClientSession }
  | { readonly type: 'fault'; readonly fault: ClusterFault }
  /** From the part of the deployment that lives elsewhere (`hosted`). */
  | { readonly type: 'mail'; readonly mail: Mail }
  /** The process that a node lived in is gone: its connections to what lives here are closed. */
  | { readonly type: 'part-lost'; readonly node: NodeName };

export type ClusterEffect =
  | { readonly type: 'rest-reply'; readonly id: string; readonly reply: ApiReply }
  /** The node is down: connection refused or reset. */
  | { readonly type: 'rest-refused'; readonly id: string; readonly reason: 'refused' | 'reset' }
  | { readonly type: 'xmpp'; readonly node: NodeName; readonly session: ClientSession; readonly message: XmppToClient }
  | { readonly type: 'chat'; readonly session: ClientSession; readonly message: ChatToClient }
  | { readonly type: 'xmpp-answer'; readonly session: ClientSession; readonly answer: XmppAnswer }
  /** For a part that lives elsewhere (`hosted`), at the time of its delivery. */
  | { readonly type: 'mail'; readonly mail: Mail }
  /** One line of the live log: who, what, in the field's words. */
  | { readonly type: 'log'; readonly entry: ClusterLogEntry };

/** Thrown for an impossible fault (unknown agent, no such side); nothing changes. */
export class ClusterRefusal extends Error {
  override readonly name = 'ClusterRefusal';
  readonly code: 'unknown-agent' | 'agent-not-available' | 'bad-arguments' | 'unknown-action';
  constructor(code: ClusterRefusal['code'], message: string) {
    super(message);
    this.code = code;
  }
}
