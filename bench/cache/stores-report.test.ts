/** Who restores fastest is said by size, only against stores that use IndexedDB; a miss has its cause, a met aim has none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContenderName } from './contract.ts';
import { parseOptions } from './options.ts';
import type { StoreSample } from './stores.ts';
import { restoreVerdicts, storeRows, storesText } from './stores-report.ts';

const sample = (contender: ContenderName, restore_ms: number | undefined): StoreSample => ({
  contender,
  size: '1kB',
  held_ms: 1,
  put_ms: 2,
  strict_ms: undefined,
  restore_ms,
  was_ahead: false,
});

test('the best other store is the fastest of those with IndexedDB, by its median', () => {
  const rows = storeRows([
    ...[5, 4, 90].map((ms) => sample('DesktopCache', ms)),
    ...[6, 7, 1].map((ms) => sample('idb-keyval', ms)),
    sample('DesktopCache, new tab', 7),
    sample('localforage', 8),
    sample('localStorage', 0.1),
  ]);
  assert.deepEqual(restoreVerdicts(rows), [
    { own: 'DesktopCache', size: '1kB', own_ms: 5, best_ms: 6, best: 'idb-keyval' },
    { own: 'DesktopCache, new tab', size: '1kB', own_ms: 7, best_ms: 6, best: 'idb-keyval' },
  ]);
  assert.match(storesText(rows), /reload: .*\| +yes \|\n.*new tab: .*\| +no \|\n/);
});

test('slower than the best is a miss with its cause; what does not fit is a dash', () => {
  const text = storesText(
    storeRows([sample('DesktopCache', 7), sample('idb-keyval', 6), sample('localStorage', undefined)]),
  );
  assert.match(text, /\| +no \|\n\nWhere it goes in what was missed/);
  assert.match(text, /localStorage +\| +1kB \| +1 \| +0 \| +– \|/);
});

test('what the command does not know is refused in a line', () => {
  assert.throws(() => parseOptions(['--sizes', '2kB']), { code: 'usage', message: /--sizes knows 1kB/ });
  assert.deepEqual(parseOptions(['--rounds', '3', '--write']), {
    rounds: 3,
    events: 100,
    parts: ['stores', 'fan-out', 'rest'],
    sizes: ['1kB', '10kB', '100kB', '1MB'],
    gadgets: [1, 6, 20, 50],
    tabs: [1, 2, 4],
    jsonFile: undefined,
    write: true,
  });
});
