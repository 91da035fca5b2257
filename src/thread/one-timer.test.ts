import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharingOneTimer } from './one-timer.ts';

/** A clock by hand that counts the timers it was asked for. */
function handClock() {
  let now = 0;
  let asked = 0;
  const timers = new Set<{ readonly due: number; readonly call: () => void }>();
  return {
    now: () => now,
    at(due: number, call: () => void) {
      const timer = { due, call };
      asked += 1;
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    runTo(end: number) {
      for (;;) {
        const next = [...timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.due);
        next.call();
      }
      now = end;
    },
    asked: () => asked,
  };
}

test('one timer: each is called at its time and in order, whoever was called off is not', () => {
  const clock = handClock();
  const shared = sharingOneTimer(clock);
  const called: string[] = [];
  const note = (name: string) => () => called.push(`${name} ${shared.now()}`);
  shared.at(30, note('c'));
  const callOff = shared.at(10, note('a'));
  shared.at(20, note('b'));
  callOff();
  clock.runTo(25);
  assert.deepEqual(called, ['b 20']);
  shared.at(28, note('d'));
  clock.runTo(100);
  assert.deepEqual(called, ['b 20', 'd 28', 'c 30']);
});

test('one timer: fifty that wait and give up ask the browser for one, not for fifty', () => {
  const clock = handClock();
  const shared = sharingOneTimer(clock);
  for (let at = 0; at < 50; at += 1) shared.at(4_000 + at, () => assert.fail('called off'))();
  assert.equal(clock.asked(), 1);
  clock.runTo(10_000);
  assert.equal(clock.asked(), 1);
});

test('one timer: a call may wait again, call off a later one of the same moment, or throw', () => {
  const clock = handClock();
  const shared = sharingOneTimer(clock);
  const called: string[] = [];
  shared.at(10, () => {
    called.push('first');
    callOff();
    shared.at(15, () => called.push('again'));
  });
  const callOff = shared.at(10, () => called.push('called off'));
  shared.at(11, () => {
    throw new Error('planted');
  });
  shared.at(11, () => called.push('beside'));
  assert.throws(() => clock.runTo(20), /planted/);
  clock.runTo(20);
  assert.deepEqual(called, ['first', 'beside', 'again']);
});
