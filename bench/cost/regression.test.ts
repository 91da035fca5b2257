import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { median, slopeOf, type Point } from './regression.ts';

const counts = [1, 6, 20, 50];

test('a straight line is found exactly, with no width', () => {
  const slope = slopeOf(counts.map((x) => ({ x, y: 300 + 0.5 * x })));
  assert.deepEqual([slope?.value, slope?.low, slope?.high, slope?.intercept], [0.5, 0.5, 0.5, 300]);
});

test('loads that the machine held up for a second hardly move it', () => {
  const points = [0, 1, 2, 3, 4].flatMap((round) => counts.map((x) => ({ x, y: 200 + 2 * x + round })));
  const held = points.map((point, index) => (index === 4 || index === 11 ? { ...point, y: point.y + 1000 } : point));
  const slope = slopeOf(held);
  assert.ok(slope && Math.abs(slope.value - 2) < 0.15, `${slope?.value}`);
  assert.ok(slope.low <= 2 && slope.high >= 2);
});

test('one number of gadgets is no slope', () => {
  assert.equal(
    slopeOf([
      { x: 6, y: 1 },
      { x: 6, y: 2 },
    ]),
    undefined,
  );
  assert.equal(slopeOf([]), undefined);
});

test('the interval holds the slope, whatever was measured, and moves with the unit', () => {
  const value = fc.integer({ min: 0, max: 10_000 });
  const points = fc.array(fc.record({ x: fc.constantFrom(...counts), y: value }), { minLength: 2, maxLength: 24 });
  fc.assert(
    fc.property(points, (measured: readonly Point[]) => {
      const slope = slopeOf(measured);
      if (!slope) return;
      assert.ok(slope.low <= slope.value && slope.value <= slope.high, JSON.stringify(slope));
      const doubled = slopeOf(measured.map(({ x, y }) => ({ x, y: 2 * y })));
      assert.equal(doubled?.value, 2 * slope.value);
    }),
  );
});

test('of draws around a line about 95 % of the intervals hold the true slope', () => {
  let seed = 42;
  const uniform = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const noise = (): number => (uniform() + uniform() + uniform() - 1.5) * 40;
  let held = 0;
  const draws = 400;
  for (let draw = 0; draw < draws; draw += 1) {
    const points = [1, 2, 3, 4, 5].flatMap(() => counts.map((x) => ({ x, y: 250 + 0.7 * x + noise() })));
    const slope = slopeOf(points);
    if (slope && slope.low <= 0.7 && 0.7 <= slope.high) held += 1;
  }
  assert.ok(held / draws > 0.92 && held / draws < 0.985, `${held} of ${draws}`);
});

test('the median of an even number lies between the two in the middle', () => {
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.throws(() => median([]), RangeError);
});
