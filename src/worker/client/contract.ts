/**
 * The core as a page sees it. One per page; survives the death and replacement of the worker behind it. Made by
 * `connectCore` in `core-client.ts`.
 */
import type { AgentCommand, CommandOutcome, CoreSettings, GadgetReadOutcome } from '../../core/contract.ts';
import type { DesktopView, Notice } from '../../core/view.ts';
import type { WaysToMove } from '../../core/ways.ts';
import type { Envelope } from '../../handover/contract.ts';
import type { MediaChannelReport, PageToCore, Recording, SignInRequest } from '../protocol.ts';
import type { NodeName } from '../../wire/names.ts';

export type CoreConnection =
  /** Before the first welcome. */
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open'; readonly instance: string; readonly host: 'shared' | 'dedicated' | 'other-tab' }
  /** The worker died; a new one is being started. */
  | { readonly kind: 'replacing' }
  /** This page is older than the worker. */
  | { readonly kind: 'outdated' };

export type SaveMessage = Extract<PageToCore, { type: 'saving' | 'saved' }>;

/** Moving by redirect, as pages see it. */
export interface HandOverClient {
  /** The core has let go of the session: this page shall go on at the node's own address. */
  onAsked(listener: (target: { readonly epoch: number; readonly node: NodeName }) => void): () => void;
  /** The session, sealed. Rejects with `not-handing-over` when it is too late, or nothing is prepared. */
  ticket(epoch: number): Promise<Envelope>;
  done(epoch: number, outcome: 'left' | 'refused'): Promise<void>;
  /** Rejects with a `RefusalCode` when nothing was taken. */
  take(envelope: unknown): Promise<'taken' | 'already-here'>;
  reportWays(ways: WaysToMove): Promise<void>;
}

/** Rejected calls carry one of these codes: `deadline`, `worker-gone`, `illegal-input`, or the core's own. */
export interface CoreClient {
  readonly connection: CoreConnection;
  onConnection(listener: (connection: CoreConnection) => void): () => void;
  /** `undefined` before the first welcome. */
  readonly view: DesktopView | undefined;
  /** Called with the new view and the names of the slices that changed. */
  onView(listener: (view: DesktopView, changed: readonly (keyof DesktopView)[]) => void): () => void;
  onAnnounce(listener: (notice: Notice) => void): () => void;
  /** The core asks every page to flush and reload (move kind `reload`). */
  onReload(listener: (target: { readonly epoch: number; readonly node: NodeName }) => void): () => void;
  /** Maintenance: every gadget is to keep its state for good; answer by `told`. */
  onSave(listener: (round: number) => void): () => void;
  /** This page's answer to `onSave`; said to nobody when the worker has died. */
  told(message: SaveMessage): void;
  /** Lines for the lab's live log. */
  onLog(listener: (line: { readonly at: number; readonly text: string }) => void): () => void;
  /** Virtual ms since 1970 by the core's clock. */
  now(): number;
  signIn(request: SignInRequest): Promise<void>;
  signOut(reasonCodeId?: number): Promise<void>;
  command(command: AgentCommand): Promise<CommandOutcome>;
  /** A gadget's own GET below `/finesse/api/`; of the node in use unless another is named. */
  readFromNode(path: string, query?: Readonly<Record<string, string>>, node?: NodeName): Promise<GadgetReadOutcome>;
  configure(settings: CoreSettings): Promise<void>;
  /** In phase `displaced`: this desktop goes on instead of the other one. */
  takeBack(): Promise<void>;
  dismissNotice(id: number): Promise<void>;
  /** A gadget of this page serves a Media Routing Domain; the page's own tab is added here. */
  mediaChannel(report: Omit<MediaChannelReport, 'tabId'>): Promise<void>;
  followTeamMessages(): Promise<void>;
  postponeMaintenance(): Promise<void>;
  /** Another sign-in in place of the one that ends. Rejects with `sign-in-refused` or `sign-in-unreachable`. */
  renewSignIn(password: string): Promise<void>;
  recording(): Promise<Recording>;
  readonly handOver: HandOverClient;
  /** Says goodbye (pagehide). A page that comes back from the back/forward cache connects again by itself. */
  leave(): void;
}
