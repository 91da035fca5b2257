/** Who is measured beside whom, in which order, and what is said of the time that is left. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moves, roads } from './options.ts';
import { cellsOf, companyOf, timeLeft, usualSeconds } from './plan.ts';

test('rows come whole, one after the other; where the processors are waited for, nobody else works', () => {
  const cells = cellsOf(['reload', 'redirect-cold'], ['1ms', '1ms-1.5mbit', '400ms']);
  assert.deepEqual(
    cells.map((cell) => `${cell.move} ${cell.road} ${companyOf(cell)}`),
    [
      'reload 1ms alone',
      'redirect-cold 1ms alone',
      'reload 1ms-1.5mbit alone',
      'redirect-cold 1ms-1.5mbit in-twos',
      'reload 400ms in-twos',
      'redirect-cold 400ms in-twos',
    ],
  );
});

test('the time left is the usual one, and what has been slower than usual stays slower', () => {
  const cells = cellsOf(moves, roads);
  const usual = usualSeconds(cells, 20);
  const [none, half, all] = [0, 10, 20].map((done) => cells.map(() => done));
  assert.equal(timeLeft(cells, 20, none ?? [], 0), `about ${Math.round(usual / 60)} min left`);
  assert.equal(timeLeft(cells, 20, half ?? [], usual), `about ${Math.round(usual / 60)} min left`);
  assert.equal(timeLeft(cells, 20, all ?? [], usual), 'about 1 min left');
});
