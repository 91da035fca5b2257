/** Makes and accepts pairings (`contract.ts`). Keeps nothing; knows no page and no storage. */
import { fromBase64url, toBase64url } from './base64url.ts';
import type { Offer, ReceivingPairing, SendingPairing } from './contract.ts';

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const hmac = { name: 'HMAC', hash: 'SHA-256' } as const;

/** At the receiver. `peer`: origin of the only sender it is for. Rejects where there is no Web Crypto. */
export async function makePairing(
  peer: string,
  now: number,
): Promise<{ readonly pairing: ReceivingPairing; readonly offer: Offer }> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const macKey = await crypto.subtle.importKey('raw', secret, hmac, false, ['verify']);
  const id = crypto.randomUUID();
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  return {
    pairing: { id, peer, privateKey, macKey, madeAt: now },
    offer: { version: 1, id, publicKey: toBase64url(point), mac: toBase64url(secret) },
  };
}

/** At the sender. Throws `TypeError` for an offer that is none; rejects for a key that is none. */
export async function acceptOffer(offer: unknown, peer: string, now: number): Promise<SendingPairing> {
  if (!isOffer(offer)) throw new TypeError('not an offer of a pairing');
  const publicKey = await crypto.subtle.importKey('raw', fromBase64url(offer.publicKey), curve, false, []);
  const secret = fromBase64url(offer.mac);
  if (secret.length !== 32) throw new TypeError('not a MAC key');
  const macKey = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign']);
  return { id: offer.id, peer, publicKey, macKey, madeAt: now };
}

export function isOffer(value: unknown): value is Offer {
  if (typeof value !== 'object' || value === null) return false;
  const { version, id, publicKey, mac } = value as Partial<Record<keyof Offer, unknown>>;
  return version === 1 && [id, publicKey, mac].every((text) => typeof text === 'string' && /^[\w-]{1,200}$/.test(text));
}
