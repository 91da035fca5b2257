/**
 * What a gadget is given: the desktop as it sees it, and what it may do. The host (`src/desktop/gadget-host.ts`) makes
 * one handle per gadget; gadgets never import the worker, the core or the shell.
 */
import type { CacheNamespace } from '../cache/contract.ts';
import type { AgentCommand, CommandOutcome } from '../core/contract.ts';
import type { DesktopView } from '../core/view.ts';
import type { CallVariable, Dialog, DialogAction } from '../wire/dialog.ts';
import type { ChatStatus } from '../core/chat-contract.ts';
import type { TaskAction } from '../core/media-commands.ts';
import type { MediaOptions, SettableMediaState } from '../wire/media.ts';
import type { WirePayload } from '../wire/http.ts';
import type { NodeName } from '../wire/names.ts';
import type { CallActions } from './call-actions.ts';
import type { SettableAgentState, User } from '../wire/user.ts';

export type { AgentCommand, CommandOutcome, DesktopView, CallVariable, Dialog, DialogAction, User };
export type { MediaOptions, SettableMediaState, TaskAction };

export interface DesktopHandle {
  readonly gadgetId: string;
  /** The whole view; a new object when anything changed. */
  readonly view: DesktopView;
  /** Shorthands of `view`. `agent` is defined while gadgets are shown. */
  readonly agent: User;
  readonly dialogs: readonly Dialog[];
  /** True in phase `connected`: actions are possible. */
  readonly connected: boolean;
  /** Ms since 1970 by the node's clock, running with the simulated clock; for ages and timers. */
  now(): number;
  /**
   * This gadget serves a Media Routing Domain: after a failover the agent stays in Work there, and no task is routed, until
   * every required gadget has said that its channel is ready. The same service for the same domain.
   */
  serveMedia(mrdId: string, need?: 'required' | 'optional'): MediaService;
  /** This gadget shows team messages: `view.teamMessages` has them from now on, and again after every move. */
  followTeamMessages(): void;
  /** The element is gone for now: the base class takes back every word of readiness. */
  suspendMedia(): void;
  readonly actions: DesktopActions;
  /**
   * Reads something of the node's that the view does not have: one GET below `/finesse/api/`, with the agent's sign-in. Rejects
   * with `NodeReadError`; never repeated by itself. All gadgets share one budget with the core, so ask seldom. `node`: the other
   * node of the pair, for an administrator who looks after both.
   */
  read(
    path: string,
    query?: Readonly<Record<string, string>>,
    how?: { readonly node?: NodeName },
  ): Promise<WirePayload>;
  readonly cache: CacheNamespace;
  /** How many rows the layout wants to be seen at first (`maxRows`). */
  readonly maxRows?: number | undefined;
  /** Gadgets that the layout gives this one to show and hide (`managedBy`). */
  readonly managed?: ManagedGadgets | undefined;
  /** Called after every change of the view, before the gadget's next render. Returns the unsubscribe. */
  onChange(listener: (view: DesktopView) => void): () => void;
}

/** They run from the start, without a place until they are shown. */
export interface ManagedGadgets {
  readonly ids: readonly string[];
  /** Throws `RangeError` for a gadget that is not managed by this one; so does `hide`. */
  show(id: string): void;
  hide(id: string): void;
}

export interface MediaService {
  readonly mrdId: string;
  /** Whether this gadget has said that it is ready; false again after each failover, until it is said anew. */
  readonly ready: boolean;
  /** True: tasks can be shown and accepted from now on. False: not, for now. */
  channelReady(ready: boolean): void;
  /** This gadget does not serve the domain any more: nobody waits for it. */
  end(): void;
}

/** Each resolves with the outcome; a command while not connected is held and told as such in `view.pending`. */
export interface DesktopActions extends CallActions {
  setState(state: SettableAgentState, reasonCodeId?: number): Promise<CommandOutcome>;
  makeCall(to: string): Promise<CommandOutcome>;
  callAction(dialogId: string, action: DialogAction): Promise<CommandOutcome>;
  updateCallData(
    dialogId: string,
    data: { readonly callVariables?: readonly CallVariable[]; readonly wrapUpReason?: string },
  ): Promise<CommandOutcome>;
  setMemberState(loginId: string, state: SettableAgentState): Promise<CommandOutcome>;
  /** Signs in to a Media Routing Domain; while signed in it sets the options anew. They are sent again after each move. */
  mediaSignIn(mrdId: string, options: MediaOptions): Promise<CommandOutcome>;
  setMediaState(mrdId: string, state: SettableMediaState, reasonCodeId?: number): Promise<CommandOutcome>;
  /** False: tasks come by picking only. */
  setMediaRoutable(mrdId: string, routable: boolean): Promise<CommandOutcome>;
  taskAction(taskId: string, action: TaskAction): Promise<CommandOutcome>;
  /** Desktop chat (`view.chat`): what others see of this agent. */
  setChatStatus(status: ChatStatus): Promise<CommandOutcome>;
  /** To one of the contacts, by login id; opens a chat where there is none. */
  sendChat(to: string, text: string): Promise<CommandOutcome>;
  /** A supervisor's message to the teams named, or to all of their own; 255 characters, shown for so many seconds. */
  sendTeamMessage(
    content: string,
    how: { readonly seconds: number; readonly teams?: readonly string[] },
  ): Promise<CommandOutcome>;
  /** One's own, or as an administrator any. */
  deleteTeamMessage(messageId: string): Promise<CommandOutcome>;
  /**
   * An administrator takes a node out of use (MM-2), the one in use unless another is named: everybody on it is moved, told so
   * many seconds in advance (15 to 1800).
   */
  startMaintenance(how?: { readonly node?: NodeName; readonly noticeSeconds?: number }): Promise<CommandOutcome>;
  /** Calls it off, while nobody was sent to the other node yet. */
  cancelMaintenance(how?: { readonly node?: NodeName }): Promise<CommandOutcome>;
  /** Ends an active chat; takes one that is over out of the view. */
  closeChat(user: string): Promise<CommandOutcome>;
}

/** Life cycle as data; `src/gadget/life-cycle.ts` holds the transition table and the deadlines. */
export const gadgetStates = ['loading', 'restoring', 'ready', 'stale', 'quarantined'] as const;
export type GadgetState = (typeof gadgetStates)[number];

export interface GadgetFault {
  /** Which step failed. */
  readonly step: 'load' | 'restore' | 'render' | 'event' | 'deadline';
  readonly message: string;
  readonly at: number;
}

/** What the host sets on a gadget element, and what it listens for. */
export interface GadgetElement extends HTMLElement {
  desktop: DesktopHandle;
  /** Resolves when the gadget has its kept state back and has rendered once. Rejects with the fault. */
  readonly whenReady: Promise<void>;
  /** Writes kept state now; called on hide, before a move, before a restart. */
  saveNow(durability: 'relaxed' | 'strict'): Promise<void>;
}

/** DOM event `gadget-fault` (bubbles, composed), detail: GadgetFault. The host quarantines on it. */
export const gadgetFaultEvent = 'gadget-fault';
