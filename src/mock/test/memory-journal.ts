/** A journal in memory whose transactions end when the test says so, and fail on demand. */
import type { ClockOrigin } from '../../thread/clock.ts';
import type { ClusterJournal, JournalFailure } from '../journal.ts';
import { readStored, type JournalEntry, type StoredSnapshot } from '../stored-cluster.ts';

export interface MemoryJournal extends ClusterJournal {
  readonly entries: Map<number, JournalEntry>;
  snapshot: StoredSnapshot | undefined;
  sign: ClockOrigin | undefined;
  /** Sizes of the batches that came, one per transaction. */
  readonly batches: number[];
  snapshots: number;
  /** While set, transactions wait for it. */
  gate: Promise<void> | undefined;
  /** Thrown by the next appends and by the next replaces. */
  failAppend: JournalFailure | undefined;
  failReplace: JournalFailure | undefined;
}

export function memoryJournal(): MemoryJournal {
  const journal: MemoryJournal = {
    entries: new Map(),
    snapshot: undefined,
    sign: undefined,
    batches: [],
    snapshots: 0,
    gate: undefined,
    failAppend: undefined,
    failReplace: undefined,
    load: () => Promise.resolve(readStored(journal.snapshot, journal.sign, [...journal.entries.values()])),
    async append(entries) {
      await journal.gate;
      if (journal.failAppend) throw journal.failAppend;
      journal.batches.push(entries.length);
      // As IndexedDB does: what is stored shares nothing with what runs.
      for (const entry of structuredClone(entries)) journal.entries.set(entry.sequence, entry);
    },
    async replace(snapshot, sign) {
      await journal.gate;
      if (journal.failReplace) throw journal.failReplace;
      journal.snapshots += 1;
      journal.snapshot = structuredClone(snapshot);
      journal.sign = sign;
      journal.entries.clear();
    },
    async stamp(sign) {
      await journal.gate;
      journal.sign = sign;
    },
    close: () => undefined,
  };
  return journal;
}
