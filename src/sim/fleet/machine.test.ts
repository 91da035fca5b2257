/** A machine does everything once, in each process in order, and never more than its cores can. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDice } from '../vopr/dice.ts';
import { createMachine } from './machine.ts';

test('one core for each process while there are enough; a third one makes all of them slower', () => {
  const machine = createMachine<string>(3, 2);
  machine.add(0, 10, 'a', 0);
  machine.add(1, 40, 'b', 0);
  assert.equal(machine.next(), 10);
  machine.add(2, 6, 'c', 4);
  // Of its 10 ms, a has 6 left at 4 ms, as c has, at two thirds of a core each.
  assert.equal(machine.next(), 13);
  assert.equal(machine.take(), 'a');
  assert.equal(machine.next(), 13);
  assert.equal(machine.take(), 'c');
  // b: 40, less 4 alone and 9 times two thirds.
  assert.equal(machine.next(), 43);
  assert.equal(machine.take(), 'b');
  assert.equal(machine.next(), Infinity);
  assert.throws(() => machine.take(), RangeError);
});

test('what belongs to the job that was just done comes before what waits, in its order, and interrupts nothing', () => {
  const machine = createMachine<string>(1, 1);
  for (const job of ['a', 'b', 'c']) machine.add(0, 10, job, 0);
  assert.equal(machine.take(), 'a');
  machine.add(0, 2, 'a1', 10, 'next');
  machine.add(0, 3, 'a2', 10, 'next');
  assert.equal(machine.next(), 12);
  assert.equal(machine.take(), 'a1');
  assert.equal(machine.next(), 15);
  assert.equal(machine.take(), 'a2');
  machine.add(0, 1, 'late', 16, 'next');
  assert.equal(machine.next(), 25);
  assert.deepEqual([machine.take(), machine.next(), machine.take(), machine.take()], ['b', 26, 'late', 'c']);
});

test('for any seed: everything is done once, each process in its order, all work in no less time than the cores need', () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const dice = createDice(seed);
    const [processes, cores] = [dice.between(1, 5), dice.between(1, 3)];
    const machine = createMachine<{ readonly at: number; readonly number: number }>(processes, cores);
    const done: number[][] = Array.from({ length: processes }, () => []);
    let [now, work, last] = [0, 0, 0];
    const finish = (until: number): void => {
      while (machine.next() <= until && machine.next() < Infinity) {
        const at = machine.next();
        assert.ok(at >= last, 'time does not go back');
        last = at;
        const job = machine.take();
        done[job.at]?.push(job.number);
      }
    };
    const jobs = 2500;
    for (let number = 0; number < jobs; number += 1) {
      now += dice.between(0, 3);
      finish(now);
      const [at, cost] = [dice.between(0, processes - 1), dice.between(0, 9)];
      work += cost;
      machine.add(at, cost, { at, number }, now);
    }
    finish(Infinity);
    assert.equal(done.flat().length, jobs, `seed ${seed}`);
    for (const each of done)
      assert.deepEqual(
        each,
        [...each].sort((left, right) => left - right),
      );
    assert.ok(last * cores >= work - 1e-6, `seed ${seed}: ${last} ms for ${work} ms of work`);
  }
});
