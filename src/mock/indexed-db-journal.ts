/**
 * The journal on IndexedDB: one store for the numbered inputs, one for the snapshot and the sign of life. Every way in which
 * a browser takes a database away ends in a typed failure, never in a promise that hangs.
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { sealPasswords } from './credentials.ts';
import { JournalFailure, type ClusterJournal } from './journal.ts';
import { readStored, type LoadedJournal } from './stored-cluster.ts';

interface ClusterDatabase extends DBSchema {
  inputs: { key: number; value: unknown };
  state: { key: 'snapshot' | 'sign'; value: unknown };
}

const databaseVersion = 1;
/** Opening takes about a millisecond; after this the cluster rather starts without its journal. */
const openWithinMs = 3000;
/** A relaxed transaction takes about a millisecond; replies wait for it, so a stuck one must not stop the cluster. */
const commitWithinMs = 3000;
/** The operating system keeps what a killed browser wrote; a power cut may lose the last inputs, which a mock can bear. */
const relaxed = { durability: 'relaxed' } as const;

export function indexedDbJournal(databaseName: string): ClusterJournal {
  let database: IDBPDatabase<ClusterDatabase> | undefined;

  const drop = (): void => {
    database?.close();
    database = undefined;
  };

  const open = async (): Promise<IDBPDatabase<ClusterDatabase>> => {
    if (database) return database;
    if (typeof indexedDB === 'undefined') throw new JournalFailure('unavailable', 'there is no IndexedDB here');
    const opening = openDB<ClusterDatabase>(databaseName, databaseVersion, {
      upgrade(fresh) {
        fresh.createObjectStore('inputs');
        fresh.createObjectStore('state');
      },
      // Somebody deletes or upgrades the database: giving way is the only way not to hang them.
      blocking: drop,
      terminated: drop,
    });
    const opened = await within(openWithinMs, opening, 'blocked').catch((error: unknown) => {
      // It may still open after the deadline; then nobody wants it.
      void opening.then(
        (late) => late.close(),
        () => undefined,
      );
      throw error;
    });
    database = opened;
    return opened;
  };

  const write = async (work: (transaction: WriteTransaction) => Promise<unknown>[]): Promise<void> => {
    if (!database) throw new JournalFailure('closed', 'the database handle is gone');
    let transaction: WriteTransaction;
    try {
      transaction = database.transaction(['inputs', 'state'], 'readwrite', relaxed);
    } catch (error) {
      drop();
      throw new JournalFailure('closed', 'the database handle is dead', { cause: error });
    }
    // A failed put also fails the transaction; every promise is waited for, so that none is left unheard.
    const done = Promise.all([...work(transaction), transaction.done]);
    await within(commitWithinMs, done, 'failed');
  };

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw asFailure(error);
    }
  };

  const read = async (): Promise<LoadedJournal> => {
    const transaction = (await open()).transaction(['inputs', 'state'], 'readonly');
    const inputs = transaction.objectStore('inputs');
    const state = transaction.objectStore('state');
    const all = Promise.all([state.get('snapshot'), state.get('sign'), inputs.getAll(), transaction.done]);
    const [snapshot, sign, entries] = await within(openWithinMs, all, 'failed');
    return readStored(snapshot, sign, entries);
  };

  return {
    load: () =>
      guarded(async () => {
        try {
          return await read();
        } catch (error) {
          if (asFailure(error).code !== 'failed') throw error;
          // Damaged below the level of records (missing stores, unreadable file): only a new database can help.
          drop();
          await within(openWithinMs, deleteDB(databaseName), 'blocked');
          await open();
          return { kind: 'unreadable', because: 'the browser cannot read its database' };
        }
      }),
    append: (entries) =>
      guarded(() =>
        write((transaction) => {
          const inputs = transaction.objectStore('inputs');
          return entries.map((entry) => inputs.put(sealPasswords(entry), entry.sequence));
        }),
      ),
    replace: (snapshot, sign) =>
      guarded(async () => {
        await open();
        await write((transaction) => [
          transaction.objectStore('inputs').clear(),
          transaction.objectStore('state').put(sealPasswords(snapshot), 'snapshot'),
          transaction.objectStore('state').put(sign, 'sign'),
        ]);
      }),
    stamp: (sign) => guarded(() => write((transaction) => [transaction.objectStore('state').put(sign, 'sign')])),
    close: drop,
  };
}

type WriteTransaction = IDBPTransaction<ClusterDatabase, ('inputs' | 'state')[], 'readwrite'>;

function within<T>(ms: number, work: Promise<T>, late: 'blocked' | 'failed'): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new JournalFailure(late, `the database did not answer within ${ms} ms`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function asFailure(error: unknown): JournalFailure {
  if (error instanceof JournalFailure) return error;
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'QuotaExceededError') return new JournalFailure('quota', message, { cause: error });
  if (name === 'InvalidStateError') return new JournalFailure('closed', message, { cause: error });
  if (name === 'VersionError') return new JournalFailure('blocked', message, { cause: error });
  if (name === 'SecurityError') return new JournalFailure('unavailable', message, { cause: error });
  return new JournalFailure('failed', message, { cause: error });
}
