/**
 * Which requests the worker answers, decided at once: the shell for a navigation, and the site's own files. Everything
 * else goes to the network untouched: long polls of a real node must not hang on a worker that the browser may stop.
 */
import { fetchEntry } from './secondary.ts';
import type { PrecacheEntry } from './protocol.ts';
import type { Stores } from './stores.ts';

/** A gadget that runs in a frame has its page. */
const framedPage = /^framed-[\w-]+\.html$/;

export type Plan = (() => Promise<Response>) | undefined;

export function planAnswer(stores: Stores, request: Request): Plan {
  if (request.method !== 'GET') return undefined;
  const url = new URL(request.url);
  const scope = new URL(stores.scope);
  if (url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return undefined;
  const path = url.pathname.slice(scope.pathname.length);

  if (request.mode === 'navigate') {
    // Whatever the query says: `?agent=1001` is for the page, not for the server.
    const page = path === '' ? 'index.html' : path;
    if (page !== 'index.html' && page !== 'understudy.html' && !framedPage.test(page)) return undefined;
    const shell = stores.entries.find((entry) => entry.url === page);
    return shell && (() => answer(stores, shell, request));
  }
  const entry = stores.entries.find((one) => one.url === path);
  if (entry) return () => answer(stores, entry, request);
  // A file of an older build, wanted by a tab that still runs it.
  if (path.startsWith('assets/')) return () => answerOlder(stores, request);
  return undefined;
}

async function answer(stores: Stores, entry: PrecacheEntry, request: Request): Promise<Response> {
  const cache = await caches.open(stores.cacheNameOf(entry));
  const key = stores.keyOf(entry);
  const cached = await cache.match(key);
  if (cached) return cached;
  // Evicted, or not preloaded yet: as good as the network, and kept for the next time.
  try {
    const fetched = await fetchEntry(stores, entry);
    await cache.put(key, fetched.clone()).catch(() => undefined);
    return fetched;
  } catch {
    return fetch(request);
  }
}

async function answerOlder(stores: Stores, request: Request): Promise<Response> {
  for (const name of [stores.precacheName, stores.secondaryName]) {
    const cached = await (await caches.open(name)).match(request.url);
    if (cached) return cached;
  }
  return fetch(request);
}
