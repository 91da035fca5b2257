/** The host core's inputs, effects and view, all plain data. See `host-core.ts` for what it decides. */

export type HostInput =
  /** A page wants the core. `connection`: a number that the executor gives to each port. */
  | {
      readonly type: 'join';
      readonly tab: string;
      readonly connection: number;
      readonly protocol: number;
      readonly build: string;
    }
  /** Its lock is free, or it said on this connection that it leaves. */
  | { readonly type: 'gone'; readonly tab: string; readonly connection?: number }
  /** Older workers have stepped down (or had their time); `newer`: a newer build's worker is alive, so this one is not wanted. */
  | { readonly type: 'rivals-met'; readonly newer: string | undefined }
  /** A newer build's worker has come. */
  | { readonly type: 'rival'; readonly build: string }
  | { readonly type: 'core-started' }
  | { readonly type: 'core-failed' }
  /** Nobody is signed in, or the core has closed its channel. */
  | { readonly type: 'idle-told'; readonly isIdle: boolean };

export type HostEffect =
  /** Say `gone` when its lock is free. */
  | { readonly type: 'watch-tab'; readonly tab: string }
  /** Let go of what was held for it. */
  | { readonly type: 'forget-tab'; readonly tab: string }
  /** With this page's wishes; answer `core-started` or `core-failed`. */
  | { readonly type: 'start-core'; readonly tab: string; readonly connection: number }
  /** Give it the methods and the whole view; from now on it gets deltas. */
  | {
      readonly type: 'serve';
      readonly tab: string;
      readonly connection: number;
      /** Its wishes are those that the core was started with. */
      readonly isFirst: boolean;
      /** It has joined before and only repeats what it wished. */
      readonly isRepeated: boolean;
    }
  /** To the core, when it runs. */
  | { readonly type: 'tabs'; readonly count: number }
  | {
      readonly type: 'tell-stepping-down' | 'tell-outdated';
      readonly tab: string;
      readonly connection: number;
      readonly build: string;
    }
  /** Answer `idle-told`. */
  | { readonly type: 'ask-whether-idle' }
  /** Write what must be kept, then end the worker. */
  | { readonly type: 'stop' };

/** A place where rare things can be made common. The simulation answers with its seed; what ships always says no. */
export type HostBuggify = (site: 'host-ends-early') => boolean;

export interface HostOptions {
  readonly protocol: number;
  readonly build: string;
  readonly idleEndMs?: number;
  readonly buggify?: HostBuggify;
}

export interface HostView {
  readonly tabs: readonly string[];
  readonly isEnding: boolean;
}

export interface HostCore {
  handle(input: HostInput, now: number): void;
  wake(now: number): void;
  effects(): HostEffect[];
  deadline(): number | undefined;
  view(): HostView;
  /** The present connection of a tab. */
  connectionOf(tab: string): number | undefined;
}
