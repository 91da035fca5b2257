/** The gain is that of the medians on one road; at its bound the aim is met, below it is missed and has its cause. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InstallSample, InstallWay, RoadName } from './contract.ts';
import { gainOver, installRows, installText } from './report.ts';

const sample = (way: InstallWay, install_ms: number, road: RoadName = '400ms-1.5mbit'): InstallSample => ({
  way,
  road,
  install_ms,
  requests: way === 'pack' ? 2 : 36,
  bytes: 240_000,
});
const files = { count: 35, bytes: 729_520 };

test('roads are not mixed, and the median counts', () => {
  const rows = installRows([
    ...[900, 1000, 9000].map((ms) => sample('pack', ms)),
    ...[4000, 4100, 100].map((ms) => sample('workbox', ms)),
    sample('workbox', 1, '1ms'),
  ]);
  assert.equal(gainOver(rows, 'workbox', '400ms-1.5mbit'), 4);
  assert.equal(gainOver(rows, 'workbox', '1ms'), undefined);
  assert.match(installText(rows, files), /\| +4\.00 × \| +yes \|$/);
});

test('less than four times is a miss, with its cause; without workbox nothing is said of the aim', () => {
  const rows = installRows([sample('pack', 1000), sample('workbox', 3999)]);
  assert.match(installText(rows, files), /\| +no \|\n\nWhere it goes in what was missed: bytes/);
  assert.doesNotMatch(installText(installRows([sample('pack', 1000)]), files), /aim/);
});
