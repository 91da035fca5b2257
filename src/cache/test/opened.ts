/** Caches as pages open them, in browser tests: closed after each test, whatever became of it. */
import type { DesktopCache } from '../contract.ts';
import { openDesktopCache, type DesktopCacheOptions } from '../desktop-cache.ts';

const opened: DesktopCache[] = [];

/** A page that starts anew: nothing but the database and the journal is shared with those before. */
export function open(options: Partial<DesktopCacheOptions> & { readonly name: string }): DesktopCache {
  const cache = openDesktopCache({ now: () => Date.now(), ...options });
  opened.push(cache);
  return cache;
}

export function closeAll(): void {
  for (const cache of opened.splice(0)) cache.close();
}

/** What waits, and what lets it go on. */
export function gated(): readonly [gate: Promise<void>, opens: () => void] {
  let opens = (): void => undefined;
  const gate = new Promise<void>((resolve) => (opens = resolve));
  return [gate, () => opens()];
}
