/**
 * The service worker: keeps the whole desktop ready so that it starts without a server, hands over to a newer build
 * only when a page says so, and in mock mode passes the page's own REST requests to the simulated cluster. This file
 * binds events; what happens is in the files it imports. It knows nothing of agents, calls or phases.
 */
import { forwardToCluster, handleClusterMessage, shouldForward } from './cluster-forward.ts';
import { planAnswer } from './answer.ts';
import { isHandOver, receiveHandOver } from './hand-over.ts';
import { install } from './install.ts';
import { build, entries, packUrl } from './manifest.ts';
import { createRoll } from './retire.ts';
import { addGadgetRoutes } from './routes.ts';
import { preloadSecondary } from './secondary.ts';
import { createStores, missingEntries } from './stores.ts';
import type { PageToServiceWorker, StatusReport } from './protocol.ts';

declare const self: ServiceWorkerGlobalScope;

const stores = createStores(entries);
const roll = createRoll(stores, build);

self.addEventListener('install', (event) => {
  event.waitUntil(addGadgetRoutes(event, stores));
  event.waitUntil(
    install(stores, event, packUrl).then(({ fault }) => {
      if (fault) console.warn(`Understudy: the pack was not used (${fault.code}): ${fault.message}`);
    }),
  );
});

self.addEventListener('activate', (event) => {
  // The first page has no controller yet; gadgets wait for it.
  event.waitUntil(self.clients.claim().then(() => roll.ask()));
});

self.addEventListener('fetch', (event) => {
  if (shouldForward(event.request)) {
    event.respondWith(forwardToCluster(event));
    return;
  }
  if (isHandOver(event.request, stores.scope)) {
    event.respondWith(receiveHandOver(event.request, { scope: stores.scope, readConfig }));
    return;
  }
  const answer = planAnswer(stores, event.request);
  if (answer) event.respondWith(answer());
});

self.addEventListener('message', (event) => {
  const message = event.data as PageToServiceWorker | null;
  const port = event.ports[0];
  switch (message?.type) {
    case 'SKIP_WAITING':
      event.waitUntil(self.skipWaiting());
      return;
    case 'claim':
      event.waitUntil(self.clients.claim());
      return;
    case 'hello':
      if (event.source instanceof Client) event.waitUntil(roll.hello(event.source.id, message.build));
      return;
    case 'preload-secondary':
      event.waitUntil(preloadSecondary(stores).then((report) => port?.postMessage(report)));
      return;
    case 'status':
      event.waitUntil(status().then((report) => port?.postMessage(report)));
      return;
    default:
      handleClusterMessage(event);
  }
});

/** As this build knows it, with or without a server. */
async function readConfig(): Promise<string> {
  const request = new Request(new URL('config.json', stores.scope));
  const response = await (planAnswer(stores, request)?.() ?? fetch(request));
  return response.text();
}

async function status(): Promise<StatusReport> {
  const missing = async (tier: number) => (await missingEntries(stores, [tier])).map(({ url }) => url);
  return { build, missing: { 0: await missing(0), 1: await missing(1), 2: await missing(2) } };
}
