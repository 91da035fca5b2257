/** Faster than MSW means the median of the same method with the same handler; the whole cluster is beside the aim. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RestKind } from './rest-contract.ts';
import { restRows, restText } from './rest.ts';

const samples = (own: number, msw: number) =>
  (['GET', 'PUT'] as const).flatMap((method) =>
    (Object.entries({ understudy: own, msw, cluster: 50 }) as [RestKind, number][]).map(([kind, request_ms]) => ({
      kind,
      method,
      request_ms,
    })),
  );

test('equal is not faster', () => {
  assert.match(restText(restRows(samples(2, 2))), /\| +no \|\n\nWhere it goes/);
  assert.match(restText(restRows(samples(2, 3))), /\| +2\.00 \| +3\.00 \| +1\.50 \| +yes \|$/);
});
