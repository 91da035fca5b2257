/**
 * The understudy's page, on a node's own address. Framed by the other node's desktop it gets everything ready and takes
 * the session over when told to; visited by itself (a bounce at sign-in) it makes a pairing and goes back. It serves the
 * configured pair's other origin and nobody else.
 */
import { absorb, liveCacheName } from '../cache/mirror.ts';
import { primedFragment, readPrimeRequest, type PrimeAnswer } from '../handover/bounce.ts';
import type { Offer, RefusalCode } from '../handover/contract.ts';
import { isHello, isToUnderstudy, type FromUnderstudy, type ToUnderstudy } from '../handover/frame-protocol.ts';
import { acceptOffer, makePairing } from '../handover/pairing.ts';
import { fetchPair, type NodePair } from '../handover/site-config.ts';
import { openHandOverStore } from '../handover/store.ts';
import { connectCore } from '../worker/client/core-client.ts';
import type { CoreClient } from '../worker/client/contract.ts';
import { build } from './build-info.ts';
import { within } from './deadline.ts';
import { addressesOf, type Addresses } from './redirect/addresses.ts';
import { cameFrom } from './redirect/referrer.ts';
import { storageHere } from './redirect/storage-here.ts';
import { registerServiceWorker } from './register.ts';

const store = openHandOverStore();
/** Real ms for a first install, on a slow line. */
const installWithinMs = 60_000;

async function addressesIn(pairName: string): Promise<{ readonly pair: NodePair; readonly addresses: Addresses }> {
  const pair = await fetchPair('config.json', pairName);
  const addresses = addressesOf(pair, location.href);
  if (!addresses) throw new Error('this address is no node of the pair');
  return { pair, addresses };
}

/** True when a service worker is active here, with everything that the desktop needs to start. */
async function install(): Promise<boolean> {
  const link = registerServiceWorker({ enabled: true, build, isWell: () => true });
  const registration = await link.begun;
  if (!registration) return false;
  link.tellBuild();
  await within(navigator.serviceWorker.ready, installWithinMs, 'The service worker');
  return true;
}

async function newOffer(peer: string): Promise<Offer> {
  const { pairing, offer } = await makePairing(peer, Date.now());
  await store.keepReceiving(pairing);
  return offer;
}

// --- in a frame --------------------------------------------------------------------------------------------------------

function serve(port: MessagePort, pair: NodePair, peer: string): void {
  let client: CoreClient | undefined;
  const tell = (message: FromUnderstudy) => port.postMessage(message);
  const prepare = async ({ profile, move, holds }: Extract<ToUnderstudy, { type: 'prepare' }>) => {
    const serviceWorker = await install();
    client ??= connectCore({ build, link: { kind: 'live', ...pair }, host: 'auto', profile, move });
    const known = holds === undefined ? undefined : await store.receiving(holds, Date.now());
    tell({ type: 'prepared', offer: known?.peer === peer ? undefined : await newOffer(peer), serviceWorker });
  };
  const takeOver = async (envelope: unknown) => {
    if (!client) {
      tell({ type: 'refused', code: 'no-worker' });
      return;
    }
    try {
      await client.handOver.take(envelope);
      tell({ type: 'taken-over' });
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      tell({ type: 'refused', code: (typeof code === 'string' ? code : 'no-worker') as RefusalCode });
    }
  };
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isToUnderstudy(data)) return;
    if (data.type === 'prepare')
      prepare(data).catch((error: unknown) => tell({ type: 'not-prepared', because: String(error) }));
    else if (data.type === 'session') void takeOver(data.envelope);
    else {
      const { serial, operations } = data;
      absorb(liveCacheName(pair.name), operations, Date.now()).then(
        () => tell({ type: 'stored', serial }),
        // No answer: the desktop brings it again.
        (error: unknown) => console.warn('Understudy: not stored.', error),
      );
    }
  };
  window.addEventListener('pagehide', () => client?.leave());
  tell({ type: 'here', storage: storageHere() });
}

async function greet({ source, origin, data, ports }: MessageEvent<unknown>): Promise<void> {
  const [port] = ports;
  if (source !== window.parent || !port || !isHello(data)) return;
  const { pair, addresses } = await addressesIn(data.pair);
  if (origin === addresses.other) serve(port, pair, addresses.other);
  else console.warn(`Understudy: ${origin} is not the other node of ${pair.name}.`);
}

// --- by itself ---------------------------------------------------------------------------------------------------------

async function prime(): Promise<void> {
  const request = readPrimeRequest(location.hash);
  if (!request) throw new Error('There is nothing to prepare.');
  const { addresses } = await addressesIn(request.pair);
  if (cameFrom(document) !== addresses.other) throw new Error('Only the desktop of the other node can ask for this.');
  const { state } = request;
  let answer: PrimeAnswer;
  try {
    if (!(await install())) throw new Error('no service worker');
    if (request.offer) await store.keepSending(await acceptOffer(request.offer, addresses.other, Date.now()));
    answer = { state, offer: await newOffer(addresses.other) };
  } catch (error) {
    answer = { state, problem: String(error) };
  }
  location.replace(`${addresses.otherSite}${primedFragment(answer)}`);
}

if (window.parent === window) {
  prime().catch((error: unknown) => {
    const place = document.getElementById('what');
    if (place) place.textContent = error instanceof Error ? error.message : String(error);
  });
} else {
  window.addEventListener('message', (event) => {
    greet(event).catch((error: unknown) => console.warn('Understudy:', error));
  });
}
