/**
 * Everything the core remembers, as plain JSON data, and the one object (`Step`) that its parts hand to each other while an
 * input or a timer is worked off. Nothing here decides.
 */
import type { ApiReply } from '../wire/http.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import type { SettableAgentState } from '../wire/user.ts';
import type { NodeCommand, ChannelId, CoreEffect, CoreOptions, RequestId, SessionRecord } from './contract.ts';
import type { MediaAsk, MediaBook } from './media-book.ts';
import type { JoinedParties } from './call-parties.ts';
import type { ChatBook } from './chat-book.ts';
import type { Policy } from './policy.ts';
import type { TeamMessageBook } from './team-messages.ts';
import type { RaceMemory } from './race-memory.ts';
import type { Timer } from './timers.ts';
import type { DesktopView, Phase, Trigger } from './view.ts';
import { copyOfView } from './view-copy.ts';

export type ReadKey =
  | 'user'
  | 'dialogs'
  | 'queues'
  | 'media'
  | `tasks:${string}`
  | `team:${string}`
  | `team-messages:${string}`
  | `reasons:${'NOT_READY' | 'LOGOUT'}`;

/** Why a request was sent; decides who gets its answer. */
export type Purpose =
  /** SystemInfo before signing in. */
  | { readonly kind: 'sign-in-probe' }
  /** SystemInfo while suspecting or searching. */
  | { readonly kind: 'probe' }
  /** SystemInfo while connected, by a phone. */
  | { readonly kind: 'watch' }
  /** SystemInfo asked again while connected, because its event could not be read. */
  | { readonly kind: 'check' }
  /** SystemInfo of the alternate, asked before it is needed. */
  | { readonly kind: 'measure' }
  /** Asked only to have a warm road; the answer is not read. */
  | { readonly kind: 'warm' }
  | { readonly kind: 'login' }
  /** `events`: how many events had changed this slice when it was sent; `again`: how often it was asked anew for that. */
  | { readonly kind: 'read'; readonly read: ReadKey; readonly events: number; readonly again: number }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'media'; readonly mrdId: string; readonly what: MediaAsk }
  | { readonly kind: 'gadget-read'; readonly read: string }
  | { readonly kind: 'sign-out' }
  /** SystemInfo of the node that a maintenance moves to. */
  | { readonly kind: 'maintenance-look' }
  | { readonly kind: 'postpone' }
  /** Said for the node's sake: nobody waits for the answer. */
  | { readonly kind: 'report' };

export interface PendingRequest {
  readonly id: RequestId;
  readonly epoch: number;
  readonly node: NodeName;
  readonly sentAt: Ms;
  /** When the host gives it up. */
  readonly dueAt: Ms;
  readonly purpose: Purpose;
  /** It was under way while we slept: that it failed says nothing. */
  readonly forgiven?: true;
}

export interface ChannelState {
  readonly id: ChannelId;
  readonly epoch: number;
  readonly node: NodeName;
  status: 'opening' | 'open';
  /** Presence of the XMPP user `finesse`; absent until it was told. */
  finesse?: boolean;
  /** Paths subscribed explicitly on this channel. */
  subscribed: string[];
  /** The last item ids, to drop what is delivered twice. */
  recentItems: string[];
  /** The ping that waits for its pong. */
  unansweredPing?: number | undefined;
  missedPongs: number;
  /** It was prepared and is not bound yet: presence goes out with that. */
  presentWhenBound?: true | undefined;
  /** It was being opened while we slept. */
  forgiven?: true;
}

/** A bound session without presence on the alternate (`prepare.ts`). */
export interface PreparedChannel {
  readonly id: ChannelId;
  readonly epoch: number;
  readonly node: NodeName;
  status: 'opening' | 'bound';
  /** Subscriptions of an earlier stay bring items here too. */
  recentItems: string[];
  finesse?: boolean;
  /** A ping without a pong. */
  unanswered?: true;
}

export interface SignInState {
  readonly agentId: string;
  readonly extension: string;
  /** Nodes not tried yet, the next one first. */
  untried: NodeName[];
  /** Why the nodes tried so far did not do. */
  refusals: ('unreachable' | 'out-of-service')[];
  /** The credential had expired on this node: a failure leads back there, with everything kept. */
  readonly expiredOn?: NodeName;
}

/** What a probe showed in this failover. */
export interface Look {
  readonly good: boolean;
  /** Id of the request that showed it, or of the latest request when an event did. */
  readonly request: RequestId;
}

export interface FailoverState {
  readonly trigger: Trigger;
  readonly startedAt: Ms;
  /** Where the agent was when it began. */
  readonly from: NodeName;
  /** The node being signed in to, in `switching`. */
  target?: NodeName;
  notificationTries: number;
  /** Moves in a row that did not hold (`holding.ts`). */
  setbacks: number;
  /** Searches begun; from the second on the first look waits for its turn, so that a half-good node is no busy loop. */
  searches: number;
  /** Rounds of a phone that failed, in a row. */
  failedRounds?: number;
  /** Rounds of polls, for the growing bound of jittered waits. */
  round: number;
  looks: Partial<Record<NodeName, Look>>;
  /** The pages were asked to go on elsewhere, in this epoch; asked once only, a second attempt is made in place. */
  handOverEpoch?: number;
  /** The last look goes on: answers to requests after this id belong to it. */
  lastLookAfter?: RequestId;
}

export interface CommandRecord {
  readonly id: string;
  readonly command: NodeCommand;
  readonly since: Ms;
  status: 'sent' | 'accepted' | 'held';
  /** Ours, made to bring back a pending state: its outcome is told to the agent, not to a caller. */
  readonly internal?: true;
  /** Internal, to take a forced logout back: told in words of its own. */
  readonly undoes?: true;
  /** Its caller died with an older worker. */
  readonly orphan?: true;
  /** It met a failover, so its outcome is told to the agent too. */
  crossed?: true;
  /** Sent a second time after a failover; never a third. */
  resent?: true;
  /** The event did not come; this slice is being read to find out. */
  rechecking?: ReadKey;
  /** What makes a call: the dialogs that were there before, or were made by another command. */
  dialogsBefore?: readonly string[];
  /**
   * HOLD, RETRIEVE: a consultation, conference or transfer is under way, or was asked for since, which does the same by itself.
   * TRANSFER_SST: whom the call is to go to was on it beside the agent.
   */
  maybeByAnother?: true;
  /** Conference, transfer: who was on the two calls. */
  joins?: JoinedParties;
  /** A transfer that the last word about the call has shown. */
  parted?: true;
  /** Team message: those of the same words that were there before. */
  messagesBefore?: readonly string[];
}

export interface CoreState {
  readonly version: 1;
  options: CoreOptions;
  view: DesktopView;
  random: number;
  readonly counters: { request: number; channel: number; notice: number; ping: number; wish: number; saves?: number };
  timers: Timer[];
  requests: PendingRequest[];
  channel?: ChannelState | undefined;
  prepared?: PreparedChannel | undefined;
  signIn?: SignInState | undefined;
  failover?: FailoverState | undefined;
  /** Set while the session of an older worker, or of a closed desktop, is taken up again. */
  resume?: { readonly startedAt: Ms } | undefined;
  /** What must still be read before the data is complete. */
  gathering?: { wanted: ReadKey[]; missing: ReadKey[] } | undefined;
  /** LOGIN was accepted and the agent was not seen signed in since. */
  loginPending: boolean;
  /** The last LOGIN that no reading has followed yet, and how many events had told the agent until then. */
  loginAsked?: { readonly epoch: number; readonly events: number } | undefined;
  commands: CommandRecord[];
  /** A state asked for during a call and shown as pending (DF-10). */
  wish?: { readonly state: SettableAgentState; readonly reasonCodeId?: number } | undefined;
  signingOut?: { accepted: boolean } | undefined;
  /** Tabs told of by the host; absent before the first word. */
  tabs?: number | undefined;
  /** The desktop was closed: no tab, no channel. */
  asleepSince?: Ms | undefined;
  /** There is a session worth a record. */
  established: boolean;
  /** The last record handed out. */
  persisted?: SessionRecord | undefined;
  /** Events that changed a slice, to tell a stale answer. */
  /** For late forced logouts and what is like them. */
  races: RaceMemory;
  readonly events: {
    user: number;
    dialogs: number;
    teams: number;
    media: number;
    tasks: number;
    teamMessages?: number;
  };
  /** Non-voice media beside the view. */
  media: MediaBook;
  /** Desktop chat beside the view. */
  chat: ChatBook;
  /** Team messages beside the view; absent while no gadget shows them. */
  teamMessages?: TeamMessageBook | undefined;
  /** The tabs that have named their gadgets in this round of saving. */
  savingTabs?: string[] | undefined;
  /** The sign-in is good until then; absent: it has no end. */
  signInEndsAt?: Ms | undefined;
  /** The last sign of life on the channel. */
  heardAt?: Ms | undefined;
  /** A gap was closed and the agent has not been told. */
  gapsUntold?: true | undefined;
  /** The gaps that the agent was told of. */
  gapsTold: string[];
  /** How often another desktop has taken the connection in this session. */
  takenOver?: number | undefined;
  malformedItems: number;
  /** The common budget (`budget.ts`), in thousandths; absent before the first use. */
  budget?: { readonly left: number; readonly at: Ms } | undefined;
  /** Gadgets' reads that are not settled. */
  gadgetReads: string[];
  /** When the node that has just signed us in wants us to read (DF-9). */
  turnAt?: Ms | undefined;
  /** No look at this node before (`Retry-After`). */
  notBefore: Readonly<Partial<Record<NodeName, Ms>>>;
  /** The last measured round trips, the newest last. */
  roundTrips: Record<NodeName, readonly Ms[]>;
  /** The latest time of any verb. */
  latest?: Ms | undefined;
  /** When an unseen time was last forgiven; absent once somebody answered since. */
  forgiven?: Ms | undefined;
  /** The last move has not held long enough to count as a success. */
  proving?: { readonly setbacks: number } | undefined;
  outbox: CoreEffect[];
}

/** What is done on entering each phase; wired in `core.ts` so that the parts need not know each other. */
export type EntryActions = Readonly<Record<Phase, (step: Step) => void>>;

export interface Step {
  readonly state: CoreState;
  readonly now: Ms;
  readonly policy: Policy;
  readonly entry: EntryActions;
}

export type Answer =
  | { readonly kind: 'reply'; readonly reply: ApiReply }
  | { readonly kind: 'failed'; readonly failure: 'refused' | 'timeout' };

/** Replaces slices of the view; the view keeps its identity when nothing is new. */
export function patchView(step: Pick<Step, 'state'>, patch: Partial<DesktopView>): void {
  const { view } = step.state;
  for (const slice in patch) {
    if (view[slice as keyof DesktopView] === patch[slice as keyof DesktopView]) continue;
    step.state.view = Object.assign(copyOfView(view), patch);
    return;
  }
}

export function emit(step: Pick<Step, 'state'>, effect: CoreEffect): void {
  step.state.outbox.push(effect);
}
