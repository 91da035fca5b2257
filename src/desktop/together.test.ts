import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTogether, gapMs, longestMs } from './together.ts';

function bench() {
  const timers: { call: () => void; ms: number }[] = [];
  const together = createTogether((call, ms) => timers.push({ call, ms }));
  const done: string[] = [];
  const ask = (name: string) => {
    let resolve!: (value: string) => void;
    let reject!: (cause: Error) => void;
    const promise = new Promise<string>((...settlers) => ([resolve, reject] = settlers));
    void together.join(promise).then(
      (value) => done.push(value),
      (error: unknown) => done.push(String(error)),
    );
    return { come: () => resolve(name), fail: (cause: string) => reject(new Error(cause)) };
  };
  const tick = async () => {
    timers.shift()?.call();
    await settle();
  };
  return { ask, done, timers, tick };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

void test('gadgets that are asked for together go on together', async () => {
  const { ask, done } = bench();
  const [a, b, c] = [ask('a'), ask('b'), ask('c')];
  b.come();
  await settle();
  a.come();
  await settle();
  assert.deepEqual(done, []);
  c.come();
  await settle();
  assert.deepEqual(done.toSorted(), ['a', 'b', 'c']);
});

void test('whoever is alone waits for nothing, and no timer is set', async () => {
  const { ask, done, timers } = bench();
  ask('a').come();
  await settle();
  assert.deepEqual(done, ['a']);
  assert.equal(timers.length, 0);
});

void test('one that stays away keeps the others waiting no longer than the gap', async () => {
  const { ask, done, timers, tick } = bench();
  const [a, , late] = [ask('a'), ask('never'), ask('late')];
  a.come();
  await settle();
  assert.equal(timers[0]?.ms, gapMs);
  await tick();
  assert.deepEqual(done, ['a']);
  late.come();
  await settle();
  await tick();
  assert.deepEqual(done, ['a', 'late']);
});

void test('an endless row of arrivals is waited for so long and no longer', async () => {
  const { ask, done, tick } = bench();
  ask('never');
  let waitedMs = 0;
  while (done.length === 0 && waitedMs < 10 * longestMs) {
    ask(`after ${waitedMs}`).come();
    await settle();
    await tick();
    waitedMs += gapMs;
  }
  assert.ok(done.includes('after 0'));
  assert.ok(waitedMs <= longestMs, `${waitedMs} ms`);
});

void test('a failure is told at once, and ends the wait of the others when it is the last', async () => {
  const { ask, done } = bench();
  const [a, b, c] = [ask('a'), ask('b'), ask('c')];
  a.come();
  b.fail('no file');
  await settle();
  assert.deepEqual(done, ['Error: no file']);
  c.fail('no file either');
  await settle();
  assert.deepEqual(done.toSorted(), ['Error: no file', 'Error: no file either', 'a']);
});
