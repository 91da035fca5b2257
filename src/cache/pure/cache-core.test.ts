/** The cache core beside its browser tests: what a leaving page may still put. Found by the simulation. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCacheCore } from './cache-core.ts';
import type { CacheEffect } from './cache-core-contract.ts';
import type { Operation } from './operation.ts';

const key = { owner: '1001', name: 'notes', key: 'draft' } as const;
const putOf = (value: string, savedAt: number): Operation => ({
  kind: 'put',
  record: { ...key, value, version: 1, savedAt },
});

/** A page with its database open and one write that waits. */
function waitingPage() {
  const core = createCacheCore({ openTimeoutMs: 3_000 });
  core.handle({ type: 'start', operations: [], names: [], time: 1_000 }, 0);
  core.handle({ type: 'opened' }, 1);
  core.handle({ type: 'put', ...key, value: 'old', version: 1, durability: 'relaxed', ticket: 7, time: 1_010 }, 10);
  core.effects();
  return core;
}
const last = (effects: readonly CacheEffect[]) => ({
  journal: effects.flatMap((effect) => (effect.type === 'journal' ? effect.operations : [])),
  put: effects.flatMap((effect) => (effect.type === 'write' && effect.leaving ? effect.operations : [])),
});

describe('a page that leaves', () => {
  it('puts what waits, without looking, and into the journal', () => {
    const core = waitingPage();
    core.handle({ type: 'leave', time: 1_020 }, 20);
    assert.deepEqual(last(core.effects()), { journal: [putOf('old', 1_010)], put: [putOf('old', 1_010)] });
  });

  it('does not put over what another tab has written since: that goes by the journal, which is compared', () => {
    const core = waitingPage();
    core.handle({ type: 'remote', operation: putOf('new', 1_015), time: 1_015 }, 15);
    core.handle({ type: 'leave', time: 1_020 }, 20);
    assert.deepEqual(last(core.effects()), { journal: [putOf('old', 1_010)], put: [] });
  });
});
