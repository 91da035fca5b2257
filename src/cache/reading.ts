/**
 * Everything of one owner out of the database, in one transaction: all rows in one go, then the pieces of large ones, all
 * at once. What is no record is named, and the others come back. Knows nothing of what is done with it.
 */
import { makeAhead } from './first-value.ts';
import type { ReadResult } from './pure/cache-core-contract.ts';
import { isStoredRecord, type StoredRecord } from './pure/operation.ts';
import { bothStores, inPieces, ownerRange, pieceKeyOf, recordOf, storeNames } from './places.ts';

type Key = [owner: string, name: string, key: string];

/** Calls with the result within the transaction, unlike the callbacks of a promise that somebody else has resolved. */
function onResult<Result>(
  request: IDBRequest<Result>,
  reject: (cause: unknown) => void,
  take: (result: Result) => void,
) {
  request.onsuccess = () => {
    try {
      // A value that the browser cannot read throws here, or fails the request.
      take(request.result);
    } catch (cause) {
      reject(cause);
    }
  };
  request.onerror = () => reject(request.error);
}

/** The rows with their texts put together. */
function whole(
  transaction: IDBTransaction,
  rows: readonly unknown[],
  resolve: (records: readonly unknown[]) => void,
  reject: (cause: unknown) => void,
): void {
  const records = [...rows];
  let left = 1;
  const done = (): void => {
    if ((left -= 1) === 0) resolve(records);
  };
  const pieces = transaction.objectStore(storeNames.pieces);
  for (const [at, row] of rows.entries()) {
    if (!inPieces(row)) continue;
    const found: unknown[] = [];
    let missing = row.pieces;
    left += 1;
    for (let piece = 0; piece < row.pieces; piece += 1)
      onResult(pieces.get(pieceKeyOf(row, piece)), reject, (text: unknown) => {
        found[piece] = text;
        if ((missing -= 1) > 0) return;
        const record = recordOf(row, found);
        records[at] = record;
        if (isStoredRecord(record)) makeAhead(record);
        done();
      });
  }
  done();
}

const everything = (handle: IDBDatabase, owner: string): Promise<readonly unknown[]> =>
  new Promise((resolve, reject) => {
    const transaction = handle.transaction(bothStores, 'readonly');
    onResult(transaction.objectStore(storeNames.records).getAll(ownerRange(owner)), reject, (rows: unknown[]) =>
      whole(transaction, rows, resolve, reject),
    );
  });

/** Rejects with what the browser says. */
export async function readAll(
  handle: IDBDatabase,
  owner: string,
  isDead: (cause: unknown) => boolean,
): Promise<ReadResult> {
  try {
    const all = await everything(handle, owner);
    // Keys are needed only to name what is broken: one way to the database and back instead of two.
    if (all.every(isStoredRecord)) return { records: all, broken: [] };
  } catch (cause) {
    if (isDead(cause)) throw cause;
  }
  return readOneByOne(handle, owner, isDead);
}

const result = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => onResult(request, reject, resolve));

/** One value that the browser cannot read fails them all: one by one the others come back. */
async function readOneByOne(
  handle: IDBDatabase,
  owner: string,
  isDead: (cause: unknown) => boolean,
): Promise<ReadResult> {
  const rowsOf = () => handle.transaction(storeNames.records).objectStore(storeNames.records);
  const keys = (await result(rowsOf().getAllKeys(ownerRange(owner)))) as Key[];
  const records: StoredRecord[] = [];
  const broken: { key: Key; raw: unknown; readable: boolean }[] = [];
  const one = async (key: Key): Promise<void> => {
    try {
      const transaction = handle.transaction(bothStores, 'readonly');
      const row: unknown = await new Promise((resolve, reject) => {
        onResult(transaction.objectStore(storeNames.records).get(key), reject, (found: unknown) =>
          whole(transaction, [found], ([record]) => resolve(record), reject),
        );
      });
      // Deleted since the keys were read.
      if (row === undefined) return;
      if (isStoredRecord(row)) records.push(row);
      else broken.push({ key, raw: row, readable: true });
    } catch (cause) {
      if (isDead(cause)) throw cause;
      broken.push({ key, raw: undefined, readable: false });
    }
  };
  await Promise.all(keys.map(one));
  return { records, broken };
}
