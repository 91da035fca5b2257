/** Tiers 1 and 2 when the page is idle: what is missing is fetched, a few at a time; whatever does not fit is left out. */
import { isQuotaError, missingEntries, type Stores } from './stores.ts';
import type { PrecacheEntry, SecondaryReport } from './protocol.ts';

/** Leaves room for the page's own requests on a slow line. */
const atATime = 2;

/** Never rejects: a tier that cannot be filled is a report, not a fault. */
export async function preloadSecondary(stores: Stores): Promise<SecondaryReport> {
  const waiting = [...(await missingEntries(stores, [1, 2]))];
  const missing: string[] = [];
  let stored = 0;
  let because: SecondaryReport['because'];
  const cache = await caches.open(stores.secondaryName);
  const worker = async (): Promise<void> => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      try {
        if (because === 'quota') throw new DOMException('', 'QuotaExceededError');
        await cache.put(stores.keyOf(entry), await fetchEntry(stores, entry));
        stored += 1;
      } catch (error) {
        because = isQuotaError(error) ? 'quota' : (because ?? 'network');
        missing.push(entry.url);
      }
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return { stored, missing, ...(because ? { because } : {}) };
}

/** The file as this build knows it; anything else (a login page of the network, a newer build) is refused. */
export async function fetchEntry(stores: Stores, entry: PrecacheEntry): Promise<Response> {
  const response = await fetch(new URL(entry.url, stores.scope), {
    integrity: entry.integrity,
    credentials: 'same-origin',
  });
  if (!response.ok) throw new TypeError(`${entry.url} answered ${response.status}`);
  return response;
}
