/** Faults planted under the cache in browser tests: raw access to its database, handles that die, stores that refuse. */
import type { CacheDatabase, OpenDatabase } from '../database.ts';
import { openDatabase } from '../database.ts';
import type { JournalStore } from '../pure/journal.ts';

let count = 0;
/** All test files share one origin: each test has a database of its own. */
export const freshName = (): string => `test-cache-${Date.now()}-${Math.random().toString(36).slice(2)}-${++count}`;

export function request<Result>(of: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    of.onsuccess = () => resolve(of.result);
    of.onerror = () => reject(of.error ?? new Error('failed'));
  });
}

/** Everything that stands in the database, past the cache. */
export async function scan(name: string): Promise<Record<string, unknown>[]> {
  const database = await request(indexedDB.open(name));
  const records = await request(
    database.transaction('records').objectStore('records').getAll() as IDBRequest<Record<string, unknown>[]>,
  );
  database.close();
  return records;
}

export async function putRaw(name: string, record: object): Promise<void> {
  const database = await request(indexedDB.open(name));
  await request(database.transaction('records', 'readwrite').objectStore('records').put(record));
  database.close();
}

export async function deleteRaw(name: string, key: IDBValidKey): Promise<void> {
  const database = await request(indexedDB.open(name));
  await request(database.transaction('records', 'readwrite').objectStore('records').delete(key));
  database.close();
}

/** Closes every handle that a transaction is started on from now until `restore`: the connection dies under the cache. */
export function killHandlesOnce(): { readonly killed: () => number; restore: () => void } {
  const original = IDBDatabase.prototype.transaction;
  let killed = 0;
  IDBDatabase.prototype.transaction = function (...args) {
    if (killed === 0) {
      killed++;
      this.close();
    }
    return original.apply(this, args);
  };
  return {
    killed: () => killed,
    restore() {
      IDBDatabase.prototype.transaction = original;
    },
  };
}

/** The real database, with some of its verbs replaced. */
export function databaseWith(change: (real: CacheDatabase) => Partial<CacheDatabase>): OpenDatabase {
  return async (name, onLost) => {
    const real = await openDatabase(name, onLost);
    return { ...real, ...change(real) };
  };
}

/** After `fill` the disk is full until what has expired is thrown away. */
export function fullUntilEvicted(): { readonly openDatabase: OpenDatabase; readonly fill: () => void } {
  let full = false;
  const openFull = databaseWith((real) => ({
    async write(operations, options) {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      return real.write(operations, options);
    },
    async evictExpired(now) {
      await real.evictExpired(now);
      full = false;
    },
  }));
  return { openDatabase: openFull, fill: () => void (full = true) };
}

export function memoryStore(limit = Infinity): JournalStore & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem(name, text) {
      if (text.length > limit) throw new DOMException('full', 'QuotaExceededError');
      items.set(name, text);
    },
    removeItem: (name) => void items.delete(name),
  };
}

/** Resolves as soon as the condition holds, looking again with each turn of the event loop. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`never: ${what}`);
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    });
  }
}

/** What stands beside the records of a database: pieces of large texts, by their keys. */
export async function scanPieces(name: string): Promise<readonly IDBValidKey[]> {
  const database = await request(indexedDB.open(name));
  const keys = await request(database.transaction('pieces').objectStore('pieces').getAllKeys());
  database.close();
  return keys;
}
