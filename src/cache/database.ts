/**
 * DesktopCache's database: one object store, opened with a deadline, read per owner in one go, written in one
 * transaction per batch. It must not know when something is written, nor what is retried.
 */
import { openDB, type IDBPDatabase } from 'idb';
import { CacheFailure } from './contract.ts';
import type { ReadResult } from './pure/cache-core-contract.ts';
import { isNewer, isStoredRecord, type Operation } from './pure/operation.ts';

const schemaVersion = 1;
const storeName = 'records';
const expiryIndex = 'by-expiry';

export interface WriteOptions {
  readonly durability: 'relaxed' | 'strict';
  /** Put without looking and commit at once, synchronously. */
  readonly leaving: boolean;
  /** Ms since 1970, to tell which records lie in the future or have expired. */
  readonly now: number;
}

/** What the executor needs of a database; tests hand in failing ones. Everything rejects with `CacheFailure`. */
export interface CacheDatabase {
  readAll(owner: string): Promise<ReadResult>;
  write(operations: readonly Operation[], options: WriteOptions): Promise<void>;
  evictExpired(now: number): Promise<void>;
  close(): void;
}

/** Rejects with `CacheFailure` (`unavailable`, `blocked`, `closed`). May take for ever: the caller has the deadline. */
export type OpenDatabase = (name: string, onLost: () => void) => Promise<CacheDatabase>;

const messages = {
  blocked: 'another tab holds the database in another version',
  quota: 'the storage is full',
  corrupt: 'a record could not be read',
  unavailable: 'this browser gives no database here',
  closed: 'the database connection died',
  'not-clonable': 'the value cannot be cloned',
} as const;

export function failureOf(cause: unknown): CacheFailure {
  if (cause instanceof CacheFailure) return cause;
  const name = cause instanceof DOMException ? cause.name : '';
  const code =
    name === 'QuotaExceededError'
      ? 'quota'
      : name === 'VersionError'
        ? 'blocked'
        : name === 'DataCloneError'
          ? 'not-clonable'
          : name === 'SecurityError'
            ? 'unavailable'
            : 'closed';
  return new CacheFailure(code, messages[code], { cause });
}

const ownerRange = (owner: string, name?: string) =>
  // Arrays sort behind texts: an empty one is the upper bound of whatever stands in its place.
  name === undefined ? IDBKeyRange.bound([owner], [owner, []]) : IDBKeyRange.bound([owner, name], [owner, name, []]);

const keyOf = ({ owner, name, key }: { owner: string; name: string; key: string }) => [owner, name, key];

type Handle = IDBPDatabase;

async function readAll(handle: Handle, owner: string): Promise<ReadResult> {
  try {
    const all: unknown[] = await handle.getAll(storeName, ownerRange(owner));
    // Keys are needed only to name what is broken: one way to the database and back instead of two.
    if (all.every(isStoredRecord)) return { records: all, broken: [] };
  } catch (cause) {
    if (isDead(cause)) throw cause;
  }
  return readWithKeys(handle, owner);
}

/** A connection that has gone under the read: there is nothing to read again on it. */
const isDead = (cause: unknown): boolean =>
  failureOf(cause).code === 'closed' && cause instanceof DOMException && cause.name === 'InvalidStateError';

async function readWithKeys(handle: Handle, owner: string): Promise<ReadResult> {
  const keys = await handle.getAllKeys(storeName, ownerRange(owner));
  let values: readonly { readonly raw: unknown; readonly readable: boolean }[];
  try {
    const all: unknown[] = await handle.getAll(storeName, ownerRange(owner));
    if (all.length !== keys.length) return await readWithKeys(handle, owner);
    values = all.map((raw) => ({ raw, readable: true }));
  } catch (cause) {
    if (isDead(cause)) throw cause;
    // One value that the browser cannot read fails them all: one by one the others come back.
    values = await Promise.all(
      keys.map((key) =>
        handle.get(storeName, key).then(
          (raw: unknown) => ({ raw, readable: true }),
          () => ({ raw: undefined, readable: false }),
        ),
      ),
    );
  }
  const found = values.map((value, at) => ({ ...value, key: keys[at] as [string, string, string] }));
  return {
    records: found.map(({ raw }) => raw).filter(isStoredRecord),
    broken: found.filter(({ raw }) => !isStoredRecord(raw)),
  };
}

function writeAll(handle: Handle, operations: readonly Operation[], options: WriteOptions): Promise<void> {
  const transaction = handle.transaction(storeName, 'readwrite', { durability: options.durability });
  const { store } = transaction;
  const putOrDelete = (operation: Exclude<Operation, { kind: 'clear' }>) =>
    operation.kind === 'put' ? store.put(operation.record) : store.delete(keyOf(operation));
  const clear = async ({ owner, name, savedAt }: Extract<Operation, { kind: 'clear' }>) => {
    for await (const cursor of store.iterate(ownerRange(owner, name))) {
      const record: unknown = cursor.value;
      if (!isStoredRecord(record) || !isNewer(record, { savedAt }, options.now)) await cursor.delete();
    }
  };
  const one = async (operation: Operation) => {
    if (operation.kind === 'clear') return clear(operation);
    const write = operation.kind === 'put' ? operation.record : operation;
    const existing: unknown = await store.get(keyOf(write));
    if (!isStoredRecord(existing) || !isNewer(existing, write, options.now)) await putOrDelete(operation);
  };
  const all = async () => {
    // Without a clear in between every operation has a key of its own, and the order is of no importance.
    if (operations.every(({ kind }) => kind !== 'clear')) await Promise.all(operations.map(one));
    else for (const operation of operations) await one(operation);
  };
  // Requests of an aborted transaction reject one by one; `done` is the answer that counts.
  const quietly = (request: Promise<unknown>) => void request.catch(() => undefined);
  // A clear must look at what it deletes; with one among them the journal is the safe copy.
  if (options.leaving && operations.every(({ kind }) => kind !== 'clear')) {
    for (const operation of operations)
      if (operation.kind !== 'clear') quietly(Promise.resolve(putOrDelete(operation)));
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

export const openDatabase: OpenDatabase = async (name, onLost) => {
  // Some privacy modes take the global away, others throw on reading it.
  const factory: unknown = (() => {
    try {
      return globalThis.indexedDB;
    } catch {
      return undefined;
    }
  })();
  if (!factory) throw new CacheFailure('unavailable', messages.unavailable);
  let handle: Handle;
  try {
    handle = await openDB(name, schemaVersion, {
      upgrade(database) {
        const store = database.createObjectStore(storeName, { keyPath: ['owner', 'name', 'key'] });
        store.createIndex(expiryIndex, 'expiresAt');
      },
      blocked() {
        // Told by the caller's deadline; the open goes on when the other tab lets go.
      },
      blocking(_current, _blocked, event) {
        // Never stand in the way of a newer build's upgrade, nor of a deletion.
        (event.target as IDBDatabase).close();
        onLost();
      },
      terminated: onLost,
    });
  } catch (cause) {
    const failure = failureOf(cause);
    throw failure.code === 'closed' ? new CacheFailure('unavailable', messages.unavailable, { cause }) : failure;
  }
  const guarded = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (cause) {
      throw failureOf(cause);
    }
  };
  return {
    readAll: (owner) => guarded(() => readAll(handle, owner)),
    write: (operations, options) => guarded(() => writeAll(handle, operations, options)),
    evictExpired: (now) =>
      guarded(async () => {
        const transaction = handle.transaction(storeName, 'readwrite');
        for await (const cursor of transaction.store.index(expiryIndex).iterate(IDBKeyRange.upperBound(now)))
          await cursor.delete();
        await transaction.done;
      }),
    close: () => handle.close(),
  };
};
