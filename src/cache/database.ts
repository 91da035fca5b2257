/**
 * DesktopCache's database: opened and let go; read per owner in one go (`reading.ts`), written in one transaction per batch
 * (`writing.ts`). What fails is told as `CacheFailure`. It must not know when something is written, nor what is retried.
 */
import { CacheFailure } from './contract.ts';
import { expiryIndex, schemaVersion, storeNames } from './places.ts';
import type { ReadResult } from './pure/cache-core-contract.ts';
import type { Operation } from './pure/operation.ts';
import { readAll } from './reading.ts';
import { evictExpired, writeAll, type WriteOptions } from './writing.ts';

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

/** A connection that has gone under the read: there is nothing to read again on it. */
const isDead = (cause: unknown): boolean =>
  failureOf(cause).code === 'closed' && cause instanceof DOMException && cause.name === 'InvalidStateError';

/** Rejects with what the browser says. A newer build's upgrade, or a deletion, finds this one out of its way. */
function connect(factory: IDBFactory, name: string, onLost: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // `blocked` is told by the caller's deadline; the open goes on when the other tab lets go.
    const opening = factory.open(name, schemaVersion);
    opening.onupgradeneeded = ({ oldVersion }) => {
      const { result: made } = opening;
      if (oldVersion < 1) {
        const records = made.createObjectStore(storeNames.records, { keyPath: ['owner', 'name', 'key'] });
        records.createIndex(expiryIndex, 'expiresAt');
      }
      if (oldVersion < 2) made.createObjectStore(storeNames.pieces);
    };
    opening.onerror = () => reject(opening.error ?? new Error('the database did not open'));
    opening.onsuccess = () => {
      const { result: handle } = opening;
      handle.onversionchange = () => {
        handle.close();
        onLost();
      };
      handle.onclose = () => onLost();
      resolve(handle);
    };
  });
}

export const openDatabase: OpenDatabase = async (name, onLost) => {
  // Some privacy modes take the global away, others throw on reading it.
  const factory = (() => {
    try {
      return globalThis.indexedDB as IDBFactory | undefined;
    } catch {
      return undefined;
    }
  })();
  if (!factory) throw new CacheFailure('unavailable', messages.unavailable);
  let handle: IDBDatabase;
  try {
    handle = await connect(factory, name, onLost);
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
    readAll: (owner) => guarded(() => readAll(handle, owner, isDead)),
    write: (operations, options) => guarded(() => writeAll(handle, operations, options)),
    evictExpired: (now) => guarded(() => evictExpired(handle, now)),
    close: () => handle.close(),
  };
};
