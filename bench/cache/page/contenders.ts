/**
 * The stores that are compared, each as its documentation says it is used best, behind the few verbs that a gadget's host
 * needs. Runs in the page. Measures nothing.
 */
import { createStore, getMany, set } from 'idb-keyval';
import localforage from 'localforage';
import { openDesktopCache } from '../../../src/cache/desktop-cache.ts';
import type { ContenderName, Durability } from '../contract.ts';

export interface OpenStore {
  /** As one gadget calls it; resolves when the store says that the value is kept. */
  put(key: string, value: unknown, durability: Durability): Promise<void>;
  /** All values of these keys, each its caller's own. */
  restore(keys: readonly string[]): Promise<readonly unknown[]>;
  /** As its page does when it is left; the bench goes on to the next one. */
  leave(): void;
  /** What was read did not come from the database. */
  wasAhead?(): boolean;
}

const storeName = 'records';
const owner = '1001';

function asPromise<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('failed'));
  });
}

function openRaw(name: string): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
  return asPromise(opening);
}

const rawPut = (database: IDBDatabase, key: string, value: unknown, durability: Durability): Promise<void> =>
  new Promise((resolve, reject) => {
    const transaction = database.transaction(storeName, 'readwrite', { durability });
    transaction.objectStore(storeName).put(value, key);
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
  });

/** As the page opens it; what a gadget calls is its namespace. `tab`: with what the tab's last page left. */
function desktopCache(name: string, tab: Storage | undefined): OpenStore {
  const cache = openDesktopCache({
    name,
    journal: localStorage,
    tab,
    // On a busy machine it would otherwise go on from memory, and nothing would have been measured.
    openTimeoutMs: 60_000,
    now: () => Date.now(),
  });
  let wasAhead = false;
  return {
    put: (key, value, durability) => cache.namespace(owner, key).put('state', value, { durability }),
    async restore(keys) {
      await cache.preload(owner);
      const values = await Promise.all(
        keys.map(async (key) => (await cache.namespace(owner, key).get('state'))?.value),
      );
      wasAhead = cache.state.kind === 'opening';
      return values;
    },
    leave() {
      void cache.flush('leaving');
      cache.close();
    },
    wasAhead: () => wasAhead,
  };
}

export const contenders: Readonly<Record<ContenderName, (name: string) => OpenStore | Promise<OpenStore>>> = {
  DesktopCache: (name) => desktopCache(name, sessionStorage),
  'DesktopCache, new tab': (name) => desktopCache(name, undefined),
  localforage(name) {
    const store = localforage.createInstance({ name, driver: localforage.INDEXEDDB });
    return {
      put: (key, value) => store.setItem(key, value).then(() => undefined),
      restore: (keys) => Promise.all(keys.map((key) => store.getItem(key))),
      leave: () => undefined,
    };
  },
  'idb-keyval'(name) {
    const usual = createStore(name, storeName);
    const strict: typeof usual = (_mode, callback) =>
      usual('readonly', (store) => {
        const { db } = store.transaction;
        return callback(db.transaction(storeName, 'readwrite', { durability: 'strict' }).objectStore(storeName));
      });
    return {
      put: (key, value, durability) => set(key, value, durability === 'strict' ? strict : usual),
      restore: (keys) => getMany([...keys], usual),
      leave: () => undefined,
    };
  },
  async 'IndexedDB, a get each'(name) {
    const database = await openRaw(name);
    return {
      put: (key, value, durability) => rawPut(database, key, value, durability),
      restore(keys) {
        const store = database.transaction(storeName, 'readonly').objectStore(storeName);
        return Promise.all(keys.map((key) => asPromise<unknown>(store.get(key))));
      },
      leave: () => database.close(),
    };
  },
  async 'IndexedDB, one getAll'(name) {
    const database = await openRaw(name);
    return {
      put: (key, value, durability) => rawPut(database, key, value, durability),
      restore: () => asPromise<unknown[]>(database.transaction(storeName, 'readonly').objectStore(storeName).getAll()),
      leave: () => database.close(),
    };
  },
  localStorage(name) {
    return {
      put: (key, value) =>
        new Promise((resolve) => {
          localStorage.setItem(`${name}/${key}`, JSON.stringify(value));
          resolve();
        }),
      restore: (keys) =>
        Promise.resolve(keys.map((key) => JSON.parse(localStorage.getItem(`${name}/${key}`) ?? 'null') as unknown)),
      leave: () => undefined,
    };
  },
};
