/**
 * Priming, at home: sends the page to the other node's address once, before anybody has signed in or typed, and takes the
 * pairing in that it comes back with. Only this tab knows the state that must come back.
 */
import type { Arrival } from '../../desktop/messages-moving.ts';
import { primeFragment, readPrimeAnswer } from '../../handover/bounce.ts';
import { understudyPage } from '../../handover/frame-protocol.ts';
import { acceptOffer, makePairing } from '../../handover/pairing.ts';
import type { HandOverStore } from '../../handover/store.ts';
import type { Addresses } from './addresses.ts';
import { cameFrom, letOriginBeSeen } from './referrer.ts';

const storageKey = 'understudy-bounce';
/** A bounce that failed is not tried again at each load. Ms. */
const retryAfterMs = 10 * 60_000;

interface Bounce {
  readonly state: string;
  readonly search: string;
  readonly at: number;
}

/** False when it was tried a short while ago. */
export function mayBounce(storage: Storage, now: number): boolean {
  const last = readBounce(storage);
  return last === undefined || now - last.at > retryAfterMs;
}

export async function bounce(
  { pair, other, otherSite }: Addresses,
  store: HandOverStore,
  storage: Storage,
  now: number,
): Promise<void> {
  const { pairing, offer } = await makePairing(other, now);
  await store.keepReceiving(pairing);
  const state = crypto.randomUUID();
  storage.setItem(storageKey, JSON.stringify({ state, search: location.search, at: now } satisfies Bounce));
  letOriginBeSeen(document);
  location.replace(`${otherSite}${understudyPage}${primeFragment({ pair, state, offer })}`);
}

/** Back from a bounce: the query as it was, so that everything that reads the address can go on. True when it was one. */
export function restoreSearch(storage: Storage): boolean {
  const bounced = readBounce(storage);
  if (!readPrimeAnswer(location.hash) || !bounced) return false;
  history.replaceState(null, '', `${location.pathname}${bounced.search}${location.hash}`);
  return true;
}

/** Takes in what came back; the fragment is gone afterwards. Resolves with what went wrong, for people. */
export async function takeOffer(
  { other }: Addresses,
  store: HandOverStore,
  storage: Storage,
  now: number,
): Promise<Arrival | undefined> {
  const answer = readPrimeAnswer(location.hash);
  if (!answer) return undefined;
  history.replaceState(null, '', `${location.pathname}${location.search}`);
  const bounced = readBounce(storage);
  const failed = (problem: string): Arrival => ({ kind: 'not-primed', problem });
  // Whoever else leads a browser here with keys of his own does not know the state, and does not come from there.
  if (bounced?.state !== answer.state || cameFrom(document) !== other) return failed('it was not asked for');
  if (!answer.offer) return failed(answer.problem ?? 'no offer');
  try {
    await store.keepSending(await acceptOffer(answer.offer, other, now));
  } catch (error) {
    return failed(String(error));
  }
  storage.removeItem(storageKey);
  return undefined;
}

function readBounce(storage: Storage): Bounce | undefined {
  try {
    const value = JSON.parse(storage.getItem(storageKey) ?? 'null') as Partial<Bounce> | null;
    const { state, search, at } = value ?? {};
    return typeof state === 'string' && typeof search === 'string' && typeof at === 'number'
      ? { state, search, at }
      : undefined;
  } catch {
    return undefined;
  }
}
