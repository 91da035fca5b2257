import assert from 'node:assert/strict';
import { test } from 'node:test';
import { environmentNow, processorTimes, stolenShare } from './environment.ts';
import { measuredText } from './real/measured-text.ts';

const stat = (user: number, idle: number, steal: number): string =>
  `cpu  ${user} 1 2 ${idle} 5 3 4 ${steal} 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n`;

test('what the host gave to others is a share of what was asked for, not of the time that went by', () => {
  const before = processorTimes(stat(100, 1000, 10));
  assert.deepEqual(before, { asked: 120, stolen: 10 });
  assert.equal(stolenShare(before, processorTimes(stat(190, 90_000, 20))), 0.1);
});

test('where nobody counts it nothing is said', () => {
  assert.equal(processorTimes('intr 1 2 3'), undefined);
  assert.equal(stolenShare(undefined, processorTimes(stat(1, 1, 1))), undefined);
  assert.equal(stolenShare(processorTimes(stat(1, 1, 1)), processorTimes(stat(1, 9, 1))), undefined);
  const { cpu_stolen_share: _stolen, ...environment } = environmentNow();
  assert.match(measuredText(environment), /before anything was started\.$/);
});

test('the sentence above a table says it', () => {
  const text = measuredText({ ...environmentNow(), cpu_stolen_share: 0.123 });
  assert.match(text, /of the processor time asked for since, the host gave 12\.3 % to others\.$/);
});
