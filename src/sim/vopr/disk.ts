/**
 * What a simulated browser keeps for one desktop: one store with handles that die, room that runs out and openings that
 * hang; and the small synchronous stores. Knows nothing of what is kept; time is its user's business.
 */
import type { Operation, StoredRecord } from '../../cache/pure/operation.ts';
import { isNewer } from '../../cache/pure/operation.ts';
import type { JournalStore } from '../../cache/pure/journal.ts';

export type DiskTrouble = 'none' | 'full' | 'blocked' | 'handles-die';

export interface Disk {
  trouble: DiskTrouble;
  readonly journal: JournalStore;
  read(owner: string): StoredRecord[];
  /** One transaction. */
  write(operations: readonly Operation[], blindly: boolean, now: number): void;
}

/** `localStorage`, or the storage of one tab. */
export function createTextStore(): JournalStore {
  const texts = new Map<string, string>();
  return {
    get length() {
      return texts.size;
    },
    key: (index) => [...texts.keys()][index] ?? null,
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => void texts.set(name, text),
    removeItem: (name) => void texts.delete(name),
  };
}

export function createDisk(): Disk {
  const records = new Map<string, StoredRecord>();
  const placeOf = ({ owner, name, key }: { owner: string; name: string; key: string }): string =>
    `${owner}/${name}/${key}`;

  function one(operation: Operation, blindly: boolean, now: number): void {
    if (operation.kind === 'clear') {
      for (const [place, record] of records) if (record.owner === operation.owner) records.delete(place);
      return;
    }
    const write = operation.kind === 'put' ? operation.record : operation;
    const existing = records.get(placeOf(write));
    if (!blindly && existing && isNewer(existing, write, now)) return;
    if (operation.kind === 'put') records.set(placeOf(write), operation.record);
    else records.delete(placeOf(write));
  }

  return {
    trouble: 'none',
    journal: createTextStore(),
    read: (owner) => [...records.values()].filter((record) => record.owner === owner),
    write(operations, blindly, now) {
      for (const operation of operations) one(operation, blindly, now);
    },
  };
}
