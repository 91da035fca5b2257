/**
 * The journal's contract: where the cluster's inputs stand before anybody sees their effect. `indexed-db-journal.ts` is the
 * real one. Knows nothing of worlds, clients or clocks.
 */
import type { ClockOrigin } from '../thread/clock.ts';
import type { JournalEntry, LoadedJournal, StoredSnapshot } from './stored-cluster.ts';

export type JournalFailureCode =
  /** No IndexedDB here (private mode, policy). */
  | 'unavailable'
  /** The database did not open in time: another program holds it in another version. */
  | 'blocked'
  | 'quota'
  /** The handle died (database deleted, browser closed it). */
  | 'closed'
  /** A transaction did not end in time, or ended in an error of another kind. */
  | 'failed';

export class JournalFailure extends Error {
  override readonly name = 'JournalFailure';
  readonly code: JournalFailureCode;
  constructor(code: JournalFailureCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Every method rejects with `JournalFailure` and nothing else. */
export interface ClusterJournal {
  load(): Promise<LoadedJournal>;
  /** One transaction; resolves when it is complete. */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** Replaces everything: the snapshot contains all that was. Opens the database again if its handle has died. */
  replace(snapshot: StoredSnapshot, sign: ClockOrigin): Promise<void>;
  /** The sign of life from which a later instance counts the absence. */
  stamp(sign: ClockOrigin): Promise<void>;
  close(): void;
}
