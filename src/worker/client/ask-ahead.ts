/**
 * What a page asks the browser in its very first turn, before its own code has run: a name for the tab, with the lock that
 * proves it alive, and which locks are held, from which it will see what worker to join. The answers are there when they
 * are wanted. Knows nothing of cores.
 */
import { heldLocks, tryLock } from '../../thread/locks.ts';
import type { Release } from '../../thread/locks.ts';

export interface AskedAhead {
  readonly tabId: string;
  /** The lock of `tabId`. */
  readonly lock: Promise<Release | undefined>;
  /** Names of all locks of the origin. */
  readonly held: Promise<readonly string[]>;
}

export const tabLock = (tabId: string): string => `tab:${tabId}`;

/** Throws where there are no locks. */
export function askAhead(tabId: string = crypto.randomUUID()): AskedAhead {
  const asked = { tabId, lock: tryLock(tabLock(tabId)), held: heldLocks('') };
  // Whoever waits for them is told; a page that never does has nothing to be told.
  asked.lock.catch(() => undefined);
  asked.held.catch(() => undefined);
  return asked;
}
