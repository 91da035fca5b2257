/** Taking an envelope in at the receiver: pairing, MAC, origins, age, one use, and only then its content. */
import { HandOverRefused, type Envelope, type ReceivingPairing } from './contract.ts';
import { headerOf, openVerified, verify, type Opening } from './envelope.ts';
import type { HandOverStore } from './store.ts';

export interface Checked {
  readonly pairing: ReceivingPairing;
  readonly nonce: string;
  /** Origin that sealed it. */
  readonly from: string;
}

/** Everything but opening: leaves no trace. Rejects with `HandOverRefused`. */
export async function check(
  store: Pick<HandOverStore, 'receiving' | 'isUsed'>,
  envelope: unknown,
  opening: Opening,
): Promise<Checked> {
  const pairing = await store.receiving(headerOf(envelope).pairing, opening.now);
  if (!pairing) throw new HandOverRefused('unknown-pairing', 'this browser was not prepared for that desktop');
  const { nonce, from } = await verify(pairing, envelope, opening);
  if (await store.isUsed(nonce)) throw new HandOverRefused('used', 'the hand-over was taken before');
  return { pairing, nonce, from };
}

/** Uses it up and gives its content. Rejects with `HandOverRefused`. */
export async function take(store: HandOverStore, envelope: unknown, opening: Opening): Promise<unknown> {
  const { pairing, nonce } = await check(store, envelope, opening);
  if (!(await store.useUp(nonce, opening.now))) throw new HandOverRefused('used', 'the hand-over was taken before');
  return openVerified(pairing, envelope as Envelope);
}
