import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { failoverPage, wantedFailoverPage } from '../failover-trace.ts';

test('the trace in docs/how-a-failover-works.md is that of the present core, from the fault to the arrival', () => {
  const present = readFileSync(failoverPage, 'utf8');
  assert.equal(present, wantedFailoverPage(present), 'run `npm run docs:diagrams`');
  for (const phase of ['searching', 'switching', 'restoring', 'connected'])
    assert.ok(present.includes(`= ${phase} at`));
});
