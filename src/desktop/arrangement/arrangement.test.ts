import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { LayoutGadget, LayoutTab } from '../../wire/layout.ts';
import {
  arrangedColumns,
  asInLayout,
  canMove,
  enlarge,
  enlargedIn,
  heightLimits,
  moveGadget,
  moves,
  placeAt,
  placeOf,
  readArrangement,
  widen,
  widthLimits,
  widthsOf,
  withHeight,
} from './arrangement.ts';

const gadget = (id: string, hidden = false): LayoutGadget => ({
  id,
  url: `gadgets/${id}`,
  hidden,
  alternateHosts: [],
});
const tabOf = (...columns: string[][]): LayoutTab => ({
  id: 'work',
  label: 'Work',
  icon: '',
  columns: columns.map((ids) => ({ gadgets: ids.map((id) => gadget(id)) })),
});
const shown = (tab: LayoutTab, arrangement = asInLayout): string[][] =>
  arrangedColumns(tab, arrangement).map((column) => column.map(({ id }) => id));

const tab = tabOf(['a', 'b'], ['c']);

void describe('an arrangement of gadgets', () => {
  it('is the layout as long as nothing was moved, without its hidden gadgets', () => {
    assert.deepEqual(shown(tab), [['a', 'b'], ['c']]);
    const withHidden = { ...tab, columns: [{ gadgets: [gadget('a', true), gadget('b')] }] };
    assert.deepEqual(shown(withHidden), [['b']]);
  });

  it('moves a gadget by one place, within its column and into the next', () => {
    assert.deepEqual(shown(tab, moveGadget(tab, asInLayout, 'a', 'down')), [['b', 'a'], ['c']]);
    assert.deepEqual(shown(tab, moveGadget(tab, asInLayout, 'b', 'after')), [['a'], ['c', 'b']]);
    assert.deepEqual(shown(tab, moveGadget(tab, asInLayout, 'c', 'before')), [['c', 'a', 'b'], []]);
    for (const [id, move] of [
      ['a', 'up'],
      ['a', 'before'],
      ['b', 'down'],
      ['c', 'after'],
      ['nobody', 'up'],
    ] as const) {
      assert.equal(canMove(tab, asInLayout, id, move), false, `${id} ${move}`);
    }
  });

  it('comes through a changed layout: what is gone is left out, what is new stands where the layout puts it', () => {
    const arranged = moveGadget(tab, asInLayout, 'b', 'after');
    assert.deepEqual(shown(tabOf(['a', 'new'], ['b']), arranged), [['a', 'new'], ['b']]);
    assert.deepEqual(shown(tabOf(['a', 'b', 'c']), arranged), [['a', 'b', 'c']]);
  });

  it('keeps heights and widths within their limits', () => {
    assert.equal(withHeight(asInLayout, 'a', 1).heights['a'], heightLimits.least);
    assert.equal(withHeight(asInLayout, 'a', 900).heights['a'], heightLimits.most);
    assert.deepEqual(withHeight(withHeight(asInLayout, 'a', 9), 'a', undefined).heights, {});
    assert.deepEqual(widthsOf(tab, widen(tab, asInLayout, 0, 0.2)), [1.2, 0.8]);
    assert.deepEqual(widthsOf(tab, widen(tab, asInLayout, 1, 5)), [widthLimits.least, 1.6]);
    assert.equal(widen(tabOf(['a']), asInLayout, 0, 1), asInLayout);
  });

  it('enlarges one gadget of a tab, as long as the layout has it', () => {
    const large = enlarge(tab, asInLayout, 'b');
    assert.equal(enlargedIn(tab, large), 'b');
    assert.equal(enlargedIn(tabOf(['a']), large), undefined);
    assert.deepEqual(enlarge(tab, large, undefined), asInLayout);
  });

  it('takes whatever was kept: what it cannot read is not arranged', () => {
    fc.assert(
      fc.property(fc.anything(), (kept) => {
        const read = readArrangement(kept);
        assert.deepEqual(readArrangement(JSON.parse(JSON.stringify(read))), read);
        assert.deepEqual(shown(tab, read).flat().sort(), ['a', 'b', 'c']);
      }),
    );
    assert.deepEqual(readArrangement({ order: { work: [['b'], 7] }, widths: { work: ['x'] }, heights: { a: NaN } }), {
      ...asInLayout,
      order: { work: [['b'], []] },
    });
  });

  it('never loses a gadget nor shows one twice, whatever is done to whatever layout', () => {
    const ids10 = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const ids = fc.uniqueArray(fc.constantFrom(...ids10), { minLength: 1 });
    const layouts = fc
      .tuple(ids, fc.integer({ min: 1, max: 4 }))
      .map(([all, count]) =>
        tabOf(...Array.from({ length: count }, (_, at) => all.filter((_id, i) => i % count === at))),
      );
    const acts = fc.array(
      fc.oneof(
        fc.tuple(fc.constant('move' as const), fc.constantFrom(...ids10), fc.constantFrom(...moves)),
        fc.tuple(fc.constant('place' as const), fc.constantFrom(...ids10), fc.nat(5), fc.integer()),
        fc.tuple(fc.constant('widen' as const), fc.nat(5), fc.double({ noNaN: true, min: -3, max: 3 })),
      ),
    );
    fc.assert(
      fc.property(layouts, layouts, acts, (before, after, story) => {
        let arrangement = asInLayout;
        for (const act of story) {
          if (act[0] === 'move') arrangement = moveGadget(before, arrangement, act[1], act[2]);
          else if (act[0] === 'place') {
            arrangement = placeAt(before, arrangement, act[1], act[2], act[3]);
            const column = Math.min(act[2], before.columns.length);
            if (act[2] < before.columns.length && placeOf(before, asInLayout, act[1])) {
              assert.equal(placeOf(before, arrangement, act[1])?.column, column);
            }
          } else arrangement = widen(before, arrangement, act[1], act[2]);
        }
        for (const layout of [before, after]) {
          assert.deepEqual(shown(layout, arrangement).flat().sort(), shown(layout).flat().sort());
          const total = widthsOf(layout, arrangement).reduce((sum, width) => sum + width, 0);
          assert.ok(Math.abs(total - layout.columns.length) < 0.05);
        }
      }),
    );
  });
});
