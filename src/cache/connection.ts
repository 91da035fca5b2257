/**
 * Keeps one database connection: opens it with a deadline, adopts it when it comes late, forgets it when it dies, opens
 * it again when asked. It must not know what is read or written.
 */
import type { CacheDatabase, OpenDatabase } from './database.ts';
import { failureOf } from './database.ts';
import { CacheFailure } from './contract.ts';
import type { DatabaseFailureCode } from './write-queue-contract.ts';

export interface Connection {
  readonly database: CacheDatabase | undefined;
  /** Opens unless that is being done. The hooks tell how it went. */
  open(): void;
  /** Resolves when the present attempt has an answer or has passed its deadline. */
  settled(): Promise<void>;
  /** Runs the work; when the connection turns out to be dead, once more on a new one. Rejects with `CacheFailure`. */
  use<Result>(work: (database: CacheDatabase) => Promise<Result>): Promise<Result>;
  close(): void;
}

export interface ConnectionHooks {
  /** `late` when the deadline had passed. Awaited before `onOpen`, so that what the database holds is seen first. */
  readonly beforeOpen: (database: CacheDatabase, late: boolean) => Promise<void>;
  readonly onOpen: () => void;
  readonly onOpenFailed: (code: DatabaseFailureCode) => void;
}

export function createConnection(
  name: string,
  openDatabase: OpenDatabase,
  timeoutMs: number,
  hooks: ConnectionHooks,
): Connection {
  let database: CacheDatabase | undefined;
  let attempt: Promise<void> | undefined;
  let closed = false;

  const lose = (dead: CacheDatabase | undefined): void => {
    dead?.close();
    if (database === dead) database = undefined;
  };

  const open = (): void => {
    if (attempt || closed) return;
    attempt = new Promise((answered) => {
      let late = false;
      let opened: CacheDatabase | undefined;
      const deadline = setTimeout(() => {
        late = true;
        hooks.onOpenFailed('blocked');
        answered();
      }, timeoutMs);
      openDatabase(name, () => lose(opened))
        .then(async (fresh) => {
          clearTimeout(deadline);
          if (closed) {
            fresh.close();
            return;
          }
          opened = database = fresh;
          await hooks.beforeOpen(fresh, late).catch(() => undefined);
          attempt = undefined;
          hooks.onOpen();
        })
        .catch((cause: unknown) => {
          clearTimeout(deadline);
          attempt = undefined;
          const { code } = failureOf(cause);
          hooks.onOpenFailed(code === 'blocked' || code === 'unavailable' ? code : 'closed');
        })
        .finally(answered);
    });
  };

  const settled = async (): Promise<void> => {
    await attempt;
  };

  return {
    get database() {
      return database;
    },
    open,
    settled,
    async use(work) {
      await settled();
      const first = database;
      if (!first) throw new CacheFailure('closed', 'there is no database connection');
      try {
        return await work(first);
      } catch (cause) {
        const failure = failureOf(cause);
        if (failure.code !== 'closed' || closed) throw failure;
        lose(first);
        open();
        await settled();
        if (!database) throw failure;
        return work(database);
      }
    },
    close() {
      closed = true;
      lose(database);
    },
  };
}
