/**
 * Priming: the words that travel in the fragment of a bounce A → B → A. A fragment never reaches a server. Pure text; who
 * may say what is checked by the pages, by referrer and by the state that only the one tab knows.
 */
import { fromBase64url, toBase64url } from './base64url.ts';
import { isOffer } from './pairing.ts';
import type { Offer } from './contract.ts';

/** To the other address: "prepare yourself, and send me back". */
export interface PrimeRequest {
  readonly pair: string;
  /** Chance that comes back. */
  readonly state: string;
  /** For the way back, should the desktop ever move from there to here. */
  readonly offer?: Offer;
}

/** Back home. */
export interface PrimeAnswer {
  readonly state: string;
  readonly offer?: Offer;
  /** Why there is no offer. */
  readonly problem?: string;
}

export const primeFragment = (request: PrimeRequest): string => `#prime=${pack(request)}`;
export const primedFragment = (answer: PrimeAnswer): string => `#primed=${pack(answer)}`;

/** `undefined` when the fragment is another one, or damaged. */
export function readPrimeRequest(fragment: string): PrimeRequest | undefined {
  const { pair, state, offer } = unpack(fragment, '#prime=');
  if (typeof pair !== 'string' || typeof state !== 'string') return undefined;
  return isOffer(offer) ? { pair, state, offer } : { pair, state };
}

export function readPrimeAnswer(fragment: string): PrimeAnswer | undefined {
  const { state, offer, problem } = unpack(fragment, '#primed=');
  if (typeof state !== 'string') return undefined;
  if (isOffer(offer)) return { state, offer };
  return { state, problem: typeof problem === 'string' ? problem.slice(0, 200) : 'no answer' };
}

const pack = (value: object): string => toBase64url(new TextEncoder().encode(JSON.stringify(value)));

function unpack(fragment: string, prefix: string): Readonly<Record<string, unknown>> {
  if (!fragment.startsWith(prefix)) return {};
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(fromBase64url(fragment.slice(prefix.length))));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
