/**
 * One batch of writes in one transaction: the newer of two writes wins, on disk too. Must not know when something is
 * written, nor what is tried again.
 */
import { wrap, type IDBPDatabase, type IDBPObjectStore } from 'idb';
import {
  bothStores,
  expiryIndex,
  keyOf,
  ownerRange,
  pieceKeyOf,
  piecesFrom,
  piecesOf,
  rowOf,
  storeNames,
} from './places.ts';
import { isNewer, isStoredRecord, type Operation, type Stamp } from './pure/operation.ts';

export interface WriteOptions {
  readonly durability: 'relaxed' | 'strict';
  /** Put without looking and commit at once, synchronously. */
  readonly leaving: boolean;
  /** Ms since 1970, to tell which records lie in the future or have expired. */
  readonly now: number;
}

type Store = IDBPObjectStore<unknown, ArrayLike<string>, string, 'readwrite'>;
type Change = Exclude<Operation, { kind: 'clear' }>;

const stampIn = (row: unknown): Stamp | undefined => {
  // Of a row in pieces the text is not there to be looked at.
  const whole = typeof row === 'object' && row !== null && piecesOf(row) > 0 ? { ...row, text: '' } : row;
  return isStoredRecord(whole) ? whole : undefined;
};

/** `before`: how many pieces stand there; not known: all that may. Returns what must succeed. */
function putOrDelete(records: Store, pieces: Store, change: Change, before: number | undefined): Promise<unknown>[] {
  if (change.kind === 'delete') {
    const gone = before === 0 ? [] : [pieces.delete(piecesFrom(change, 0))];
    return [records.delete(keyOf(change)), ...gone];
  }
  const { row, pieces: own } = rowOf(change.record);
  const gone = (before ?? Infinity) > own.length ? [pieces.delete(piecesFrom(change.record, own.length))] : [];
  return [records.put(row), ...own.map((piece, at) => pieces.put(piece, pieceKeyOf(change.record, at))), ...gone];
}

export function writeAll(handle: IDBDatabase, operations: readonly Operation[], options: WriteOptions): Promise<void> {
  const database: IDBPDatabase = wrap(handle);
  const transaction = database.transaction(bothStores, 'readwrite', { durability: options.durability });
  const records = transaction.objectStore(storeNames.records) as unknown as Store;
  const pieces = transaction.objectStore(storeNames.pieces) as unknown as Store;
  const clear = async ({ owner, name, savedAt }: Extract<Operation, { kind: 'clear' }>) => {
    for await (const cursor of records.iterate(ownerRange(owner, name))) {
      const row: unknown = cursor.value;
      const known = stampIn(row);
      // It takes all of its last millisecond, whoever wrote then.
      if (known && isNewer({ savedAt: known.savedAt }, { savedAt }, options.now)) continue;
      const [of, within, key] = cursor.primaryKey as [string, string, string];
      if (piecesOf(row) > 0) await pieces.delete(piecesFrom({ owner: of, name: within, key }, 0));
      await cursor.delete();
    }
  };
  const one = async (operation: Operation) => {
    if (operation.kind === 'clear') return clear(operation);
    const write = operation.kind === 'put' ? operation.record : operation;
    const existing: unknown = await records.get(keyOf(write));
    const known = stampIn(existing);
    if (known && isNewer(known, write, options.now)) return;
    await Promise.all(putOrDelete(records, pieces, operation, piecesOf(existing)));
  };
  const all = async () => {
    // Without a clear in between every operation has a key of its own, and the order is of no importance.
    if (operations.every(({ kind }) => kind !== 'clear')) await Promise.all(operations.map(one));
    else for (const operation of operations) await one(operation);
  };
  // A clear must look at what it deletes; with one among them the journal is the safe copy.
  if (options.leaving && operations.every(({ kind }) => kind !== 'clear')) {
    for (const operation of operations)
      if (operation.kind !== 'clear')
        // Requests of an aborted transaction reject one by one; `done` is the answer that counts.
        for (const request of putOrDelete(records, pieces, operation, undefined)) request.catch(() => undefined);
    transaction.commit();
    return transaction.done;
  }
  return settled(transaction.done, all(), () => transaction.abort());
}

/** Waits for both; of two failures the one that says why. */
async function settled(done: Promise<void>, work: Promise<void>, abort: () => void): Promise<void> {
  const failed = work.catch((cause: unknown) => {
    try {
      // A put that throws (not a failed request) leaves the transaction alive, half done.
      abort();
    } catch {
      // Already aborted: `done` tells why.
    }
    throw cause;
  });
  const [outcome, reason] = await Promise.allSettled([done, failed]);
  const isAbort = (cause: unknown) => cause instanceof DOMException && cause.name === 'AbortError';
  if (reason.status === 'rejected' && !isAbort(reason.reason)) throw reason.reason;
  if (outcome.status === 'rejected') throw outcome.reason;
  if (reason.status === 'rejected') throw reason.reason;
}

export async function evictExpired(handle: IDBDatabase, now: number): Promise<void> {
  const database: IDBPDatabase = wrap(handle);
  const transaction = database.transaction(bothStores, 'readwrite');
  const pieces = transaction.objectStore(storeNames.pieces);
  const expired = transaction.objectStore(storeNames.records).index(expiryIndex);
  for await (const cursor of expired.iterate(IDBKeyRange.upperBound(now))) {
    const [owner, name, key] = cursor.primaryKey as [string, string, string];
    if (piecesOf(cursor.value) > 0) await pieces.delete(piecesFrom({ owner, name, key }, 0));
    await cursor.delete();
  }
  await transaction.done;
}
