/**
 * What outlives this worker: the core's session record, the sealed credential, and when the session was last seen
 * alive. Life of all three: the node's presence grace after the last sign of life; then only the record's story is told and
 * everything is erased. Writes are made in order; a failure is told once and the session goes on without being kept.
 */
import type { SessionRecord } from '../../core/contract.ts';
import type { Credential } from '../link/link.ts';
import type { CoreDatabase } from './database.ts';
import { judgeKept } from '../pure/kept-session.ts';
import { createVault, vaultKey } from './vault.ts';

const recordKey = 'session';
const seenKey = 'last-seen';

export type KeptSession =
  | { readonly kind: 'none' }
  /** Within the grace: go on with it. */
  | {
      readonly kind: 'alive';
      readonly session: SessionRecord;
      readonly credential: Credential;
      readonly awayMs: number;
    }
  /** Too late, or the credential is lost; already erased. `awayMs` is virtual. */
  | { readonly kind: 'lapsed'; readonly session: SessionRecord; readonly awayMs: number };

export interface SessionStore {
  /** `speed`: virtual ms per real one, to measure the time away. */
  load(speed: number): Promise<KeptSession>;
  keep(session: SessionRecord, credential: Credential | undefined): void;
  /** Another credential of the kept session. */
  keepCredential(credential: Credential): void;
  /** The session is alive now. */
  stamp(): void;
  erase(): void;
  readonly keeping: boolean;
  /** When all that was asked for is written. */
  written(): Promise<void>;
}

export interface SessionStoreOptions {
  readonly database: CoreDatabase;
  /** Wall clock, real ms since 1970. */
  readonly wallNow: () => number;
  readonly onFailure: (error: unknown) => void;
  /** From now on a new worker could go on with the session. */
  readonly onKept?: () => void;
  /** Nothing is left of it on disk. */
  readonly onErased?: () => void;
}

export function createSessionStore(options: SessionStoreOptions): SessionStore {
  const { database, wallNow, onFailure, onKept, onErased } = options;
  const vault = createVault(database);
  let queue: Promise<void> = Promise.resolve();
  let keeping = false;
  let sealed: Credential | undefined;
  let failed = false;

  const inOrder = (work: () => Promise<void>) => {
    queue = queue.then(work).catch((error: unknown) => {
      if (!failed) onFailure(error);
      failed = true;
    });
  };
  const erase = () => {
    keeping = false;
    sealed = undefined;
    inOrder(async () => {
      await database.write({ [recordKey]: undefined, [seenKey]: undefined, [vaultKey]: undefined }, 'strict');
      onErased?.();
    });
  };

  return {
    async load(speed) {
      try {
        const session = await database.read(recordKey);
        if (!isSessionRecord(session)) return { kind: 'none' };
        const seen = (await database.read(seenKey)) as number | undefined;
        const { kind, awayMs } = judgeKept(seen, wallNow(), speed);
        const credential = kind === 'within-grace' ? await vault.open(session.agentId) : undefined;
        if (!credential) {
          erase();
          return { kind: 'lapsed', session, awayMs };
        }
        keeping = true;
        sealed = credential;
        return { kind: 'alive', session, credential, awayMs };
      } catch (error) {
        onFailure(error);
        return { kind: 'none' };
      }
    },
    keep(session, credential) {
      keeping = true;
      const isNew = credential !== undefined && credential !== sealed;
      sealed = credential;
      // One transaction: a record without its credential would be no use to anybody.
      inOrder(async () => {
        const values = { [recordKey]: session, [seenKey]: wallNow() };
        await database.write(isNew ? { ...values, [vaultKey]: await vault.seal(credential) } : values);
        if (isNew) onKept?.();
      });
    },
    keepCredential(credential) {
      if (!keeping || credential === sealed) return;
      sealed = credential;
      inOrder(async () => database.write({ [vaultKey]: await vault.seal(credential) }));
    },
    stamp() {
      if (keeping) inOrder(() => database.write({ [seenKey]: wallNow() }));
    },
    erase,
    get keeping() {
      return keeping;
    },
    written: () => queue,
  };
}

function isSessionRecord(value: unknown): value is SessionRecord {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Partial<Record<keyof SessionRecord, unknown>>;
  return record.version === 1 && typeof record.agentId === 'string' && typeof record.node === 'string';
}
