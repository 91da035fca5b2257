/** A node that nobody healed may be lost in the last moment of a bound; a desktop that is away for long is late all the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NodeName } from '../../wire/names.ts';
import type { DesktopView } from '../../core/view.ts';
import { createAbsences, moveMs, quietMs } from './lost-late.ts';

const viewOf = (phase: DesktopView['phase'], node: NodeName): DesktopView => ({ phase, node }) as DesktopView;

function watch(healed: readonly NodeName[], view: DesktopView | undefined) {
  const desk = { view };
  const absences = createAbsences([desk], healed);
  absences.look(0);
  return {
    absences,
    at(now: number, next: DesktopView | undefined): boolean {
      desk.view = next;
      return absences.look(now);
    },
  };
}

const far = 100_000;

test('only who lost an unhealed node a short while ago may be late', () => {
  const { absences, at } = watch(['subscriber'], viewOf('connected', 'publisher'));
  assert.equal(at(far, viewOf('connected', 'publisher')), true);
  assert.equal(absences.isUnsettled(far), false, 'it may stay where nobody healed');
  assert.equal(at(far, viewOf('suspect', 'publisher')), false);
  assert.equal(at(far + 1_000, viewOf('switching', 'subscriber')), false);
  assert.equal(absences.isUnsettled(far + 1_000), true);
  assert.equal(absences.isUnsettled(far + moveMs), false, 'it had its time');
});

test('a healed node is not lost', () => {
  const { absences, at } = watch(['publisher', 'subscriber'], viewOf('connected', 'publisher'));
  at(far, viewOf('suspect', 'publisher'));
  assert.equal(absences.isUnsettled(far + 1), false);
});

test('who was never there is late', () => {
  const { absences } = watch(['subscriber'], viewOf('searching', 'publisher'));
  assert.equal(absences.isUnsettled(1), false);
});

test('who has just arrived is not at rest: the goodbye to the node it left is still on its way (seed 5003959)', () => {
  const { absences, at } = watch(['publisher'], viewOf('connected', 'subscriber'));
  at(far, viewOf('switching', 'subscriber'));
  assert.equal(at(far + 2_000, viewOf('connected', 'publisher')), true);
  assert.equal(absences.isUnsettled(far + 2_000), true);
  assert.equal(absences.isUnsettled(far + 2_000 + quietMs), false);
});

test("a reload's new worker is part of the move, a loss of the healed node after it is not", () => {
  const { absences, at } = watch(['publisher'], viewOf('connected', 'subscriber'));
  at(far, viewOf('switching', 'subscriber'));
  at(far + 2_000, viewOf('connected', 'publisher'));
  const ends = far + 6_000;
  at(ends, undefined);
  assert.equal(absences.isUnsettled(ends), true);
  at(ends + 3_000, viewOf('connected', 'publisher'));
  const rests = ends + 3_000 + quietMs;
  assert.equal(absences.isUnsettled(rests), false);
  at(rests, viewOf('suspect', 'publisher'));
  assert.equal(absences.isUnsettled(rests), false);
});

test('who signs out says goodbye too', () => {
  const { absences, at } = watch(['publisher'], viewOf('connected', 'subscriber'));
  assert.equal(at(far, viewOf('signed-out', 'subscriber')), true);
  assert.equal(absences.isUnsettled(far), true);
  assert.equal(absences.isUnsettled(far + quietMs), false);
});
