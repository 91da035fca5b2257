/**
 * Seals and opens envelopes: ECDH with a one-time key, HKDF, AES-GCM; an HMAC of the pairing over all of it. The MAC says
 * who sealed it (any site knows how to encrypt, and any site can post a form), the encryption keeps it from whoever carries
 * it. That it is opened once is the store's business. Knows no page.
 */
import { fromBase64url, toBase64url } from './base64url.ts';
import {
  bodyLimit,
  clockToleranceMs,
  envelopeKinds,
  envelopeLifeMs,
  HandOverRefused,
  type Envelope,
  type EnvelopeHeader,
  type EnvelopeKind,
  type ReceivingPairing,
  type SendingPairing,
} from './contract.ts';

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const covered = ({ header, key, body }: Omit<Envelope, 'mac'>): Uint8Array<ArrayBuffer> =>
  bytes(`${header}\n${key}\n${body}`);

export interface Sealing {
  readonly kind: EnvelopeKind;
  /** Own origin. */
  readonly from: string;
  /** Ms since 1970. */
  readonly now: number;
}

/** `content` is JSON data. */
export async function seal(pairing: SendingPairing, { kind, from, now }: Sealing, content: unknown): Promise<Envelope> {
  const header: EnvelopeHeader = {
    version: 1,
    kind,
    pairing: pairing.id,
    from,
    to: pairing.peer,
    issuedAt: now,
    nonce: toBase64url(crypto.getRandomValues(new Uint8Array(16))),
  };
  const once = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const key = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey)));
  const open = { header: JSON.stringify(header), key };
  const cipher = await cipherOf(once.privateKey, pairing.publicKey, open, 'encrypt');
  const ciphertext = await crypto.subtle.encrypt(cipher.parameters, cipher.key, bytes(JSON.stringify(content)));
  const closed = { ...open, body: toBase64url(new Uint8Array(ciphertext)) };
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', pairing.macKey, covered(closed)));
  return { ...closed, mac: toBase64url(mac) };
}

export interface Opening {
  readonly kind: EnvelopeKind;
  /** Own origin. */
  readonly to: string;
  readonly now: number;
}

/** Who it says it is from, before anything is proved: to find the pairing by. Throws `HandOverRefused` `malformed`. */
export function headerOf(envelope: unknown): EnvelopeHeader {
  if (isEnvelope(envelope)) {
    try {
      const header: unknown = JSON.parse(envelope.header);
      if (isHeader(header)) return header;
    } catch {
      // Refused below.
    }
  }
  throw new HandOverRefused('malformed', 'this is not a hand-over');
}

/** Checks without opening. Rejects with `HandOverRefused`; a resolved check means that the pairing's sender made it just now. */
export async function verify(pairing: ReceivingPairing, envelope: unknown, opening: Opening): Promise<EnvelopeHeader> {
  const header = headerOf(envelope);
  const sealed = envelope as Envelope;
  const mac = decoded(sealed.mac);
  // The MAC before all else: nothing that an unknown hand wrote is believed, not even its date.
  if (header.pairing !== pairing.id || !(await crypto.subtle.verify('HMAC', pairing.macKey, mac, covered(sealed)))) {
    throw new HandOverRefused('forged', 'the hand-over was not made by the paired desktop');
  }
  if (header.from !== pairing.peer || header.to !== opening.to) {
    throw new HandOverRefused('wrong-origin', `the hand-over is from ${header.from} for ${header.to}`);
  }
  if (header.kind !== opening.kind) throw new HandOverRefused('malformed', `a ${header.kind} is not a ${opening.kind}`);
  const age = opening.now - header.issuedAt;
  if (age > envelopeLifeMs || age < -clockToleranceMs) {
    throw new HandOverRefused('stale', `the hand-over was made ${Math.round(age / 1000)} s ago`);
  }
  return header;
}

/** The content of an envelope that `verify` has passed. Rejects with `HandOverRefused` `unreadable`. */
export async function openVerified(pairing: ReceivingPairing, envelope: Envelope): Promise<unknown> {
  try {
    const { header, key, body } = envelope;
    const sender = await crypto.subtle.importKey('raw', fromBase64url(key), curve, false, []);
    const cipher = await cipherOf(pairing.privateKey, sender, { header, key }, 'decrypt');
    const content = await crypto.subtle.decrypt(cipher.parameters, cipher.key, fromBase64url(body));
    return JSON.parse(new TextDecoder().decode(content)) as unknown;
  } catch {
    throw new HandOverRefused('unreadable', 'the hand-over cannot be read');
  }
}

async function cipherOf(own: CryptoKey, other: CryptoKey, open: Pick<Envelope, 'header' | 'key'>, use: KeyUsage) {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
  const salt = bytes(`understudy hand-over 1\n${open.key}`);
  const seed = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt, info: bytes('aes-256-gcm key and iv') };
  const derived = new Uint8Array(await crypto.subtle.deriveBits(derivation, seed, 352));
  return {
    key: await crypto.subtle.importKey('raw', derived.slice(0, 32), 'AES-GCM', false, [use]),
    parameters: { name: 'AES-GCM', iv: derived.slice(32), additionalData: bytes(open.header) },
  };
}

function decoded(text: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64url(text);
  } catch {
    throw new HandOverRefused('malformed', 'the hand-over is damaged');
  }
}

export function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false;
  const { header, key, body, mac } = value as Partial<Record<keyof Envelope, unknown>>;
  const isText = (text: unknown, limit: number) => typeof text === 'string' && text.length <= limit;
  return isText(header, 2000) && isText(key, 200) && isText(mac, 200) && isText(body, bodyLimit);
}

function isHeader(value: unknown): value is EnvelopeHeader {
  if (typeof value !== 'object' || value === null) return false;
  const header = value as Partial<Record<keyof EnvelopeHeader, unknown>>;
  const texts = [header.pairing, header.from, header.to, header.nonce];
  return (
    header.version === 1 &&
    envelopeKinds.some((kind) => kind === header.kind) &&
    texts.every((text) => typeof text === 'string' && text !== '') &&
    Number.isFinite(header.issuedAt)
  );
}
