/** Hints: what the browser says, and what the two clocks give away. Timers and clocks are the test's own. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { watchHints } from './hints.ts';

describe('hints about the network', () => {
  const hints: boolean[] = [];
  const lines: string[] = [];
  const events = new EventTarget();
  const clocks = { wall: 1_000_000, steady: 0 };
  const before = { add: globalThis.addEventListener, remove: globalThis.removeEventListener };
  let stop: () => void = () => undefined;

  beforeEach(() => {
    hints.length = 0;
    lines.length = 0;
    mock.timers.enable({ apis: ['setInterval'] });
    globalThis.addEventListener = events.addEventListener.bind(events) as typeof globalThis.addEventListener;
    globalThis.removeEventListener = events.removeEventListener.bind(events) as typeof globalThis.removeEventListener;
    stop = watchHints({
      onHint: (online) => hints.push(online),
      log: (text) => lines.push(text),
      wallNow: () => clocks.wall,
      steadyNow: () => clocks.steady,
    });
  });
  afterEach(() => {
    stop();
    mock.timers.reset();
    globalThis.addEventListener = before.add;
    globalThis.removeEventListener = before.remove;
  });

  /** Both clocks go on; the wall clock by so much more. */
  const goOn = (ms: number, more = 0): void => {
    clocks.steady += ms;
    clocks.wall += ms + more;
    mock.timers.tick(ms);
  };

  it("the browser's word is passed on as it is", () => {
    events.dispatchEvent(new Event('offline'));
    events.dispatchEvent(new Event('online'));
    assert.deepEqual(hints, [false, true]);
  });

  it('a wall clock that has run ahead by more than any correction means sleep: one hint, and a line that says how long', () => {
    goOn(5_000);
    assert.deepEqual(hints, []);
    goOn(5_000, 60_000);
    assert.deepEqual(hints, [true]);
    assert.match(lines[0] ?? '', /asleep for about 60 s/);
    goOn(60_000);
    assert.deepEqual(hints, [true], 'the difference is the new normal');
  });

  it('a corrected clock is no sleep, forward or back', () => {
    goOn(5_000, 9_000);
    goOn(5_000, -3_600_000);
    goOn(5_000, 5_000);
    assert.deepEqual(hints, []);
  });

  it('stopped, it hears and compares nothing any more', () => {
    stop();
    events.dispatchEvent(new Event('online'));
    goOn(60_000, 600_000);
    assert.deepEqual(hints, []);
  });
});
