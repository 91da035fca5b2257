/** Requests one after the other, each timed from `fetch` to the last byte of its answer. */
import type { RestMethod } from '../rest-contract.ts';

const headers = { Authorization: `Basic ${btoa('1001:secret')}` };
const body = '<User><state>READY</state></User>';

export async function timeRequests(method: RestMethod, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const init =
      method === 'PUT' ? { method, body, headers: { ...headers, 'Content-Type': 'application/xml' } } : { headers };
    const begun = performance.now();
    const response = await fetch('/finesse/api/User/1001', init);
    const text = await response.text();
    times.push(performance.now() - begun);
    if (method === 'GET' && !text.includes('<loginId>1001</loginId>'))
      throw new Error(`answered ${response.status}: ${text.slice(0, 200)}`);
    if (response.status !== (method === 'GET' ? 200 : 202) && response.status !== 400)
      throw new Error(`answered ${response.status}: ${text.slice(0, 200)}`);
  }
  return times;
}

/** When the service worker of this page's folder has it in hand. */
export async function controlledBy(script: string): Promise<void> {
  await navigator.serviceWorker.register(script);
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller) return;
  await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
}
