import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originAfterAbsence, usableSpeed, virtualTime, withSpeed } from './clock-origins.ts';

const origin = { realAt: 1000, virtualAt: 50_000, speed: 10 };

test('virtual time goes at its speed', () => {
  assert.equal(virtualTime(origin, 1300), 53_000);
});

test('a wall clock that was set back counts as no time passed', () => {
  assert.equal(virtualTime(origin, 400), 50_000);
  assert.equal(originAfterAbsence(origin, 0, 400).virtualAt, 50_000);
});

test('another speed: no jump at the moment of the change', () => {
  const changed = withSpeed(virtualTime(origin, 1300), 1300, 100);
  assert.equal(virtualTime(changed, 1300), 53_000);
  assert.equal(virtualTime(changed, 1310), 54_000);
});

test('an absence is lived through at the old speed, and never ends before the last input', () => {
  assert.deepEqual(originAfterAbsence(origin, 0, 3000), { realAt: 3000, virtualAt: 70_000, speed: 10 });
  assert.equal(originAfterAbsence(origin, 99_000, 3000).virtualAt, 99_000);
});

test('speeds outside 1 to 1000 become usable ones', () => {
  assert.deepEqual([0, -5, 0.5, 1, 37, 1000, 1e9, NaN, Infinity].map(usableSpeed), [1, 1, 1, 1, 37, 1000, 1000, 1, 1]);
});
