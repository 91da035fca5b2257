/** The cache core with a parting copy: reads are answered before there is a database, and the database is met afterwards. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCacheCore } from './cache-core.ts';
import type { CacheEffect } from './cache-core-contract.ts';
import type { StoredRecord } from './operation.ts';
import type { PartingCopy } from './parting-text.ts';

const record = (key: string, value: string, savedAt: number): StoredRecord => ({
  owner: '1001',
  name: 'notes',
  key,
  value,
  version: 1,
  savedAt,
});
const copy: PartingCopy = { owner: '1001', records: [record('draft', 'left', 500), record('list', 'left', 500)] };

function start(given: PartingCopy | undefined) {
  const core = createCacheCore({ openTimeoutMs: 3_000, instance: 'p' });
  core.handle({ type: 'start', operations: [], names: [], copy: given, time: 1_000 }, 0);
  core.handle({ type: 'read', owner: '1001', ticket: 7 }, 1);
  const first = core.effects();
  const value = (key: string) => core.view().get('1001', 'notes', key, 2_000)?.value;
  const meet = (records: readonly StoredRecord[]): readonly CacheEffect[] => {
    core.handle({ type: 'opened' }, 5);
    const read = core.effects().find((effect) => effect.type === 'read');
    assert.ok(read, 'the database is read all the same');
    assert.equal(read.isKnown, given !== undefined);
    core.handle({ type: 'read-done', read: read.read, result: { records, broken: [] }, time: 1_005 }, 6);
    return core.effects();
  };
  return { core, first, value, meet };
}
const settledIn = (effects: readonly CacheEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'settle' ? effect.tickets : []));
const written = (core: ReturnType<typeof createCacheCore>) => {
  core.handle({ type: 'flush', durability: 'relaxed' }, 200);
  return core
    .effects()
    .flatMap((effect) => (effect.type === 'write' ? effect.operations : []))
    .map((operation) => (operation.kind === 'put' ? [operation.record.key, operation.record.value] : []));
};

describe('a start with a parting copy', () => {
  it('answers at once; another owner waits for the database', () => {
    const { core, first, value } = start(copy);
    assert.deepEqual(settledIn(first), [7]);
    assert.equal(value('draft'), 'left');
    core.handle({ type: 'read', owner: '1002', ticket: 8 }, 2);
    assert.deepEqual(settledIn(core.effects()), []);
    assert.deepEqual(settledIn(start(undefined).first), []);
  });

  it('what the database has newer wins, and whoever has read hears of it', () => {
    const { value, meet } = start(copy);
    const newer = record('draft', 'newer', 900);
    const heard = meet([newer, record('list', 'left', 500), record('more', 'new', 900)]);
    assert.equal(value('draft'), 'newer');
    assert.deepEqual(
      heard.flatMap((effect) => (effect.type === 'remote-put' ? [effect.record.key] : [])),
      ['draft', 'more'],
    );
  });

  it('what the database never got is written again; what it has, and what was written since, is not', () => {
    const { core, meet } = start(copy);
    core.handle(
      {
        type: 'put',
        owner: '1001',
        name: 'notes',
        key: 'list',
        value: 'typed',
        version: 1,
        durability: 'relaxed',
        ticket: 9,
        time: 1_002,
      },
      2,
    );
    meet([record('list', 'left', 500)]);
    assert.deepEqual(written(core), [
      ['list', 'typed'],
      ['draft', 'left'],
    ]);
    const complete = start(copy);
    complete.meet(copy.records);
    assert.deepEqual(written(complete.core), []);
  });

  it('what was written over the copy while there was no database is not put aside as unseen', () => {
    const { core } = start(copy);
    core.wake(3_001);
    core.handle(
      {
        type: 'put',
        owner: '1001',
        name: 'notes',
        key: 'draft',
        value: 'typed',
        version: 1,
        durability: 'relaxed',
        ticket: 9,
        time: 4_000,
      },
      3_100,
    );
    core.effects();
    core.handle({ type: 'opened' }, 5_000);
    const read = core.effects().find((effect) => effect.type === 'read');
    assert.ok(read);
    core.handle(
      { type: 'read-done', read: read.read, result: { records: copy.records, broken: [] }, time: 6_000 },
      5_001,
    );
    assert.deepEqual(written(core), [['draft', 'typed']]);
  });

  it('is left again by a page that leaves before it has met the database', () => {
    const { core } = start(copy);
    core.handle({ type: 'leave', time: 1_500 }, 3);
    assert.deepEqual(
      core.effects().flatMap((effect) => (effect.type === 'part' ? [effect.copy] : [])),
      [copy],
    );
  });

  it('is not left by a page that has not read', () => {
    const { core } = start(undefined);
    core.handle({ type: 'leave', time: 1_500 }, 3);
    assert.deepEqual(
      core.effects().flatMap((effect) => (effect.type === 'part' ? [effect.copy] : [])),
      [undefined],
    );
  });
});
