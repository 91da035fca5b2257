/**
 * Everything that crosses between a page and the core's host, in one closed list. Commands go through Comlink
 * (`CoreRpc`), events over the raw port (`PageToCore`, `CoreToPage`).
 *
 * Connection: the page opens the host port and posts `join` with one end of two MessageChannels: `rpc` (Comlink) and,
 * in mock mode, `cluster` (a port to the cluster's worker; see `src/mock/protocol.ts`). The host answers `welcome` with
 * the whole view, or `stepping-down` when the page is newer, or `page-outdated` when it is older.
 */
import type {
  AgentCommand,
  CommandOutcome,
  CoreSettings,
  GadgetReadOutcome,
  MoveKind,
  ProfileName,
} from '../core/contract.ts';
import type { ChannelWord, ServiceNeed } from '../core/media-book.ts';
import type { Recording } from './pure/recording.ts';
import type { DesktopView, Notice } from '../core/view.ts';
import type { WaysToMove } from '../core/ways.ts';
import type { Envelope } from '../handover/contract.ts';
import type { NodeName } from '../wire/names.ts';
import type { ClockOrigin } from '../thread/clock.ts';

/** Raised with every change of this file that an older page or worker could not follow. */
export const protocolVersion = 2;

export type PageToCore =
  | {
      readonly type: 'join';
      readonly protocol: number;
      /** Build id; grows with time (ISO build time), so "newer" is a string comparison. */
      readonly build: string;
      readonly tabId: string;
      /** The page holds the Web Lock `tab:<tabId>` before it joins; the host waits for it to learn of the tab's end. */
      readonly link: LinkChoice;
      readonly profile: ProfileName | undefined;
      readonly move: MoveKind | undefined;
      /** Comlink's end for this tab. Transferred; over BroadcastChannels it arrives as a `Port` (`src/thread/host-port.ts`). */
      readonly rpc: MessagePort;
      /** A port to the cluster worker, only when `link.kind` is `mock`. Transferred. */
      readonly cluster?: MessagePort;
    }
  /** pagehide: fast path; the lock is the proof. */
  | { readonly type: 'leaving' }
  /** Answers to `save`: which gadgets this tab has, then each one's word. */
  | { readonly type: 'saving'; readonly round: number; readonly gadgets: readonly string[] }
  | { readonly type: 'saved'; readonly round: number; readonly gadget: string; readonly outcome: 'saved' | 'failed' }
  /** Another cluster port, after the cluster's worker was replaced. */
  | { readonly type: 'cluster'; readonly cluster: MessagePort };

export type LinkChoice =
  | { readonly kind: 'mock'; readonly speed: number }
  /** A pair of `public/config.json`, by name, with the origins of its nodes as they stand there. */
  | {
      readonly kind: 'live';
      readonly name: string;
      readonly nodes: Readonly<Record<NodeName, string>>;
      /** Origin of the pair's chat service, if it has one. */
      readonly chat?: string;
    };

export type CoreToPage =
  | {
      readonly type: 'welcome';
      readonly protocol: number;
      readonly build: string;
      /** The host holds the Web Lock `core-alive:<instance>` for as long as it lives. */
      readonly instance: string;
      readonly clock: ClockOrigin;
      readonly view: DesktopView;
      readonly sequence: number;
    }
  | { readonly type: 'delta'; readonly sequence: number; readonly patch: Partial<DesktopView> }
  | { readonly type: 'announce'; readonly notice: Notice }
  /** Maintenance: every gadget keeps its state for good, and says so by `saving` and `saved`. */
  | { readonly type: 'save'; readonly round: number }
  | { readonly type: 'reload'; readonly epoch: number; readonly node: NodeName }
  /** Move kind `redirect`: go on at the node's own address, and say `handedOver` before leaving. */
  | { readonly type: 'hand-over'; readonly epoch: number; readonly node: NodeName }
  | {
      readonly type: 'mark';
      readonly name: string;
      readonly epoch: number;
      readonly node: NodeName | undefined;
      readonly at: number;
    }
  /** One line for the lab's live log. */
  | { readonly type: 'log'; readonly at: number; readonly text: string }
  /** The cluster port is dead; send another. */
  | { readonly type: 'need-cluster' }
  /** This worker is older than `build` and ends itself; connect again, unless this page is older than `build` too. */
  | { readonly type: 'stepping-down'; readonly build?: string }
  /** This page is older than the worker: reload it when convenient. */
  | { readonly type: 'page-outdated'; readonly build: string };

export interface SignInRequest {
  readonly agentId: string;
  readonly password: string;
  readonly extension: string;
  readonly node?: NodeName;
}

/** A gadget's word about the channel of a Media Routing Domain that it serves (MRD-4). */
export interface MediaChannelReport {
  /** The page in which the gadget is; the core waits for its gadgets when it goes. */
  readonly tabId: string;
  readonly gadgetId: string;
  readonly mrdId: string;
  readonly need: ServiceNeed;
  readonly channel: ChannelWord;
  /** `media.round` of the view that the gadget has seen. */
  readonly round: number;
}

/** The allow-list of remote methods, and their types. Every call has a deadline (`src/thread/rpc.ts`). */
export interface CoreRpc {
  /** Resolves when the core took the wish (not when connected: watch the view). Rejects with `illegal-input` while signed in. */
  signIn(request: SignInRequest): Promise<void>;
  signOut(reasonCodeId?: number): Promise<void>;
  /** In phase `displaced`: this desktop takes the connection back. Rejects with `illegal-input` elsewhere. */
  takeBack(): Promise<void>;
  /** Resolves with the outcome once known; the deadline is that of the profile plus a failover. */
  command(command: AgentCommand): Promise<CommandOutcome>;
  /** A gadget's own GET, from the common budget. Rejects with `bad-arguments` for a path outside `/finesse/api/`. */
  readFromNode(path: string, query?: Readonly<Record<string, string>>, node?: NodeName): Promise<GadgetReadOutcome>;
  configure(settings: CoreSettings): Promise<void>;
  dismissNotice(id: number): Promise<void>;
  mediaChannel(report: MediaChannelReport): Promise<void>;
  /** A gadget shows the messages to the agent's teams: `view.teamMessages` has them from now on, until the sign-out. */
  followTeamMessages(): Promise<void>;
  /**
   * Single sign-on: the password once more, for another sign-in in place of the one that ends. Nothing else changes. Rejects
   * with `sign-in-refused` or `sign-in-unreachable`.
   */
  renewSignIn(password: string): Promise<void>;
  /** Asks the node to move this desktop later (maintenance). The view tells what became of it. */
  postponeMaintenance(): Promise<void>;
  /** The recorder's ring: core inputs since a snapshot, oldest first. */
  recording(): Promise<Recording>;
  /** What this page has found out about moving. */
  reportWays(ways: WaysToMove): Promise<void>;
  /** The session, sealed for the prepared address. Rejects with `not-handing-over`. */
  ticket(epoch: number): Promise<Envelope>;
  /** The answer to `hand-over`. */
  handedOver(epoch: number, outcome: 'left' | 'refused'): Promise<void>;
  /** Rejects with a `RefusalCode` (`src/handover/contract.ts`); then nothing was taken. */
  takeOver(envelope: unknown): Promise<'taken' | 'already-here'>;
}

/**
 * As they cross: each answer with the number of the last delta before it, so that whoever awaits a command's outcome finds
 * it in the view (answers and deltas come on different ports).
 */
export type Sequenced<Rpc> = {
  readonly [Name in keyof Rpc]: Rpc[Name] extends (...args: infer Args) => Promise<infer Value>
    ? (...args: Args) => Promise<{ readonly value: Value; readonly sequence: number }>
    : never;
};

export const coreMethods = [
  'signIn',
  'signOut',
  'takeBack',
  'command',
  'readFromNode',
  'configure',
  'dismissNotice',
  'postponeMaintenance',
  'renewSignIn',
  'recording',
  'reportWays',
  'ticket',
  'handedOver',
  'takeOver',
  'mediaChannel',
  'followTeamMessages',
] as const;

export type { Recording };
