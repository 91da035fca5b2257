import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareVersions } from './version.ts';

const older = '2026-01-01T00:00:00.000Z';
const newer = '2026-02-01T00:00:00.000Z';

for (const [page, worker, age] of [
  [{ protocol: 1, build: newer }, { protocol: 1, build: older }, 'newer'],
  [{ protocol: 1, build: older }, { protocol: 1, build: newer }, 'older'],
  [{ protocol: 1, build: older }, { protocol: 1, build: older }, 'same'],
  [{ protocol: 2, build: older }, { protocol: 1, build: newer }, 'newer'],
  [{ protocol: 1, build: newer }, { protocol: 2, build: older }, 'older'],
  [{ protocol: 1, build: 'dev' }, { protocol: 1, build: newer }, 'same'],
  [{ protocol: 1, build: newer }, { protocol: 1, build: 'dev' }, 'same'],
] as const) {
  test(`a page of ${page.protocol}/${page.build} is ${age} for a worker of ${worker.protocol}/${worker.build}`, () => {
    assert.equal(compareVersions(page, worker), age);
  });
}
