/**
 * What the parts of the cluster say to each other, and the facts they say it about. A part never reads another's state;
 * what is not in a message it does not know. All plain JSON.
 */
import type { ApiError } from '../wire/api-errors.ts';
import type { CallVariable, DialogAction, ParticipantState } from '../wire/dialog.ts';
import type { ApiRequest, Authorization } from '../wire/http.ts';
import type { CtiSide, Ms, NodeName } from '../wire/names.ts';
import type { CtiMaintenancePhase } from '../wire/system-info.ts';
import type { Update } from '../wire/update.ts';
import type { AgentState } from '../wire/user.ts';
import type { ConferenceFaultKind } from './conference-faults.ts';
import type { AwdbSide } from './awdb.ts';
import type { ClientSession, ClusterOptions, NodeProperty, XmppFromClient } from './contract.ts';
import type { ClientKind } from './client-kinds.ts';
import type { MaintenanceMessage } from './maintenance-state.ts';
import type { OtherDesktopOpens } from './other-desktop.ts';
import type { TeamMessageNews } from './team-messages.ts';
import type { MediaCatchUp, MediaEvent, MediaWish } from './media-messages.ts';

/** Why an agent is Not Ready or signed out: the code that reports show, and its database id (-1 for system reasons). */
export interface Reason {
  readonly code: number;
  readonly id: number;
}

/** An agent as the peripheral tells the nodes. */
export interface AgentFact {
  readonly loginId: string;
  readonly state: AgentState;
  readonly extension: string;
  /** When the state or its reason last changed. */
  readonly changedAt: Ms;
  readonly reason?: Reason;
  readonly pendingState?: AgentState;
}

export interface Party {
  readonly address: string;
  /** Set for an agent's device. */
  readonly loginId?: string;
  readonly state: ParticipantState;
  readonly stateCause: string;
  readonly startedAt: Ms;
  /** `null` when the node that tells it does not know. */
  readonly changedAt: Ms | null;
  /** On hold while the same phone speaks on another call: the two can be joined. */
  readonly joinable?: true;
}

export interface Call {
  readonly id: string;
  readonly callType: string;
  readonly from: string;
  readonly to: string;
  readonly dialedNumber: string;
  /** Empty when the call did not come through a queue. */
  readonly queueId: string;
  readonly variables: readonly CallVariable[];
  readonly wrapUpReason: string;
  readonly startedAt: Ms;
  readonly parties: readonly Party[];
  /** The call on whose behalf another is consulted, or that a supervisor listens to. */
  readonly associatedId?: string;
  /** The call that was last joined into this one. */
  readonly secondaryId?: string;
  /** Who made a conference of it. */
  readonly controller?: string;
  /** A reservation's: whom the dialer calls, and what comes of it. */
  readonly campaign?: { readonly customer: string; readonly outcome: 'answers' | 'does-not-answer' };
}

/** What an agent's node asks of the peripheral. */
export type CtiRequest = {
  readonly loginId: string;
  readonly requestId: string;
} & (
  | { readonly kind: 'login'; readonly extension: string }
  | {
      readonly kind: 'set-state';
      readonly state: 'READY' | 'NOT_READY' | 'LOGOUT';
      readonly reason?: Reason;
      readonly bySupervisor: boolean;
    }
  /** Something in a Media Routing Domain. */
  | { readonly kind: 'media'; readonly mrdId: string; readonly wish: MediaWish }
  /** Presence gone for the whole grace: code 255 (PF-1). */
  | { readonly kind: 'force-logout' }
  /** The node wants the agent gone: Not Ready 20001, then signed out 20002 (MM-4). */
  | { readonly kind: 'sign-out-by-force' }
  | { readonly kind: 'make-call'; readonly to: string }
  | {
      readonly kind: 'call-action';
      readonly callId: string;
      readonly action: DialogAction;
      /** CONSULT_CALL, TRANSFER_SST: the number; PARTICIPANT_DROP: whom. */
      readonly to?: string;
      /** SEND_DTMF. */
      readonly digits?: string;
    }
  /** A supervisor, and the extension of the agent on whose call this is about. */
  | { readonly kind: 'supervise'; readonly action: 'SILENT_MONITOR' | 'BARGE_CALL'; readonly to: string }
  | {
      readonly kind: 'call-data';
      readonly callId: string;
      readonly variables: readonly CallVariable[];
      readonly wrapUpReason?: string;
    }
);

/** What the peripheral tells a node. */
export type CtiEvent =
  | { readonly kind: 'agent'; readonly agent: AgentFact }
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'call-ended'; readonly call: Call }
  | MediaEvent
  /** A request accepted with 202 did not work out; told only to the node that sent it. */
  | {
      readonly kind: 'failed';
      readonly about: 'user' | 'dialogs' | 'media' | 'tasks';
      readonly loginId: string;
      readonly source: string;
      readonly requestId: string;
      readonly error: ApiError;
    };

export interface NumberedEvent {
  readonly number: number;
  readonly event: CtiEvent;
}

/** What a node learns when its CTI link comes up. */
export interface CatchUp {
  readonly lastNumber: number;
  readonly agents: readonly AgentFact[];
  readonly calls: readonly Call[];
  readonly media: MediaCatchUp;
  /** 11.x only: what took place during the outage, oldest first. */
  readonly actions?: readonly CtiEvent[];
}

export type NodeMessage =
  | {
      readonly kind: 'rest';
      readonly id: string;
      readonly request: ApiRequest;
      readonly authorization?: Authorization;
      /** Set on its way back from the notification service. */
      readonly connected?: readonly ConnectedSession[];
    }
  /** From the other node's database. */
  | { readonly kind: 'team-messages'; readonly news: TeamMessageNews }
  | { readonly kind: 'team-message-over'; readonly id: string }
  | { readonly kind: 'booted' }
  | { readonly kind: 'cti-event'; readonly event: NumberedEvent }
  | { readonly kind: 'cti-accepted'; readonly side: CtiSide; readonly catchUp: CatchUp }
  /** The connection was taken; everything is known `within` so long. */
  | { readonly kind: 'cti-opening'; readonly side: CtiSide; readonly within: Ms }
  | { readonly kind: 'cti-refused'; readonly side: CtiSide }
  /** The socket failed: noticed at once. */
  | { readonly kind: 'cti-closed'; readonly side: CtiSide }
  /** From now on no heartbeat comes; or they come again. Only missed heartbeats are simulated one by one. */
  | { readonly kind: 'cti-silent' }
  | { readonly kind: 'cti-heard' }
  | { readonly kind: 'cti-heartbeat-missed' }
  /** PG maintenance (MM-1): to `side`, on which the node is when it is COMPLETED. */
  | {
      readonly kind: 'cti-maintenance';
      readonly phase: CtiMaintenancePhase | 'COMPLETED' | 'FAILED';
      readonly side: CtiSide;
    }
  | { readonly kind: 'cti-try' }
  | { readonly kind: 'cti-timeout' }
  /** The notification service took the web application's connection; `present` are the users there now. */
  | { readonly kind: 'notification-up'; readonly present: readonly string[] }
  | { readonly kind: 'notification-running' }
  | { readonly kind: 'notification-down' }
  | { readonly kind: 'presence'; readonly loginId: string; readonly available: boolean }
  | { readonly kind: 'grace-over'; readonly loginId: string }
  /** Whether the databases answer from now on; the node's waiting alone may use it. */
  | { readonly kind: 'awdb-link'; readonly answers: Readonly<Record<AwdbSide, boolean>> }
  | { readonly kind: 'awdb-timeout'; readonly id: string }
  /** How people sign in from now on. */
  | { readonly kind: 'sign-in'; readonly sso: NonNullable<ClusterOptions['sso']> | 'off' }
  /** An administrator sets a property of the node. */
  | { readonly kind: 'property'; readonly property: NodeProperty; readonly value: boolean }
  | { readonly kind: 'maintenance'; readonly message: MaintenanceMessage }
  /** The operator lets pictures of conferences go wrong, in one way or in all (CTI-7). */
  | { readonly kind: 'conference-faults'; readonly on: boolean; readonly only?: ConferenceFaultKind }
  /** An operator lets so many desktops arrive that the next one waits. */
  | { readonly kind: 'crowd'; readonly wait: Ms }
  | { readonly kind: 'statistics' };

/** A notification session as ConnectedUsersInfo tells of it. */
export interface ConnectedSession {
  readonly loginId: string;
  readonly resource: string;
  readonly since: Ms;
}

export type NotificationMessage =
  /** A request that needs to know who is connected; it goes back with the answer. */
  | { readonly kind: 'list-connected'; readonly rest: NodeMessage & { readonly kind: 'rest' } }
  | { readonly kind: 'booted' }
  | { readonly kind: 'client'; readonly session: ClientSession; readonly message: XmppFromClient }
  | { readonly kind: 'client-silent'; readonly session: ClientSession }
  | { readonly kind: 'idle-check' }
  /** The web application, XMPP user `finesse`, came or went. */
  | { readonly kind: 'web-application'; readonly available: boolean }
  | MaintenanceQuestion
  | OtherDesktopOpens
  | { readonly kind: 'publish'; readonly path: string; readonly update: Update };

/** The web application is in maintenance: who is present, and through what kind of client? Let them go. */
export type MaintenanceQuestion =
  | { readonly kind: 'list-clients' }
  | { readonly kind: 'end-clients'; readonly loginId: string; readonly client: ClientKind }
  | { readonly kind: 'shut-down' };

export type PgMessage =
  | { readonly kind: 'open'; readonly node: NodeName; readonly side: CtiSide; readonly lastNumber: number }
  | { readonly kind: 'synchronised'; readonly node: NodeName }
  | { readonly kind: 'close'; readonly node: NodeName }
  | { readonly kind: 'request'; readonly node: NodeName; readonly request: CtiRequest }
  /** What one step made of calls, all at once: which are over, then how others are now. */
  | { readonly kind: 'calls'; readonly ended: readonly EndedCall[]; readonly changed: readonly Call[] }
  | {
      readonly kind: 'call-refused';
      readonly node: NodeName;
      readonly request: CtiRequest;
      readonly reason: string;
      /** CF_INVALID_OBJECT_STATE unless told. */
      readonly constant?: string;
    }
  | { readonly kind: 'task-timeout'; readonly taskId: string }
  | { readonly kind: 'wrap-up-over'; readonly loginId: string }
  | { readonly kind: 'maintenance-step' };

/** `call` with its parties as they were last, all dropped. */
export interface EndedCall {
  readonly call: Call;
  readonly cause: 'dropped' | 'no-answer';
}

/** The agent at a dialled extension, if one is signed in there. */
export interface Callee {
  readonly loginId: string;
  readonly free: boolean;
}

export type TelephonyMessage =
  | {
      readonly kind: 'make-call';
      readonly node: NodeName;
      readonly request: CtiRequest & { readonly kind: 'make-call' };
      readonly extension: string;
      readonly callee?: Callee;
    }
  | {
      readonly kind: 'act';
      readonly node: NodeName;
      readonly request: CtiRequest & { readonly kind: 'call-action' | 'call-data' };
      readonly callee?: Callee;
    }
  | {
      readonly kind: 'supervise';
      readonly node: NodeName;
      readonly request: CtiRequest & { readonly kind: 'supervise' };
      /** The supervisor's own. */
      readonly extension: string;
    }
  /** From an agent whose leg is over, who still wraps up. */
  | {
      readonly kind: 'data';
      readonly callId: string;
      readonly variables: readonly CallVariable[];
      readonly wrapUpReason?: string;
    }
  | { readonly kind: 'no-answer'; readonly callId: string }
  | { readonly kind: 'far-end-rings'; readonly callId: string; readonly callee?: string }
  | { readonly kind: 'far-end-fails'; readonly callId: string; readonly cause: string }
  | { readonly kind: 'customer-answers'; readonly callId: string }
  | { readonly kind: 'clear-failed'; readonly callId: string }
  | { readonly kind: 'campaign-outcome'; readonly callId: string }
  /** The agent is reserved no longer. */
  | { readonly kind: 'release'; readonly loginId: string };
