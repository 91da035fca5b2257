/**
 * What one desktop's workers leave on disk for the next: the session's record with the time of the last sign of life, and
 * the tokens. While it is full nothing new is kept, and what was kept stays. Knows no core and judges nothing.
 */
import type { SessionRecord } from '../../core/contract.ts';
import type { Ms } from '../../wire/names.ts';
import { empty, emptyWallet, type Wallet } from './desk-tokens.ts';

export interface DeskStore {
  readonly wallet: Wallet;
  keep(session: SessionRecord | undefined, at: Ms): void;
  /** Somebody lived at this time. */
  stamp(at: Ms): void;
  /** What the next worker finds. `isBehind`: something newer was to be kept and could not. */
  load(): { readonly session: SessionRecord | undefined; readonly lastStamp: Ms; readonly isBehind: boolean };
  setFull(isFull: boolean): void;
}

export function createDeskStore(): DeskStore {
  const wallet = emptyWallet();
  let session: SessionRecord | undefined;
  let lastStamp: Ms = 0;
  let isFull = false;
  let isBehind = false;
  return {
    wallet,
    keep(next, at) {
      // Taking something away needs no room.
      if (isFull && next !== undefined) {
        isBehind = true;
        return;
      }
      isBehind = false;
      session = next;
      lastStamp = at;
      if (next === undefined) empty(wallet);
    },
    stamp(at) {
      if (!isFull) lastStamp = Math.max(lastStamp, at);
    },
    load() {
      const found = { session, lastStamp, isBehind };
      isBehind = false;
      return found;
    },
    setFull(full) {
      isFull = full;
    },
  };
}
