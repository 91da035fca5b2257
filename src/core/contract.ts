/**
 * The failover core's contract: what goes in, what comes out. The core is a pure five-verb part; it never sees a
 * password, a URL, a socket or a clock. Its host (`src/worker/`, or the simulation) turns effects into I/O and I/O
 * into inputs.
 */
import type { ApiReply, ApiRequest, WirePayload } from '../wire/http.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import type { Update } from '../wire/update.ts';
import type { CallVariable, DialogAction } from '../wire/dialog.ts';
import type { SettableAgentState } from '../wire/user.ts';
import type { ChatCommand, ChatEffect, ChatInput } from './chat-contract.ts';
import type { ChannelWord, ServiceNeed } from './media-book.ts';
import type { MediaCommand } from './media-commands.ts';
import type { JoinedCallCommand } from './call-requests.ts';
import type { SessionRecord } from './session-record.ts';
import type { StaffCommand } from './staff-commands.ts';
import type { DesktopView } from './view.ts';
import type { WaysToMove } from './ways.ts';

export type { SessionRecord, UnsettledIntent } from './session-record.ts';

export interface Core {
  /** Something happened: a reply, an event, a wish, a lost link. Throws `IllegalInput` and changes nothing when it cannot be. */
  handle(input: CoreInput, now: Ms): void;
  /** Fires every timer that is due. Spurious calls are harmless. */
  wake(now: Ms): void;
  /** Drains what is to be done, in order; the order is a contract: persist, then announce, then I/O. */
  effects(): CoreEffect[];
  /** When `wake` should next be called; `undefined` when nothing is scheduled. */
  deadline(): Ms | undefined;
  /** Immutable; the same object until something changed, and unchanged slices keep their identity. */
  view(): DesktopView;
  /** Everything, as plain JSON data. `createCore({snapshot})` continues from it. */
  snapshot(): CoreSnapshot;
}

/** Opaque to everyone but the core. */
export type CoreSnapshot = Readonly<Record<string, unknown>>;

export const profileNames = ['swift', '12.6', '11.x'] as const;
/** What a desktop can be set to. */
export type DesktopProfile = (typeof profileNames)[number];
/** `ippa`: no desktop but an IP Phone Agent (IP-1 to IP-3), which knows one node and never moves. */
export type ProfileName = DesktopProfile | 'ippa';

export const moveKinds = ['in-place', 'reload', 'redirect'] as const;
/** How the desktop gets to the other node; apart from the profile. */
export type MoveKind = (typeof moveKinds)[number];

export const preparations = ['off', 'on-suspicion', 'while-connected'] as const;
/**
 * When a session without presence is begun on the alternate: never, at a trigger, or kept all the time together with warm
 * connections and preflights, at the price of a second session and some requests a minute.
 */
export type Preparation = (typeof preparations)[number];

export interface CoreOptions {
  readonly profile: ProfileName;
  readonly move: MoveKind;
  /** Seed of the core's only source of chance (jitter). */
  readonly seed: number;
  /** Host names of the configured pair, for display; nothing beyond this pair is ever trusted. */
  readonly hosts: Readonly<Record<NodeName, string>>;
  /** Where a person can open each node; absent where there is nothing to open (mock mode). */
  readonly links?: Readonly<Record<NodeName, string>>;
  /** In place of what `swift` says; the documented profiles prepare nothing, whatever this says. */
  readonly prepareAlternate?: Preparation;
}

/** What can be set while it runs. */
export interface CoreSettings {
  readonly profile?: ProfileName;
  readonly move?: MoveKind;
  readonly prepareAlternate?: Preparation;
}

/** Ids are made by the core, unique within one core's life. */
export type RequestId = number;
export type ChannelId = number;

export type TransportFailure =
  /** Nobody listens, reset, or the browser could not reach it. */
  | 'refused'
  /** No answer within the time that the effect named. */
  | 'timeout';

/** What happens on one notification channel (one XMPP connection). */
export type ChannelEvent =
  /** Connected, authenticated, bound, presence sent. */
  | { readonly kind: 'open' }
  /** Of a channel opened with `presence: 'later'`: bound, and waiting for `present-channel`. */
  | { readonly kind: 'bound' }
  | { readonly kind: 'failed'; readonly reason: 'refused' | 'timeout' | 'unauthorized' | 'conflict' }
  /** Was open and is gone. */
  | { readonly kind: 'closed'; readonly reason: 'reset' | 'conflict' | 'server-shutdown' }
  | { readonly kind: 'pong'; readonly ping: number }
  | { readonly kind: 'presence'; readonly user: string; readonly available: boolean }
  | { readonly kind: 'subscribed'; readonly path: string }
  /** `path` is the pubsub node; `itemId` is unique per node of the cluster and grows with publish order. */
  | { readonly kind: 'item'; readonly path: string; readonly itemId: string; readonly update: Update }
  /** An item whose XML could not be read; it is counted and the data it would have changed is fetched again. */
  | { readonly kind: 'malformed-item'; readonly path: string; readonly payload: WirePayload };

/** What is asked of a node. */
export type NodeCommand =
  | { readonly type: 'set-state'; readonly state: SettableAgentState; readonly reasonCodeId?: number }
  | { readonly type: 'make-call'; readonly to: string }
  | { readonly type: 'call-action'; readonly dialogId: string; readonly action: DialogAction }
  | {
      readonly type: 'update-call-data';
      readonly dialogId: string;
      readonly callVariables?: readonly CallVariable[];
      readonly wrapUpReason?: string;
    }
  /** Supervisor: change the state of a member of a supervised team. */
  | { readonly type: 'set-member-state'; readonly loginId: string; readonly state: SettableAgentState }
  | JoinedCallCommand
  | MediaCommand
  | StaffCommand;

/** Desktop chat is asked of its own service. */
export type AgentCommand = NodeCommand | ChatCommand;

export type CommandOutcome =
  /** The re-read or published state shows it. */
  | { readonly outcome: 'applied' }
  /** It did not take place; `code` is an `ErrorType` or one of ours (`not-connected`, `superseded`, `lost-in-failover`). */
  | { readonly outcome: 'not-applied'; readonly code: string; readonly message: string }
  /** Accepted or sent, and then silence: please check. Never sent again by itself. */
  | { readonly outcome: 'unknown' };

/** What became of a gadget's own read. A refused one was not sent. */
export type GadgetReadOutcome =
  | { readonly kind: 'reply'; readonly reply: ApiReply }
  | { readonly kind: 'failed'; readonly failure: TransportFailure }
  | { readonly kind: 'refused'; readonly code: 'not-connected' }
  | { readonly kind: 'refused'; readonly code: 'budget-empty'; readonly retryAfterMs: Ms };

export type CoreInput =
  | { readonly type: 'sign-in'; readonly agentId: string; readonly extension: string; readonly node: NodeName }
  /** A new worker found the session of an old one (page reload, crash): go on where it was. */
  | {
      readonly type: 'resume';
      readonly session: SessionRecord;
      /** How long nobody listened; what came meanwhile was missed. */
      readonly awayMs?: Ms;
    }
  /** The page came back after the presence grace: say what happened to the session that was. */
  | { readonly type: 'session-lapsed'; readonly session: SessionRecord; readonly awayMs: Ms }
  /** In `displaced`: the agent goes on here. */
  | { readonly type: 'take-back' }
  | { readonly type: 'sign-out'; readonly reasonCodeId?: number }
  | { readonly type: 'command'; readonly id: string; readonly command: AgentCommand }
  | { readonly type: 'reply'; readonly id: RequestId; readonly epoch: number; readonly reply: ApiReply }
  | {
      readonly type: 'request-failed';
      readonly id: RequestId;
      readonly epoch: number;
      readonly failure: TransportFailure;
    }
  | { readonly type: 'channel'; readonly channel: ChannelId; readonly epoch: number; readonly event: ChannelEvent }
  /** The browser's hint; it shortens waits and proves nothing. */
  | { readonly type: 'network-hint'; readonly online: boolean }
  /** How many tabs are there. At 0 the desktop is closed: presence goes, as it would with the page. */
  | { readonly type: 'tabs'; readonly count: number }
  | ({ readonly type: 'configure' } & CoreSettings)
  /** What pages have found out about the ways to move from here. */
  | { readonly type: 'ways'; readonly ways: WaysToMove }
  /** Answer to `hand-over`: the page goes on at the other address (`left`), or cannot (`refused`). */
  | { readonly type: 'handed-over'; readonly epoch: number; readonly outcome: 'left' | 'refused' }
  /** A gadget reads something of the node's by itself; from the budget that the core's own further looks draw from. */
  | {
      readonly type: 'gadget-read';
      readonly id: string;
      readonly path: string;
      readonly query?: Readonly<Record<string, string>>;
      /** Of this node of the pair (an administrator looks after both); the one in use when missing. */
      readonly node?: NodeName;
    }
  /** The agent has read a notice. */
  | { readonly type: 'dismiss-notice'; readonly id: number }
  /** A gadget serves a Media Routing Domain, and says how its channel is; `round` is that of the view it has seen (MRD-4). */
  | {
      readonly type: 'media-channel';
      readonly tab: string;
      readonly gadgetId: string;
      readonly mrdId: string;
      readonly need: ServiceNeed;
      readonly channel: ChannelWord;
      readonly round: number;
    }
  /** A gadget shows the messages to the agent's teams: they are read, and listened for, from now on. */
  | { readonly type: 'follow-team-messages' }
  /** A page is gone, and its gadgets with it. */
  | { readonly type: 'tab-gone'; readonly tab: string }
  /** The agent would rather be moved later (maintenance). */
  | { readonly type: 'postpone-maintenance' }
  /** A tab has heard `save-gadgets` and names its gadgets. */
  | {
      readonly type: 'gadgets-saving';
      readonly tab: string;
      readonly round: number;
      readonly gadgets: readonly string[];
    }
  | {
      readonly type: 'gadget-saved';
      readonly tab: string;
      readonly round: number;
      readonly gadget: string;
      readonly outcome: 'saved' | 'failed';
    }
  /** Until when the agent's sign-in is good, by the host's clock; without `until` it has no end (PF-10). */
  | { readonly type: 'sign-in-lasts'; readonly until?: Ms }
  | ChatInput;

export type CoreEffect =
  | ChatEffect
  /** Send with the agent's credentials (or without, when `authorized` is false); answer with `reply` or `request-failed`. */
  | {
      readonly type: 'request';
      readonly id: RequestId;
      readonly epoch: number;
      readonly node: NodeName;
      readonly request: ApiRequest;
      readonly authorized: boolean;
      readonly timeoutMs: Ms;
    }
  /** Connect, authenticate, bind `resource`, send presence; then `open` or `failed` within `timeoutMs`. */
  | {
      readonly type: 'open-channel';
      readonly channel: ChannelId;
      readonly epoch: number;
      readonly node: NodeName;
      readonly resource: string;
      readonly timeoutMs: Ms;
      /** Up to the bound session only: `bound` instead of `open`, no presence before `present-channel`. */
      readonly presence?: 'later';
    }
  /** Sends the presence that was held back; then `open`. */
  | { readonly type: 'present-channel'; readonly channel: ChannelId }
  /** Unavailable presence if it can still be sent, then close; no event follows. */
  | { readonly type: 'close-channel'; readonly channel: ChannelId }
  | { readonly type: 'subscribe'; readonly channel: ChannelId; readonly path: string }
  | { readonly type: 'ping'; readonly channel: ChannelId; readonly ping: number }
  | { readonly type: 'settle-command'; readonly id: string; readonly outcome: CommandOutcome }
  | { readonly type: 'settle-gadget-read'; readonly id: string; readonly outcome: GadgetReadOutcome }
  /** Told once, by every tab, to people (live region) and to gadgets. */
  | { readonly type: 'announce'; readonly notice: import('./view.ts').Notice }
  /** What a new worker needs to go on; `undefined` erases it together with the stored credential. */
  | { readonly type: 'persist'; readonly session: SessionRecord | undefined }
  /** Move kind `reload`: every page flushes its cache and reloads; the core goes on meanwhile. */
  | { readonly type: 'reload-pages'; readonly epoch: number; readonly node: NodeName }
  /**
   * Move kind `redirect`: the pages go on at the node's own address, where another core takes the session over. This core
   * lets go of everything first and waits for `handed-over`.
   */
  | { readonly type: 'hand-over'; readonly epoch: number; readonly node: NodeName }
  /** Maintenance: every gadget of every tab keeps its state for good and answers by `gadget-saved`, with this `round`. */
  | { readonly type: 'save-gadgets'; readonly round: number }
  /** A User Timing mark: `understudy:<name>`, detail `{epoch, node}`. */
  | { readonly type: 'mark'; readonly name: string; readonly epoch: number; readonly node: NodeName | undefined };

/** Thrown by `handle` for an input that cannot be in the present phase; the core is unchanged. */
export class IllegalInput extends Error {
  override readonly name = 'IllegalInput';
  readonly code = 'illegal-input';
  readonly inputType: string;
  readonly phase: string;
  constructor(inputType: string, phase: string) {
    super(`"${inputType}" is not possible while ${phase}`);
    this.inputType = inputType;
    this.phase = phase;
  }
}
