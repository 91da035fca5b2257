/**
 * What the desktop shows: one immutable value, made by the core, seen by every tab and every gadget. Tabs receive it
 * whole once and then as patches of its top-level slices (`src/worker/view-delta.ts`).
 */
import type { Dialog } from '../wire/dialog.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import type { Queue } from '../wire/queue.ts';
import type { ReasonCode } from '../wire/reason-code.ts';
import type { Team } from '../wire/team.ts';
import type { User } from '../wire/user.ts';
import type { ChatView } from './chat-view.ts';
import type { AgentCommand, MoveKind, Preparation, ProfileName } from './contract.ts';
import type { WaysToMove } from './ways.ts';
import type { MediaView } from './media-view.ts';
import type { TeamMessagesView } from './team-messages.ts';
import type { MaintenanceView, SignInEndView } from './maintenance-view.ts';

export const phases = [
  /** Nobody is signed in here. */
  'signed-out',
  /** The agent has asked to sign in; no data yet. */
  'signing-in',
  'connected',
  /** A trigger fired; the notification service is being retried, or silence is being probed. */
  'suspect',
  /** The current node is given up for now; both nodes are looked at. */
  'searching',
  /** A node was chosen: connecting and signing in there. */
  'switching',
  /** Signed in; data is being read again. */
  'restoring',
  /** The credential is no longer accepted; the agent must give it again. Nothing is lost. */
  'expired',
  /** Another desktop of this agent has the connection; the agent chooses. */
  'displaced',
  /** Maintenance moves this desktop: everything is kept, and the other node looked at for the last time. */
  'migrating',
] as const;
export type Phase = (typeof phases)[number];

/** What triggered a failover (DF-2), or ours. */
export type Trigger =
  | 'out-of-service'
  | 'notifications-lost'
  | 'finesse-unavailable'
  | 'silence'
  | 'request-refused'
  /** Nothing was lost: the node in use is taken out of use (MM-2). */
  | 'maintenance';

/** Only what a probe or an event has shown, and when. */
export interface NodeKnowledge {
  readonly host: string;
  readonly status: 'unknown' | 'in-service' | 'out-of-service' | 'unreachable';
  readonly heartbeat: 'unknown' | 'success' | 'failure';
  /** When this was last shown; `undefined` when never. */
  readonly seenAt: Ms | undefined;
  /** Least time from a question to its answer lately; absent when never measured (GL-3). */
  readonly roundTripMs?: Ms;
  /** Where a person can look at the node, and at its certificate, in a tab; absent in mock mode. */
  readonly link?: string;
}

export type NoticeLevel = 'info' | 'success' | 'warning' | 'error';

/**
 * Something the agent is told. Words live in the desktop's catalogue; the core gives key and parameters. A notice with
 * `phase` is the banner of that phase and replaces the one before it; others are toasts.
 */
export interface Notice {
  readonly id: number;
  readonly key: NoticeKey;
  readonly params: Readonly<Record<string, string | number>>;
  readonly level: NoticeLevel;
  readonly at: Ms;
  /** `aside`: stands where its subject stands, in the slice that it belongs to. */
  readonly kind: 'banner' | 'toast' | 'aside';
}

export const noticeKeys = [
  /** banner, `suspect`: {trigger, node} */
  'connection-lost',
  /** banner, `searching`: {trigger, node} */
  'searching',
  /** banner, `switching` to the other node: {from, to} */
  'switching',
  /** banner, `switching` back to the current node: {node} */
  'reconnecting',
  /** banner, `restoring`: {node} */
  'restoring',
  /** banner, `connected` on another node: {from, to, seconds} */
  'moved',
  /** banner, `connected` on the same node: {node, seconds} */
  'reconnected',
  /** banner after sign-in: {node} */
  'signed-in',
  /** banner after a page reload or crash: {node, seconds} */
  'resumed',
  /** banner, `signed-out`: {} */
  'signed-out',
  /** banner, `signed-out`, came back after the grace: {seconds} */
  'lapsed',
  /** banner, `signed-out`: the session goes on at the node's own address: {node} */
  'handed-over',
  /** banner, `expired`: {node} */
  'expired',
  /** banner: another desktop of this agent took the connection: {node} */
  'conflict',
  /** banner, sign-in refused: {reason: 'credentials' | 'unreachable' | 'out-of-service' | 'device' | 'other', detail} */
  'sign-in-failed',
  /** banner, `searching`, a phone: {node} */
  'server-unavailable',
  'maintenance-logging-out',
  /** banner, `signed-out`, a phone whose server is back: {node} */
  'server-available',
  /**
   * toast: forced logout explained (255, 50002, 20001, 20002): {code, state, secondsSinceMove, undo: 'under-way' |
   * 'not-by-profile' | 'already-once' | 'nothing'}
   */
  'forced-logout',
  /** banner, `restoring`: signed out by a late forced logout, and signing in again: {node} */
  'signing-in-again',
  /** banner, `displaced`: another desktop has taken the connection, so many times in this session: {node, times} */
  'displaced',
  /** banner, `restoring`: the agent goes on here: {node} */
  'taking-back',
  /** banner, `signed-out`: the agent goes on elsewhere: {} */
  'signed-out-here',
  /** toast: events were missed for so long: {slices: 'calls,queues,team,messages', seconds} */
  'events-missed',
  /** toast: what came of taking a forced logout back: {state, outcome} */
  'forced-logout-undone',
  /** toast: Not Ready shows Connection Failure because the CTI link was down (PF-7): {state} */
  'link-failure-shown',
  /** toast: a supervisor changed the state (999): {state} */
  'changed-by-supervisor',
  /** toast: a command's outcome after a failover: {command, outcome} */
  'command-outcome',
  /** toast: a pending state change was lost by the failover (DF-10): {state} */
  'pending-lost',
  /** banner, `restoring`: signed in, and the node has given this desktop a later turn (DF-9): {node, seconds} */
  'paced',
  /** toast: a look ahead of time found that the alternate cannot be reached, or is not trusted, from here: {node, host} */
  'alternate-unreachable',
  /** toast: a command was refused: {command, code, message} */
  'command-refused',
  /** toast: a media domain stays in Work, gadgets not being ready in time; `gadgets` empty: none serves it: {domain, gadgets} */
  'media-in-work',
  /** toast: the node did not sign in again (`sign-in`) or leave Work (`activate`): {domain, what, code, message} */
  'media-refused',
  /** aside: this desktop will be moved: {from, to, seconds} */
  'maintenance-scheduled',
  /** aside: the move was put off, or planned anew: {from, to, seconds} */
  'maintenance-postponed',
  /** aside: MIGRATING, gadgets keep their state: {from, to, seconds} */
  'maintenance-about-to-move',
  /** banner, `migrating`: {from, to} */
  'migrating',
  /** aside and banner, `connected`: not moved (MM-5): {to, reason: 'unreachable' | 'out-of-service' | 'failed'} */
  'maintenance-stays',
  /** toast: active chats were lost: {why: a `ChatLoss`, names, count} */
  'chats-lost',
  /** toast: the first message of a chat: {name} */
  'chat-message',
  /** toast: a new message to a team of the agent's: {name, text} */
  'team-message',
  /** toast: nobody is moved any more: {node} */
  'maintenance-abandoned',
  /** toast: what could not keep its state before the move: {gadgets, tabs} */
  'maintenance-not-saved',
  /** toast: the move is not put off: {detail} */
  'maintenance-not-postponed',
  /** aside, ten and five minutes before the end of the sign-in: {seconds} */
  'sign-in-ends',
  /** aside, in the last minute: {seconds} */
  'sign-in-ends-soon',
  /** toast: the sign-in was renewed: {minutes}, 0 when it has no end any more */
  'sign-in-renewed',
  /** banner, `expired`: the time of the sign-in is over and the agent was forced out (PF-10): {} */
  'sign-in-ended',
] as const;
export type NoticeKey = (typeof noticeKeys)[number];

export interface SessionView {
  readonly agentId: string;
  readonly extension: string;
  readonly signedInAt: Ms;
}

export interface PendingCommand {
  readonly id: string;
  readonly command: AgentCommand;
  readonly since: Ms;
  /** `sent` until the 2xx, `accepted` until the event, `held` while there is no connection. */
  readonly status: 'sent' | 'accepted' | 'held';
}

export interface MoveRecord {
  readonly from: NodeName;
  readonly to: NodeName;
  /** `to` equals `from` when the current node recovered in the last look. */
  readonly trigger: Trigger;
  readonly startedAt: Ms;
  readonly endedAt: Ms;
  /** When it had held long enough to count as a success; absent before, and where the profile does not ask. */
  readonly heldAt?: Ms;
}

export const gapSlices = ['calls', 'queues', 'team', 'messages'] as const;
/** Data by the channel that tells of it. */
export type GapSlice = (typeof gapSlices)[number];

/** Events may be missing from `from` on; the data was read again at `to`, absent while it was not. Ms by our clock. */
export interface Gap {
  readonly slice: GapSlice;
  readonly from: Ms;
  readonly to?: Ms;
}

/** A call that may be shown wrongly (CTI-7). Without `dialogId`: the agent speaks, and no call is shown at all. */
export interface DoubtfulCall {
  readonly dialogId?: string;
  readonly why: 'conference' | 'call-missing';
}

export interface DesktopView {
  readonly phase: Phase;
  /** When the present phase began. */
  readonly phaseSince: Ms;
  /** Grows with each change of node; the first sign-in is epoch 1. */
  readonly epoch: number;
  readonly node: NodeName | undefined;
  readonly nodes: Readonly<Record<NodeName, NodeKnowledge>>;
  readonly notifications: 'closed' | 'opening' | 'open';
  readonly session: SessionView | undefined;
  readonly agent: User | undefined;
  readonly dialogs: readonly Dialog[];
  /** Non-voice media; without domains where there are none. */
  readonly media: MediaView;
  /** Desktop chat; absent in views of hosts that have none. */
  readonly chat?: ChatView | undefined;
  /** Supervised teams; empty for agents. */
  readonly teams: readonly Team[];
  readonly queues: readonly Queue[];
  readonly reasonCodes: { readonly notReady: readonly ReasonCode[]; readonly signOut: readonly ReasonCode[] };
  readonly pending: readonly PendingCommand[];
  readonly banner: Notice | undefined;
  readonly toasts: readonly Notice[];
  /** Since when data may be out of date; `undefined` while it is live. */
  readonly staleSince: Ms | undefined;
  readonly lastMove: MoveRecord | undefined;
  /** Signed in on `node`, which takes its desktops one after the other (DF-9): ours reads everything at `at`. */
  readonly turn: { readonly node: NodeName; readonly at: Ms } | undefined;
  /** When events may have been missed, oldest first. */
  readonly gaps: readonly Gap[];
  /** Calls that may be shown incompletely. */
  readonly doubtfulCalls: readonly DoubtfulCall[];
  /** Node clock minus ours, to show times that the node stamped. */
  readonly clockOffset: Ms;
  readonly profile: ProfileName;
  readonly move: MoveKind;
  /** Absent: as the profile says. */
  readonly prepareAlternate?: Preparation;
  /** Which ways to move are open from this page, as far as was tried. */
  readonly ways: WaysToMove;
  /** While the node in use is taken out of use. */
  readonly maintenance?: MaintenanceView | undefined;
  /** While the sign-in is about to end. */
  readonly signInEnd?: SignInEndView | undefined;
  /** Messages to the agent's teams, from the moment a gadget shows them. */
  readonly teamMessages?: TeamMessagesView | undefined;
}
