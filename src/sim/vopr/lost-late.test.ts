/** A node that nobody healed may be lost in the last moment of a bound; a desktop that is away for long is late all the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DesktopView } from '../../core/view.ts';
import { createAbsences, moveMs } from './lost-late.ts';

const viewOf = (phase: DesktopView['phase'], node: 'publisher' | 'subscriber'): DesktopView =>
  ({ phase, node }) as DesktopView;

test('only who lost an unhealed node a short while ago may be late', () => {
  const desk = { view: viewOf('connected', 'publisher') };
  const absences = createAbsences([desk]);
  assert.equal(absences.look(0), true);
  desk.view = viewOf('suspect', 'publisher');
  assert.equal(absences.look(1_000), false);
  desk.view = viewOf('switching', 'subscriber');
  assert.equal(absences.look(2_000), false);
  assert.equal(absences.isAnyRecent(['subscriber'], 2_000), true);
  assert.equal(absences.isAnyRecent(['publisher', 'subscriber'], 2_000), false, 'a healed node is not lost');
  assert.equal(absences.isAnyRecent(['subscriber'], 1_000 + moveMs), false, 'it had its time');
});

test('who was never there is late', () => {
  const absences = createAbsences([{ view: viewOf('searching', 'publisher') }]);
  absences.look(0);
  assert.equal(absences.isAnyRecent(['subscriber'], 1), false);
});
