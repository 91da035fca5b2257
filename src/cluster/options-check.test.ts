/** Options that make no cluster are refused by name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCluster } from './cluster.ts';
import type { ClusterOptions } from './contract.ts';
import { OptionRefused } from './options-check.ts';

const usual = { seed: 1, hosts: { publisher: 'a', subscriber: 'b' }, release: '12.6', load: 0 } as const;

const refused: readonly [Partial<ClusterOptions>, keyof ClusterOptions][] = [
  [{ admissionPerSecond: 0 }, 'admissionPerSecond'],
  [{ admissionPerSecond: -1 }, 'admissionPerSecond'],
  [{ admissionPerSecond: Number.NaN }, 'admissionPerSecond'],
  [{ admissionPerSecond: Infinity }, 'admissionPerSecond'],
  [{ extraAgents: 1.5 }, 'extraAgents'],
  [{ sso: { accessSeconds: 0, refreshSeconds: 60 } }, 'sso'],
];

for (const [options, option] of refused) {
  test(`DF-9: a cluster with ${option} ${JSON.stringify(Object.values(options))} is refused by the name of the option`, () => {
    assert.throws(
      () => createCluster({ ...usual, ...options }, 0),
      (error: unknown) => error instanceof OptionRefused && error.option === option,
    );
  });
}

test('less than one desktop a second is possible', () => {
  createCluster({ ...usual, admission: 'paced', admissionPerSecond: 0.1 }, 0);
});
