/** What the cache bench's command and its pages say to each other. Plain data. */

export const contenderNames = [
  'DesktopCache',
  'DesktopCache, new tab',
  'idb-keyval',
  'localforage',
  'IndexedDB, a get each',
  'IndexedDB, one getAll',
  'localStorage',
] as const;
export type ContenderName = (typeof contenderNames)[number];
export type Durability = 'relaxed' | 'strict';

export interface StoreRequest {
  readonly contender: ContenderName;
  readonly gadgets: number;
  /** Of one gadget's value, as JSON. */
  readonly bytes: number;
  readonly round: number;
}

/** `undefined`: this store has no such thing, or the values do not fit into it. */
export interface PutTimes {
  /** The thread is held by the calls of all gadgets, relaxed. */
  readonly held_ms: number | undefined;
  /** From the first call until every gadget's promise has resolved, relaxed. */
  readonly put_ms: number | undefined;
  /** One gadget's strict put. */
  readonly strict_ms: number | undefined;
}

export interface RestoreTimes {
  /** From nothing (the database is not open) to every gadget's value. */
  readonly restore_ms: number | undefined;
  /** Everything was there before the database was. */
  readonly was_ahead: boolean;
}

declare global {
  interface Window {
    storesBench: {
      put(request: StoreRequest): Promise<PutTimes>;
      restore(request: StoreRequest): Promise<RestoreTimes>;
    };
  }
}
