/**
 * The core worker's own small IndexedDB database: a handful of values by key. Opens with a deadline, gives way to a
 * newer version, opens again once when the handle died. Knows nothing of what is kept.
 */
import { openDB } from 'idb';
import type { IDBPDatabase } from 'idb';

/** Real ms; an open that is blocked by another connection never ends by itself. */
const openDeadlineMs = 3000;
const storeName = 'kept';

/** IndexedDB is not to be had (private mode, policy, blocked, full): the session lives as long as this worker. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
  readonly code = 'store-unavailable';
}

export interface CoreDatabase {
  /** Both reject with `StoreFailure`. */
  read(key: string): Promise<unknown>;
  /** One transaction; `undefined` erases a key. */
  write(values: Readonly<Record<string, unknown>>, durability?: 'relaxed' | 'strict'): Promise<void>;
  close(): void;
}

export function openCoreDatabase(name: string): CoreDatabase {
  let opening: Promise<IDBPDatabase> | undefined;

  const forget = () => (opening = undefined);
  const open = (): Promise<IDBPDatabase> => {
    opening ??= openOnce(name, forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opening;
  };

  const attempt = async <T>(work: (database: IDBPDatabase) => Promise<T>): Promise<T> => {
    try {
      return await work(await open());
    } catch (first) {
      // The handle may have died under us (closed by the browser, or given up for a newer version): once more, afresh.
      forget();
      try {
        return await work(await open());
      } catch (second) {
        throw new StoreFailure(`IndexedDB database ${name}: ${String(second)}`, { cause: first });
      }
    }
  };

  return {
    read: (key) => attempt((database) => database.get(storeName, key) as Promise<unknown>),
    write: (values, durability = 'relaxed') =>
      attempt(async (database) => {
        const transaction = database.transaction(storeName, 'readwrite', { durability });
        for (const [key, value] of Object.entries(values)) {
          void (value === undefined ? transaction.store.delete(key) : transaction.store.put(value, key));
        }
        await transaction.done;
      }),
    close() {
      void opening?.then((database) => database.close()).catch(() => undefined);
      forget();
    },
  };
}

async function openOnce(name: string, onGone: () => void): Promise<IDBPDatabase> {
  let late = false;
  const database = openDB(name, 1, {
    upgrade: (fresh) => void fresh.createObjectStore(storeName),
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      onGone();
    },
    terminated: onGone,
  });
  const deadline = new Promise<never>((_resolve, reject) => {
    setTimeout(() => {
      late = true;
      reject(new Error('did not open in time'));
    }, openDeadlineMs);
  });
  void database.then((opened) => late && opened.close()).catch(() => undefined);
  return Promise.race([database, deadline]);
}
