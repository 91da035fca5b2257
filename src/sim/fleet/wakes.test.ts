/** A wish that is put off costs no wake-up, and none that is due is late or lost: against the plain way, for any seed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDice } from '../vopr/dice.ts';
import { createEventQueue } from './event-queue.ts';
import { createWakes } from './wakes.ts';

const desks = 12;

/** Every desk is told a new time now and then, as by a ping, its pong, or an answer that comes in between. */
function wishes(seed: number): readonly { readonly at: number; readonly desk: number; readonly wish: number }[] {
  const dice = createDice(seed);
  let at = 0;
  return Array.from({ length: 2_000 }, () => {
    at += dice.between(0, 4);
    const delay = dice.between(0, 9) === 0 ? Infinity : dice.between(0, 60);
    return { at, desk: dice.between(0, desks - 1), wish: at + delay };
  });
}

const end = 20_000;

/** One look at every desk in every millisecond. */
function plainly(seed: number): string[] {
  const wanted = new Array<number>(desks).fill(Infinity);
  const woken: string[] = [];
  const told = [...wishes(seed)];
  for (let now = 0; now <= end; now += 1) {
    for (; told[0]?.at === now; told.shift()) wanted[told[0].desk] = told[0].wish;
    for (let desk = 0; desk < desks; desk += 1) {
      if ((wanted[desk] ?? Infinity) > now) continue;
      wanted[desk] = Infinity;
      woken.push(`${now} ${desk}`);
    }
  }
  return woken;
}

function byWakes(seed: number): string[] {
  const queue = createEventQueue<number>(2);
  const woken: string[] = [];
  let now = 0;
  const wakes = createWakes(desks, (desk, at) => queue.addInLane(desk % 2, Math.max(at, now), desk));
  const run = (until: number): void => {
    while (queue.next() <= until) {
      now = queue.next();
      const desk = queue.take();
      if (!wakes.isDue(desk, now)) continue;
      wakes.set(desk, Infinity);
      woken.push(`${now} ${desk}`);
    }
  };
  for (const { at, desk, wish } of wishes(seed)) {
    run(at - 1);
    now = at;
    wakes.set(desk, wish);
  }
  run(end);
  return woken;
}

const sorted = (woken: readonly string[]): string[] => [...woken].sort();

test('the same desks are woken at the same times as by looking at each in every millisecond', () => {
  for (const seed of [1, 2, 3, 4, 5, 77, 4_711]) {
    const plain = plainly(seed);
    assert.ok(plain.length > 100);
    assert.deepEqual(sorted(byWakes(seed)), sorted(plain), `seed ${seed}`);
  }
});
