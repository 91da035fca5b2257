/** The product's forwarding of page `fetch`, bound to events as its service worker binds it, and nothing else. */
import { forwardToCluster, handleClusterMessage, shouldForward } from '../../../sw/cluster-forward.ts';

/** These programs are checked with a page's types; of a service worker's this is what is used. */
interface WorkerScope {
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'activate', listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  addEventListener(type: 'message', listener: typeof handleClusterMessage): void;
  addEventListener(type: 'fetch', listener: (event: FetchToAnswer) => void): void;
}
interface FetchToAnswer {
  readonly request: Request;
  readonly clientId: string;
  respondWith(answer: Promise<Response>): void;
}

const forward = forwardToCluster as unknown as (event: FetchToAnswer) => Promise<Response>;
const scope = globalThis as unknown as WorkerScope;
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('fetch', (event) => {
  if (shouldForward(event.request)) event.respondWith(forward(event));
});
scope.addEventListener('message', handleClusterMessage);
