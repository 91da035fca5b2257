/**
 * Two writes of one key in the same millisecond have one winner, whoever hears of them, by whatever way and in whatever
 * order: from the writer, from another tab, from the database or from a journal.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createCacheCore } from './cache-core.ts';
import type { CacheCore, CacheEffect } from './cache-core-contract.ts';
import { createJournal, type JournalStore } from './journal.ts';
import { createMemoryCopy } from './memory-copy.ts';
import { byAge, isNewer, type Operation, stampOf, type StoredRecord } from './operation.ts';

const place = { owner: '1001', name: 'notes', key: 'draft' } as const;
const later = 1_000_000;

interface Written {
  readonly operation: Operation;
  /** Ways by which each of three places hears of it: the rank says when. */
  readonly ranks: readonly number[];
}
const written: fc.Arbitrary<Written> = fc.record({
  operation: fc
    .record({
      isPut: fc.boolean(),
      savedAt: fc.integer({ min: 1, max: 3 }),
      by: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
    })
    .map(({ isPut, savedAt, by }): Operation => {
      const stamp = by === undefined ? { savedAt } : { savedAt, by };
      const value = `${savedAt} ${by}`;
      return isPut
        ? { kind: 'put', record: { ...place, value, version: 1, ...stamp } }
        : { kind: 'delete', ...place, ...stamp };
    }),
  ranks: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
});
/** One page makes one write of a key in a millisecond: its next one comes later (`timeFor`). */
const all = fc.uniqueArray(written, {
  minLength: 1,
  maxLength: 8,
  selector: ({ operation }) => `${stampOf(operation).savedAt} ${stampOf(operation).by}`,
});
const heardBy = (writes: readonly Written[], at: number): readonly Operation[] =>
  [...writes].sort((one, other) => (one.ranks[at] ?? 0) - (other.ranks[at] ?? 0)).map(({ operation }) => operation);
const valueOf = (operation: Operation | undefined): unknown =>
  operation?.kind === 'put' ? operation.record.value : undefined;

function memoryStore(): JournalStore {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: (name) => void items.delete(name),
  };
}

/** As `writing.ts` does with each write of a batch. */
function diskAfter(operations: readonly Operation[]): StoredRecord | undefined {
  let row: StoredRecord | undefined;
  for (const operation of operations)
    if (operation.kind === 'put' && !(row && isNewer(row, operation.record, later))) row = operation.record;
  return row;
}

describe('two writes of one key in the same millisecond', () => {
  it('every tab, whatever it hears first, every journal and the disk agree upon the winner', () => {
    fc.assert(
      fc.property(all, (writes) => {
        const winner = writes
          .map(({ operation }) => operation)
          .sort((one, other) => byAge(stampOf(other), stampOf(one)))[0];
        for (const tab of [0, 1, 2]) {
          const memory = createMemoryCopy();
          for (const operation of heardBy(writes, tab)) memory.apply(operation, later);
          const { owner, name, key } = place;
          assert.equal(memory.get(owner, name, key, later)?.value, valueOf(winner), `tab ${tab}`);
          for (const { operation } of writes) {
            assert.equal(memory.isKnown(operation), operation === winner);
            assert.equal(memory.isOutdated(operation), operation !== winner, 'not put without looking');
          }
        }
        // What was deleted leaves nothing on disk to compare with.
        const puts = writes.filter(({ operation }) => operation.kind === 'put');
        const winning = puts
          .map(({ operation }) => operation)
          .sort((one, other) => byAge(stampOf(other), stampOf(one)))[0];
        for (const order of [0, 1, 2]) assert.equal(diskAfter(heardBy(puts, order))?.value, valueOf(winning));
        const store = memoryStore();
        for (const [at, operation] of heardBy(writes, 0).entries())
          createJournal(store, 'test', `page-${at}`).write([operation]);
        // The last one of a key is what the next start writes.
        assert.deepEqual(createJournal(store, 'test', 'next').read().operations.at(-1), winner);
      }),
    );
  });

  it('two pages that put in the same millisecond read the same, and the disk gets the same, told in either order', () => {
    const page = (instance: string): CacheCore => {
      const core = createCacheCore({ openTimeoutMs: 3_000, instance });
      core.handle({ type: 'start', operations: [], names: [], time: 1_000 }, 0);
      core.handle({ type: 'opened' }, 1);
      core.effects();
      return core;
    };
    const put = (core: CacheCore, value: string): readonly CacheEffect[] => {
      core.handle({ type: 'put', ...place, value, version: 1, durability: 'strict', ticket: 1, time: 1_010 }, 10);
      return core.effects();
    };
    const [one, two] = [page('a'), page('b')];
    const effects = { one: put(one, 'of one'), two: put(two, 'of two') };
    const told = (by: readonly CacheEffect[]) =>
      by.flatMap((each) => (each.type === 'tell-others' ? each.operation : []));
    const onDisk = (by: readonly CacheEffect[]) => by.flatMap((each) => (each.type === 'write' ? each.operations : []));
    for (const operation of told(effects.one)) two.handle({ type: 'remote', operation, time: 1_011 }, 11);
    for (const operation of told(effects.two)) one.handle({ type: 'remote', operation, time: 1_011 }, 11);
    const read = (core: CacheCore) => core.view().get(place.owner, place.name, place.key, 1_012)?.value;
    assert.deepEqual([read(one), read(two)], ['of two', 'of two']);
    assert.equal(diskAfter([...onDisk(effects.one), ...onDisk(effects.two)])?.value, 'of two');
    assert.equal(diskAfter([...onDisk(effects.two), ...onDisk(effects.one)])?.value, 'of two');
    const shown = (core: CacheCore) => core.effects().filter(({ type }) => type === 'remote-put').length;
    assert.deepEqual([shown(one), shown(two)], [1, 0], 'who has lost is told, who has won is not');
  });
});
