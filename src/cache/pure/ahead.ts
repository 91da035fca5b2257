/**
 * What the cache core knows of an owner before the database has been read: the last page of this tab left a copy. The
 * database is read all the same; what it has newer wins, and what it never got is written again. Pure.
 */
import type { MemoryCopy } from './memory-copy.ts';
import { byAge, slotOf, type StoredRecord } from './operation.ts';
import type { PartingCopy } from './parting-text.ts';

export interface Ahead {
  begin(copy: PartingCopy | undefined, time: number): void;
  /** Everything of this owner is in memory from now on. False when no copy of it was left. */
  take(owner: string): boolean;
  /** Taken, and the database has not been read yet. */
  covers(owner: string): boolean;
  /** This very record was in the copy: who wrote over it had seen it. */
  had(record: StoredRecord): boolean;
  /** The database has been read. What this page still holds and the database has not, or older. */
  meet(owner: string, records: readonly StoredRecord[], time: number): readonly StoredRecord[];
  /** Everything that is known of this owner, for the next page. */
  leave(owner: string, time: number): PartingCopy | undefined;
}

const placeOf = (record: StoredRecord): string => slotOf({ kind: 'put', record });

export function createAhead(memory: MemoryCopy): Ahead {
  let left: { readonly copy: PartingCopy; readonly time: number } | undefined;
  const taken = new Map<string, ReadonlyMap<string, StoredRecord>>();
  return {
    begin(copy, time) {
      left = copy && { copy, time };
    },
    take(owner) {
      if (taken.has(owner)) return true;
      if (left?.copy.owner !== owner) return false;
      const { copy, time } = left;
      left = undefined;
      memory.merge(copy.records, time);
      taken.set(owner, new Map(copy.records.map((record) => [placeOf(record), record])));
      return true;
    },
    covers: (owner) => taken.has(owner),
    had(record) {
      const known = taken.get(record.owner)?.get(placeOf(record));
      return known !== undefined && byAge(known, record) === 0;
    },
    meet(owner, records, time) {
      const copied = taken.get(owner);
      if (!copied) return [];
      taken.delete(owner);
      const stored = new Map(records.map((record) => [placeOf(record), record]));
      return [...copied].flatMap(([place, record]) => {
        const there = stored.get(place);
        const isBehind = there === undefined || byAge(there, record) < 0;
        return isBehind && memory.get(owner, record.name, record.key, time) === record ? [record] : [];
      });
    },
    leave(owner, time) {
      const records = memory.everything(owner, time);
      return records && { owner, records };
    },
  };
}
