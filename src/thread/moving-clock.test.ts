import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMovingClock } from './moving-clock.ts';
import { originNow } from './clock.ts';

test('a change of speed keeps time continuous', () => {
  const clock = createMovingClock({ ...originNow(1), virtualAt: 1_000_000 });
  const before = clock.now();
  clock.rebase({ ...originNow(100), virtualAt: clock.now() });
  const after = clock.now();
  assert.ok(after >= before && after - before < 5_000, `${before} then ${after}`);
  assert.equal(clock.origin.speed, 100);
});

test('time never goes back, whatever the new origin says', () => {
  const clock = createMovingClock({ ...originNow(1), virtualAt: 1_000_000 });
  const before = clock.now();
  clock.rebase({ ...originNow(1), virtualAt: 5 });
  assert.ok(clock.now() >= before);
});

test('a waiting timer moves with the speed', async () => {
  const clock = createMovingClock(originNow(1));
  const started = performance.now();
  const due = clock.now() + 60_000;
  const fired = new Promise<number>((resolve) => clock.at(due, () => resolve(clock.now())));
  clock.rebase({ ...originNow(1000), virtualAt: clock.now() });
  assert.ok((await fired) >= due - 1000);
  assert.ok(performance.now() - started < 10_000);
});

test('a cancelled timer does not come back with a change of speed', async () => {
  const clock = createMovingClock(originNow(1));
  let called = false;
  const cancel = clock.at(clock.now() + 1000, () => (called = true));
  cancel();
  clock.rebase({ ...originNow(1000), virtualAt: clock.now() });
  await new Promise((resolve) => clock.at(clock.now() + 5000, () => resolve(undefined)));
  assert.equal(called, false);
});
