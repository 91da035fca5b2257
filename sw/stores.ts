/**
 * The two caches and what belongs in them. Tier 0 lives in workbox's precache, under workbox's own keys; tiers 1 and 2
 * in a cache beside it, under their URL (their names hold a hash). Entries of older builds stay in both until no tab needs
 * them (`retire.ts`).
 */
import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import type { PackedFile } from './unpack.ts';
import type { PrecacheEntry } from './protocol.ts';

declare const self: ServiceWorkerGlobalScope;

/** The part of the Cache interface used here, so that a test can run out of room. */
export type CacheLike = Pick<Cache, 'put' | 'match' | 'delete' | 'keys'>;

export interface Stores {
  readonly controller: PrecacheController;
  readonly scope: string;
  readonly entries: readonly PrecacheEntry[];
  /** Where an entry is, or should be. */
  cacheNameOf(entry: PrecacheEntry): string;
  keyOf(entry: PrecacheEntry): string;
  readonly precacheName: string;
  readonly secondaryName: string;
}

export function createStores(entries: readonly PrecacheEntry[], scope = self.registration.scope): Stores {
  const controller = new PrecacheController();
  controller.addToCacheList(
    entries
      .filter(({ tier }) => tier === 0)
      .map(({ url, revision, integrity }) => ({ url: new URL(url, scope).href, revision, integrity })),
  );
  const precacheName = controller.strategy.cacheName;
  const secondaryName = `understudy-secondary-${scope}`;
  return {
    controller,
    scope,
    entries,
    precacheName,
    secondaryName,
    cacheNameOf: ({ tier }) => (tier === 0 ? precacheName : secondaryName),
    keyOf: ({ url, tier }) => {
      const { href } = new URL(url, scope);
      return tier === 0 ? (controller.getCacheKeyForURL(href) ?? href) : href;
    },
  };
}

/** Entries of these tiers that no cache holds. */
export async function missingEntries(stores: Stores, tiers: readonly number[]): Promise<readonly PrecacheEntry[]> {
  const present = new Set<string>();
  for (const name of [stores.precacheName, stores.secondaryName]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) present.add(request.url);
  }
  return stores.entries.filter((entry) => tiers.includes(entry.tier) && !present.has(stores.keyOf(entry)));
}

/** Puts one unpacked file as a server would have sent it. */
export async function putFile(cache: CacheLike, key: string, file: PackedFile): Promise<void> {
  await cache.put(
    key,
    new Response(file.body, {
      status: 200,
      headers: { ...file.headers, 'Content-Length': String(file.body.length) },
    }),
  );
}

export const isQuotaError = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'QuotaExceededError';

/**
 * One at a time: filling and clearing out would otherwise meet when a newer worker installs while the present one
 * removes what nobody needs.
 */
export const withStores = <Result>(stores: Stores, work: () => Promise<Result>): Promise<Result> =>
  navigator.locks.request(`understudy-stores:${stores.scope}`, work);
