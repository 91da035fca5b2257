/**
 * What crosses from one node's address to the other's when the desktop moves by redirect: envelopes, and the pairing of
 * two origins that makes them. Data only.
 *
 * A pairing goes one way. The receiver makes it: an ECDH key pair and a MAC key. Its offer (public key and MAC key) is
 * given to the configured origin alone, and no private or MAC key can be exported again from either side.
 */

/** An envelope is good for so long. Ms. */
export const envelopeLifeMs = 60_000;
/** Both sides share one machine's clock; it may be set back in between. Ms. */
export const clockToleranceMs = 5000;
/** Characters of an envelope's body: more is refused before anything is computed. */
export const bodyLimit = 64 * 1024 * 1024;

/** `session`: what signs the agent in, for the core's worker. `cache`: what gadgets keep, for DesktopCache. */
export const envelopeKinds = ['session', 'cache'] as const;
export type EnvelopeKind = (typeof envelopeKinds)[number];

export interface EnvelopeHeader {
  readonly version: 1;
  readonly kind: EnvelopeKind;
  readonly pairing: string;
  /** Origins. */
  readonly from: string;
  readonly to: string;
  /** Ms since 1970. */
  readonly issuedAt: number;
  /** 128 bits of chance; an envelope is opened once. */
  readonly nonce: string;
}

/** All text, so that it can be a form field. */
export interface Envelope {
  /** JSON of an `EnvelopeHeader`, exactly as the MAC covers it. */
  readonly header: string;
  /** The sender's one-time public key, base64url. */
  readonly key: string;
  /** AES-GCM ciphertext, base64url. */
  readonly body: string;
  /** HMAC-SHA-256 over the three others, base64url. */
  readonly mac: string;
}

export interface ReceivingPairing {
  readonly id: string;
  /** Origin of the sender. */
  readonly peer: string;
  readonly privateKey: CryptoKey;
  readonly macKey: CryptoKey;
  readonly madeAt: number;
}

export interface SendingPairing {
  readonly id: string;
  /** Origin of the receiver. */
  readonly peer: string;
  readonly publicKey: CryptoKey;
  readonly macKey: CryptoKey;
  readonly madeAt: number;
}

/** What the receiver tells the sender, once. */
export interface Offer {
  readonly version: 1;
  readonly id: string;
  /** P-256 point, uncompressed, base64url. */
  readonly publicKey: string;
  /** 256 bits, base64url. */
  readonly mac: string;
}

export type RefusalCode =
  /** Not an envelope at all, or too large. */
  | 'malformed'
  /** This browser has no such pairing (any more). */
  | 'unknown-pairing'
  /** The MAC is not that of the pairing. */
  | 'forged'
  /** It comes from, or was meant for, another origin than the configured one. */
  | 'wrong-origin'
  /** Older than its life, or from the future. */
  | 'stale'
  /** Opened before. */
  | 'used'
  /** MAC good, content not: another build's, or damaged before it was sealed. */
  | 'unreadable'
  /** Another agent is signed in there. */
  | 'occupied';

/** Nothing was taken. */
export class HandOverRefused extends Error {
  override readonly name = 'HandOverRefused';
  readonly code: RefusalCode;
  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}
