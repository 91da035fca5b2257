// DF-8, PF-3, PF-10, MM-3: a notice claims only what is so; the measure that every test of the core applies can fail.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Harness } from './test/harness.ts';
import { falseClaims, standsIn } from './test/truthful.ts';
import { phases, type DesktopView, type NoticeKey } from './view.ts';

const banner = (key: NoticeKey, params: DesktopView['toasts'][number]['params'] = {}) =>
  ({ id: 9, key, params, level: 'info', at: 0, kind: 'banner' }) as const;

test('DF-8: every phase in which an agent waits or works has banners that may stand in it', () => {
  const told = new Set(Object.values(standsIn).flatMap((where) => (where === 'no banner' ? [] : where)));
  assert.deepEqual(
    phases.filter((phase) => !told.has(phase)),
    ['signing-in'],
  );
});

test('DF-8: a banner that comes too early, stays too long or names the wrong node is found', () => {
  const { view } = new Harness().signIn();
  assert.deepEqual(falseClaims(view, []), []);
  const planted: readonly [Partial<DesktopView>, RegExp][] = [
    [{ banner: banner('moved', { from: 'publisher', to: 'subscriber' }) }, /names subscriber, the node is publisher/],
    [{ phase: 'restoring', banner: banner('moved', { to: 'publisher' }) }, /“moved” stands in restoring/],
    [{ banner: banner('connection-lost') }, /“connection-lost” stands in connected/],
    [{ phase: 'expired', banner: banner('signed-out') }, /“signed-out” stands in expired/],
    [{ banner: banner('sign-in-ends') }, /“sign-in-ends” stands in connected/],
    [{ phase: 'restoring', banner: banner('paced', { node: 'publisher' }) }, /a turn is told/],
  ];
  for (const [change, found] of planted) assert.match(falseClaims({ ...view, ...change }, []).join(), found);
  assert.match(falseClaims(view, [banner('forced-logout')]).join(), /“forced-logout” is no banner/);
});
