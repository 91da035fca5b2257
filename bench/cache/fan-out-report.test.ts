/** Rows keep gadgets and tabs apart; the aim is that of 20 gadgets in one tab, by the slowest event of a hundred. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fanOutRows, fanOutText } from './fan-out-report.ts';

const sample = (rendered_ms: number, tabs = 1, gadgets = 20) => ({ gadgets, tabs, rendered_ms });

test('at 10 ms the aim is met, above it is missed; other tabs do not count for it', () => {
  assert.match(fanOutText(fanOutRows([sample(4), sample(10), sample(90, 4)])), /\| +10\.0 \| +yes \|$/);
  assert.match(fanOutText(fanOutRows([sample(4), sample(10.1)])), /\| +no \|\n\nWhere it goes/);
  assert.match(
    fanOutText(fanOutRows([sample(2, 1, 1), sample(21)])),
    /2\.00 ms are the way .* 1\.00 ms each further gadget/,
  );
  assert.doesNotMatch(fanOutText(fanOutRows([sample(99, 2), sample(99, 1, 50)])), /aim/);
});
