/** When all gadgets are live again is read off what pages told; a wrong reading would make every figure wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gadgetsLiveAt } from './milestones.ts';

const told = (...gadgets: readonly (readonly [at: number, detail: string])[]) =>
  gadgets.map(([at, detail]) => ({ name: 'gadgets', at, detail }));

test('the moment since which all are live without a break', () => {
  const notes = told([1, '6/6'], [10, '5/6'], [11, '0/6'], [20, '4/6'], [22, '6/6'], [23, '6/6']);
  assert.equal(gadgetsLiveAt(notes, 5), 22);
});

test('not while one of them is not, nor while a new page has only some of them', () => {
  assert.equal(gadgetsLiveAt(told([1, '6/6'], [10, '5/6']), 5), undefined);
  assert.equal(gadgetsLiveAt(told([1, '6/6'], [10, '0/6'], [12, '2/2']), 5), undefined);
  assert.equal(gadgetsLiveAt(told([1, '6/6'], [10, '0/6'], [12, '2/2'], [14, '6/6']), 5), 14);
});

test('what was live before the loss proves nothing', () => {
  assert.equal(gadgetsLiveAt(told([1, '6/6']), 5), undefined);
});
