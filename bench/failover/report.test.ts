/** A missed aim is shown as missed, with its cause; a met one is not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { environmentNow } from '../environment.ts';
import { measuresOf, reportText } from './report.ts';
import type { FailoverRound } from './round.ts';
import { reached } from './targets.ts';

const round = (gadgetsMs: number): FailoverRound => ({
  detectedMs: 50,
  decidedMs: 60,
  signedInMs: 100,
  refreshedMs: gadgetsMs - 10,
  gadgetsMs,
  bytes: 19_000,
  requests: 14,
  preflights: 6,
  connections: 5,
  askedBefore: 0,
});
const runsWith = (gadgetsMs: number) => [
  {
    parameters: { move: 'in-place-prepared', road: '1ms', rounds: 1, chromium_version: '1' } as const,
    measures: measuresOf([round(gadgetsMs)], []),
  },
];

test('the aim counts from the trigger, at its bound it is met, above it is missed', () => {
  assert.deepEqual(
    reached(runsWith(350)).map(({ measured, missed }) => [measured, missed]),
    [['300', undefined]],
  );
  assert.match(reached(runsWith(351))[0]?.missed ?? '', /processors/);
  const text = (gadgetsMs: number) =>
    reportText({ bench: 'failover', environment: environmentNow(), runs: runsWith(gadgetsMs) });
  assert.match(text(351), /\| +no \|\n\nWhere it goes in what was missed/);
  assert.doesNotMatch(text(350), /missed/);
});
