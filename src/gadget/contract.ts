/**
 * What a gadget is given: the desktop as it sees it, and what it may do. The host (`src/desktop/gadget-host.ts`) makes
 * one handle per gadget; gadgets never import the worker, the core or the shell.
 */
import type { CacheNamespace } from '../cache/contract.ts';
import type { AgentCommand, CommandOutcome } from '../core/contract.ts';
import type { DesktopView } from '../core/view.ts';
import type { CallVariable, Dialog, DialogAction } from '../wire/dialog.ts';
import type { SettableAgentState, User } from '../wire/user.ts';

export type { AgentCommand, CommandOutcome, DesktopView, CallVariable, Dialog, DialogAction, User };

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
  readonly actions: DesktopActions;
  readonly cache: CacheNamespace;
  /** Called after every change of the view, before the gadget's next render. Returns the unsubscribe. */
  onChange(listener: (view: DesktopView) => void): () => void;
}

/** Each resolves with the outcome; a command while not connected is held and told as such in `view.pending`. */
export interface DesktopActions {
  setState(state: SettableAgentState, reasonCodeId?: number): Promise<CommandOutcome>;
  makeCall(to: string): Promise<CommandOutcome>;
  callAction(dialogId: string, action: DialogAction): Promise<CommandOutcome>;
  updateCallData(
    dialogId: string,
    data: { readonly callVariables?: readonly CallVariable[]; readonly wrapUpReason?: string },
  ): Promise<CommandOutcome>;
  setMemberState(loginId: string, state: SettableAgentState): Promise<CommandOutcome>;
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
