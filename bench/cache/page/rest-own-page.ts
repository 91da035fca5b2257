/** A page whose `fetch` goes through the product's forwarding to the common handler, in a worker of its own. */
import type { PageToServiceWorker } from '../../../src/mock/protocol.ts';
import { controlledBy, timeRequests } from './rest-timing.ts';

const handler = new Worker('/rest-handler.js', { type: 'module' });
navigator.serviceWorker.addEventListener('message', ({ source }) => {
  const { port1, port2 } = new MessageChannel();
  handler.postMessage('port', [port2]);
  source?.postMessage({ type: 'cluster-port', port: port1 } satisfies PageToServiceWorker, { transfer: [port1] });
});
navigator.serviceWorker.startMessages();
await controlledBy('/understudy/sw.js');
window.restBench = timeRequests;
