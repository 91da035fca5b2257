/**
 * The kill switch. Copied over `sw.js` on the server (`cp sw-kill.js sw.js`) it takes the service worker away from every
 * browser at its next check: a broken shell in the cache cannot prevent that, since the browser itself fetches `sw.js`
 * past every cache. It has no `fetch` handler: from activation on, all requests go to the server. Agents' own data
 * (IndexedDB) is not touched.
 */
import type { ServiceWorkerToPage } from './protocol.ts';

declare const self: ServiceWorkerGlobalScope;

/** How long a page may take to say that it works, before it is loaded anew. */
const answerWithinMs = 3000;

const well = new Set<string>();

self.addEventListener('install', (event) => {
  // Does not wait for tabs to close: this is an emergency.
  event.waitUntil(self.skipWaiting());
});

self.addEventListener('message', (event) => {
  const message = event.data as { readonly type?: unknown } | null;
  if (message?.type === 'well' && event.source instanceof Client) well.add(event.source.id);
});

self.addEventListener('activate', (event) => {
  event.waitUntil(removeEverything());
});

async function removeEverything(): Promise<void> {
  const { scope } = self.registration;
  for (const name of await caches.keys()) if (name.endsWith(scope)) await caches.delete(name);
  const pages = await self.clients.matchAll({ type: 'window' });
  const question: ServiceWorkerToPage = { type: 'are-you-well' };
  for (const page of pages) page.postMessage(question);
  await new Promise((resolve) => setTimeout(resolve, answerWithinMs));
  await self.registration.unregister();
  // A page that works goes on working; one that does not (it came from the broken cache) comes again from the server.
  // Not awaited: a navigation may wait for this very activation to end.
  for (const page of pages) if (!well.has(page.id)) page.navigate(page.url).catch(() => null);
}
