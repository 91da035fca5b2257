import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorldInput } from '../sim/contract.ts';
import { AbsenceTooLong, longestAbsenceMs, rebuild, replay, ReplayDiverged } from './rebuild.ts';
import { journalFormat, type JournalEntry, type StoredCluster } from './stored-cluster.ts';
import { createToyWorld, toyGone, toyHash, toyOptions, toyRequest } from './test/toy-world.ts';
import { createTimeline } from './timeline.ts';

const start = 1_000_000;
const session = (client: string): WorldInput => ({
  type: 'xmpp',
  client,
  session: `${client}/1`,
  node: 'publisher',
  message: { kind: 'connect', loginId: '1001', password: 'secret', resource: 'desktop' },
});

/** A life with its journal: snapshot after the second input, five more after it. */
function lived(): { stored: StoredCluster; hash: number } {
  const timeline = createTimeline(createToyWorld(toyOptions, start), start, () => undefined);
  const entries: JournalEntry[] = [];
  let snapshot: StoredCluster['snapshot'] | undefined;
  [
    toyRequest(),
    session('a'),
    toyRequest(),
    session('b'),
    toyRequest('b', 'subscriber'),
    toyRequest(),
    toyRequest(),
  ].forEach((input, index) => {
    const now = start + index * 3333;
    timeline.feed(input, now);
    if (index > 1) entries.push({ sequence: index + 1, at: now, input });
    if (index === 1) {
      const world = structuredClone(timeline.world.snapshot());
      snapshot = { format: journalFormat, options: toyOptions, at: now, through: 2, world, clients: ['a'] };
    }
  });
  assert.ok(snapshot);
  const lastSign = { realAt: 500_000, virtualAt: start + 25_000, speed: 10 };
  return { stored: { snapshot, entries, lastSign }, hash: toyHash(timeline.world) };
}

test('replay ends in the very state that was', () => {
  const { stored, hash } = lived();
  const { timeline, sequence, clients } = replay(stored, createToyWorld);
  assert.equal(toyHash(timeline.world), hash);
  assert.equal(sequence, 7);
  assert.deepEqual([...clients], ['a', 'b']);
});

test('replay shows when one time was changed (the check can fail)', () => {
  const { stored, hash } = lived();
  const entries = stored.entries.map((entry) => (entry.sequence === 5 ? { ...entry, at: entry.at + 1 } : entry));
  assert.notEqual(toyHash(replay({ ...stored, entries }, createToyWorld).timeline.world), hash);
});

test('an input that cannot have been at that time is told', () => {
  const { stored } = lived();
  const entries = stored.entries.map((entry) => ({ ...entry, at: start }));
  assert.throws(() => replay({ ...stored, entries }, createToyWorld), ReplayDiverged);
});

test('after an absence all clients have been silent since the last sign of life, and time has passed', () => {
  const { stored } = lived();
  const present = rebuild(stored, createToyWorld, 506_000);
  assert.deepEqual(present.gone, ['a', 'b']);
  assert.deepEqual(toyGone(present.timeline.world), ['a', 'b']);
  assert.equal(present.awayMs, 60_000);
  assert.deepEqual(present.origin, { realAt: 506_000, virtualAt: start + 85_000, speed: 10 });
  assert.equal(present.timeline.at, start + 85_000);
  assert.equal(present.clients.size, 0);
});

test('the clock was set back meanwhile: no time has passed', () => {
  const present = rebuild(lived().stored, createToyWorld, 1);
  assert.equal(present.awayMs, 0);
  assert.equal(present.origin.virtualAt, start + 25_000);
});

test('an absence of more than a day is not lived through', () => {
  const { stored } = lived();
  const wall = stored.lastSign.realAt + longestAbsenceMs / stored.lastSign.speed;
  assert.equal(rebuild(stored, createToyWorld, wall).awayMs, longestAbsenceMs);
  assert.throws(() => rebuild(stored, createToyWorld, wall + 1), AbsenceTooLong);
});
