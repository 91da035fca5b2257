/**
 * Pairings, used-up envelopes and the one that waits for its page, in a small IndexedDB database of this origin. Keys are
 * kept as they are: not exportable. Everything rejects with what IndexedDB says where it is not to be had.
 */
import { openDB, type IDBPDatabase } from 'idb';
import { envelopeLifeMs, type Envelope, type ReceivingPairing, type SendingPairing } from './contract.ts';

const databaseName = 'understudy-hand-over';
const stores = ['receiving', 'sending', 'used', 'pending'] as const;
/** Older pairings are forgotten: a shift is over, and each sign-in page makes sure of a fresh one. Ms. */
export const pairingLifeMs = 24 * 60 * 60 * 1000;

export interface HandOverStore {
  keepReceiving(pairing: ReceivingPairing): Promise<void>;
  receiving(id: string, now: number): Promise<ReceivingPairing | undefined>;
  /** The newest pairing with a receiver replaces older ones. */
  keepSending(pairing: SendingPairing): Promise<void>;
  /** `peer`: the receiver's origin. */
  sending(peer: string, now: number): Promise<SendingPairing | undefined>;
  /** True for the first caller with this nonce, in any thread; never again for any. */
  useUp(nonce: string, now: number): Promise<boolean>;
  isUsed(nonce: string): Promise<boolean>;
  /** Sealed; for the page that the browser is being sent to. */
  putPending(envelope: Envelope): Promise<void>;
  /** Once. */
  takePending(): Promise<Envelope | undefined>;
}

export function openHandOverStore(name = databaseName): HandOverStore {
  let opening: Promise<IDBPDatabase> | undefined;
  const forget = () => (opening = undefined);
  const open = (): Promise<IDBPDatabase> => {
    opening ??= openDB(name, 1, {
      upgrade: (fresh) => stores.forEach((store) => fresh.createObjectStore(store)),
      blocking(_current, _wanted, event) {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    opening.catch(forget);
    return opening;
  };
  const isYoung = ({ madeAt }: { readonly madeAt: number }, now: number): boolean => now - madeAt <= pairingLifeMs;

  return {
    async keepReceiving(pairing) {
      const { store, done } = (await open()).transaction('receiving', 'readwrite');
      for await (const cursor of store) {
        if (pairing.madeAt - (cursor.value as ReceivingPairing).madeAt > pairingLifeMs) await cursor.delete();
      }
      await store.put(pairing, pairing.id);
      await done;
    },
    async receiving(id, now) {
      const found = (await (await open()).get('receiving', id)) as ReceivingPairing | undefined;
      return found && isYoung(found, now) ? found : undefined;
    },
    async keepSending(pairing) {
      await (await open()).put('sending', pairing, pairing.peer);
    },
    async sending(peer, now) {
      const found = (await (await open()).get('sending', peer)) as SendingPairing | undefined;
      return found && isYoung(found, now) ? found : undefined;
    },
    async useUp(nonce, now) {
      // One transaction: two threads with the same envelope must not both find it unused.
      const { store, done } = (await open()).transaction('used', 'readwrite', { durability: 'strict' });
      const known: unknown = await store.get(nonce);
      for await (const cursor of store) {
        // Longer than any envelope is believed.
        if (now - (cursor.value as number) > 2 * envelopeLifeMs) await cursor.delete();
      }
      if (known === undefined) await store.put(now, nonce);
      await done;
      return known === undefined;
    },
    isUsed: async (nonce) => (await (await open()).get('used', nonce)) !== undefined,
    async putPending(envelope) {
      await (await open()).put('pending', envelope, 'session');
    },
    async takePending() {
      const { store, done } = (await open()).transaction('pending', 'readwrite');
      const found = (await store.get('session')) as Envelope | undefined;
      await store.delete('session');
      await done;
      return found;
    },
  };
}
