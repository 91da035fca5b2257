/** A page mocked by Mock Service Worker, with the common handler. */
import { http, HttpResponse, type HttpResponseResolver } from 'msw';
import { setupWorker } from 'msw/browser';
import type { RestMethod } from '../rest-contract.ts';
import { handle } from './rest-handler.ts';
import { timeRequests } from './rest-timing.ts';

const answer: HttpResponseResolver = async ({ request }) => {
  const body = await request.text();
  const { pathname } = new URL(request.url);
  const reply = handle({
    method: request.method as RestMethod,
    path: pathname,
    headers: Object.fromEntries(request.headers),
    body,
  });
  return new HttpResponse(reply.body, { status: reply.status, headers: { ...reply.headers } });
};
const worker = setupWorker(http.get('/finesse/api/User/:id', answer), http.put('/finesse/api/User/:id', answer));
await worker.start({ quiet: true, serviceWorker: { url: '/msw/mockServiceWorker.js' } });
window.restBench = timeRequests;
