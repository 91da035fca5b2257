/** A road's delays are what they are said to be: otherwise every figure measured over it is wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLane, halvesOf } from './road.ts';

test('a line of 1.5 Mbit/s takes 8 ms for 1,500 bytes, one piece after the other, and then the way', () => {
  const lane = createLane(
    () => 200,
    () => 1.5,
  );
  assert.equal(lane.arrivalOf(1500, 0), 208);
  assert.equal(lane.arrivalOf(1500, 0), 216, 'waits for the one before');
  assert.equal(lane.arrivalOf(1500, 1000), 1208, 'a quiet line is free');
});

test('without a limit only the way counts, and a short way is not halved', () => {
  const lane = createLane(
    () => 200,
    () => undefined,
  );
  assert.equal(lane.arrivalOf(1e9, 5), 205);
  assert.deepEqual(halvesOf({ roundTripMs: 400 }), { there: 200, back: 200 });
  assert.deepEqual(halvesOf({ roundTripMs: 1 }), { there: 1, back: 0 });
});
