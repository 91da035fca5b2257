/** Percentiles by nearest rank. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentile, summaryOf } from './percentiles.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

test('of 1 to 100 the percentile is the number itself', () => {
  for (const percent of [1, 50, 95, 99, 100]) assert.equal(percentile(upTo(100), percent), percent);
});

test('few values: always one of them, never one in between', () => {
  assert.equal(percentile([10, 20], 50), 10);
  assert.equal(percentile([10, 20], 51), 20);
  assert.equal(percentile([7], 1), 7);
});

test('order of arrival does not matter, and is left alone', () => {
  const values = [30, 9, 100];
  assert.deepEqual(summaryOf(values), { count: 3, p50: 30, p95: 100, p99: 100, max: 100 });
  assert.deepEqual(values, [30, 9, 100]);
});

test('nothing measured is nothing, not zero', () => {
  assert.equal(summaryOf([]), undefined);
  assert.throws(() => percentile([], 50), RangeError);
  assert.throws(() => percentile([1], 0), RangeError);
  assert.throws(() => percentile([1], Number.NaN), RangeError);
});
