/**
 * How what the database holds meets what is known here: the newer wins, what is no record is kept aside, and whoever has
 * read the parting copy hears what differs. Pure; must not know when the database is read.
 */
import type { Ahead } from './ahead.ts';
import type { CacheEffect, CacheInput, ReadResult } from './cache-core-contract.ts';
import type { MemoryCopy } from './memory-copy.ts';
import { brokenSuffix, isAside, type Operation, type StoredRecord } from './operation.ts';
import { signed } from './signed.ts';

export interface TakingInOptions {
  readonly memory: MemoryCopy;
  readonly ahead: Ahead;
  readonly instance: string | undefined;
  readonly submit: (operation: Operation, durability: 'relaxed' | 'strict', now: number) => void;
  readonly out: CacheEffect[];
}

export function createTakingIn({ memory, ahead, instance, submit, out }: TakingInOptions) {
  const setAside = (record: StoredRecord, suffix: string, time: number, now: number): void => {
    const own = signed(time, instance);
    const operation: Operation = { kind: 'put', record: { ...record, key: record.key + suffix, ...own } };
    memory.apply(operation, time);
    submit(operation, 'relaxed', now);
  };

  const merge = ({ records, broken }: ReadResult, time: number, now: number): void => {
    memory.merge(records, time);
    for (const { key: place, raw, readable } of broken) {
      const [owner, name, key] = place;
      if (![owner, name, key].every((part) => typeof part === 'string')) continue;
      memory.markBroken(owner, name, key);
      if (!readable || !memory.isBroken(owner, name, key)) continue;
      setAside({ owner, name, key, value: raw, version: 1, savedAt: time }, brokenSuffix, time, now);
      submit({ kind: 'delete', owner, name, key, ...signed(time, instance) }, 'relaxed', now);
    }
  };

  return {
    setAside,

    takeIn(owner: string, result: ReadResult, time: number, now: number): void {
      if (!ahead.covers(owner)) {
        merge(result, time, now);
        return;
      }
      const known = (record: StoredRecord) => memory.get(record.owner, record.name, record.key, time);
      const before = result.records.map(known);
      merge(result, time, now);
      for (const [at, each] of result.records.entries()) {
        const record = known(each);
        if (record && record !== before[at] && !isAside(record.key)) out.push({ type: 'remote-put', record });
      }
      for (const record of ahead.meet(owner, result.records, time)) submit({ kind: 'put', record }, 'relaxed', now);
    },

    /** Its text turned out to be no JSON. */
    putAsideText(input: Extract<CacheInput, { type: 'unreadable' }>, now: number): void {
      const { owner, name, key, time } = input;
      const record = memory.breakRecord(owner, name, key);
      if (record?.text === undefined) return;
      const { text, ...rest } = record;
      setAside({ ...rest, value: text }, brokenSuffix, time, now);
      const after = signed(Math.max(time, record.savedAt + 1), instance);
      submit({ kind: 'delete', owner, name, key, ...after }, 'relaxed', now);
    },
  };
}
