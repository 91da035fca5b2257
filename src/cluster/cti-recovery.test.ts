/** CTI-9: the published ranges, and what the time grows with. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterOptions } from './contract.ts';
import { ctiDetection, ctiSynchronisation } from './cti-recovery.ts';
import { bench } from './test/bench.ts';
import { timing } from './timing.ts';

const total = (options: Pick<ClusterOptions, 'pgRelease' | 'ctiLoad'>, signedIn = 7): number =>
  ctiDetection(options) + ctiSynchronisation(options, signedIn);

const large = { users: 2000, gadgetsPerUser: 6, tasks: 500, roundTripMs: 400 } as const;
/** The node's own rhythm comes on top: at most a pause for each side before it asks the right one. */
const rhythm = 2 * timing.ctiRetryPause + 20;

for (const [pgRelease, least, most] of [
  ['12.5+', 35_000, 75_000],
  ['11.6', 75_000, 120_000],
] as const) {
  test(`CTI-9: PG ${pgRelease} lies within its published range, empty and large`, () => {
    assert.ok(total({ pgRelease }, 0) >= least);
    assert.ok(total({ pgRelease, ctiLoad: large }) + rhythm <= most);
  });

  test(`CTI-9: PG ${pgRelease}: more users, gadgets, tasks, delay or less bandwidth each take longer`, () => {
    const before = total({ pgRelease, ctiLoad: large });
    for (const more of [
      { users: 2100 },
      { gadgetsPerUser: 8 },
      { tasks: 900 },
      { roundTripMs: 450 },
      { bandwidthMbitPerSecond: 10 },
    ]) {
      assert.ok(total({ pgRelease, ctiLoad: { ...large, ...more } }) > before, JSON.stringify(more));
    }
  });
}

test('CTI-9: detection is up to 40 s later with an older PG', () => {
  assert.equal(ctiDetection({ pgRelease: '11.6' }) - ctiDetection({ pgRelease: '12.5+' }), 40_000);
});

test('the lab is quick, whatever the load', () => {
  assert.equal(total({}), timing.ctiSynchronisation);
  assert.equal(total({ pgRelease: 'lab', ctiLoad: large }), timing.ctiSynchronisation);
});

test('a link that breaks while everything is being told is tried again, not waited for', () => {
  const b = bench({ pgRelease: '12.5+' });
  b.fault({ action: 'cut-cti', side: 'both' });
  b.advance(1_000);
  b.fault({ action: 'restore-cti', side: 'A' });
  // Detected, and in the middle of being told.
  b.advance(30_000);
  assert.equal(b.inService('publisher'), false);
  b.fault({ action: 'cut-cti', side: 'A', node: 'publisher' });
  b.advance(15_000);
  assert.equal(b.inService('subscriber'), true);
  assert.equal(b.inService('publisher'), false);
  b.fault({ action: 'restore-cti', side: 'A', node: 'publisher' });
  b.advance(60_000);
  assert.equal(b.inService('publisher'), true);
});
