import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyTimeline, epochsIn, keptEvents, movesIn, ofEpoch, withEvents, withPhase } from './model.ts';
import type { TimelineData, TimelineEvent } from './model.ts';
import type { Phase } from '../../core/view.ts';

const event = (id: number, epoch = 1): TimelineEvent => ({
  id,
  at: id,
  lane: 'core',
  who: 'core',
  text: 'x',
  epoch,
  kind: 'event',
});
const told = (...steps: readonly [phase: Phase, from: number, epoch: number][]): TimelineData =>
  steps.reduce(
    (data, [phase, from, epoch]) => withPhase(data, { phase, from, epoch, node: 'publisher' }),
    emptyTimeline,
  );

test('a move is measured from the first trouble to connected, phase by phase', () => {
  const [move, ...others] = movesIn(
    told(
      ['connected', 0, 1],
      ['suspect', 100, 1],
      ['searching', 300, 1],
      ['switching', 350, 2],
      ['restoring', 400, 2],
      ['connected', 900, 2],
    ),
  );
  assert.equal(others.length, 0);
  assert.ok(move);
  assert.deepEqual([move.from, move.until, move.epoch], [100, 900, 2]);
  assert.deepEqual(
    move.spans.map(({ phase, from, until }) => [phase, (until ?? 0) - from]),
    [
      ['suspect', 200],
      ['searching', 50],
      ['switching', 50],
      ['restoring', 500],
    ],
  );
});

test('trouble that ends in signing out, or goes on, is no move', () => {
  assert.deepEqual(movesIn(told(['connected', 0, 1], ['suspect', 5, 1], ['signed-out', 9, 1])), []);
  assert.deepEqual(movesIn(told(['connected', 0, 1], ['searching', 5, 1])), []);
});

test('the same phase told twice is one', () => {
  const data = told(['suspect', 5, 1], ['suspect', 6, 1]);
  assert.equal(data.spans.length, 1);
});

test('filters by epoch and keeps an end', () => {
  const data = withEvents(told(['connected', 0, 1], ['connected', 5, 2]), [event(1), event(2, 2)]);
  assert.deepEqual(epochsIn(data), [1, 2]);
  assert.deepEqual(ofEpoch(data, 2).events, [event(2, 2)]);
  assert.equal(ofEpoch(data, undefined), data);
  const many = Array.from({ length: keptEvents + 5 }, (_, id) => event(id));
  assert.equal(withEvents(emptyTimeline, many).events[0]?.id, 5);
});
