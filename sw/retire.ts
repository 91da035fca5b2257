/**
 * Removes what older builds left in the caches, once every open tab has said that it runs this build. Not at activation:
 * a tab of the old build may still load parts of it lazily.
 */
import { withStores, type Stores } from './stores.ts';
import type { ServiceWorkerToPage } from './protocol.ts';

declare const self: ServiceWorkerGlobalScope;

export interface Roll {
  /** A page told its build. */
  hello(clientId: string, build: string): Promise<void>;
  /** Asks every page that has not told yet; their answers do the rest. */
  ask(): Promise<void>;
}

export function createRoll(stores: Stores, build: string): Roll {
  // Forgotten when the browser stops the worker: then everybody is asked again.
  const builds = new Map<string, string>();

  const windows = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });

  const ask = async (): Promise<void> => {
    const question: ServiceWorkerToPage = { type: 'say-hello' };
    for (const client of await windows()) if (!builds.has(client.id)) client.postMessage(question);
  };

  return {
    ask,
    async hello(clientId, told) {
      builds.set(clientId, told);
      const open = await windows();
      for (const id of builds.keys()) if (!open.some((client) => client.id === id)) builds.delete(id);
      if (open.some((client) => !builds.has(client.id))) return ask();
      if (open.every((client) => builds.get(client.id) === build)) await retireOlder(stores);
    },
  };
}

/** Number of entries removed. A worker that installs or waits has its files in the same caches: then nothing is touched. */
export function retireOlder(stores: Stores): Promise<number> {
  return withStores(stores, async () => {
    const { installing, waiting } = self.registration;
    if (installing || waiting) return 0;
    const wanted = new Set(stores.entries.map((entry) => stores.keyOf(entry)));
    let removed = 0;
    for (const name of [stores.precacheName, stores.secondaryName]) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (!wanted.has(request.url) && (await cache.delete(request))) removed += 1;
      }
    }
    return removed;
  });
}
