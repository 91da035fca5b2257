/** What the cache says of itself, and of what went wrong. Part of its contract (`../contract.ts`); knows nothing of IndexedDB. */

export type CacheFailureCode =
  /** The database could not be opened in time, or another tab holds an older version. */
  | 'blocked'
  | 'quota'
  /** The record does not read back, or its migration threw; the old record is kept aside under `<key>~broken`. */
  | 'corrupt'
  /** No IndexedDB here (private mode, policy): memory only. */
  | 'unavailable'
  /** The handle died and reopening once did not help. */
  | 'closed'
  /** The value cannot be cloned. */
  | 'not-clonable';

export type CacheState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' }
  /** Reads and writes go to memory; the agent is told that state will not outlive a reload. */
  | { readonly kind: 'memory-only'; readonly because: CacheFailureCode };
