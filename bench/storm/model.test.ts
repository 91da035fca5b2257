/** What the model makes of a storm's CPU times: no machine does more than it can, and the agents' own processes count. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrating, costsOf, predict } from './model.ts';

const storm = { agents: 30, driverCpuSeconds: [0.25, 0.25], nodeCpuSeconds: 0.15, otherCpuSeconds: 0.05 };
const lastOf = (agents: number, changed: Partial<typeof storm> = {}, cores = 2): number => {
  const costs = costsOf([{ ...storm, ...changed }], cores);
  assert.ok(costs);
  const { backAfterMs } = predict(agents, costs);
  assert.equal(backAfterMs.length, agents);
  return backAfterMs.at(-1) ?? 0;
};
const isAbout = (found: number, expected: number): void =>
  assert.ok(Math.abs(found / expected - 1) < 0.2, `${found}, not about ${expected}`);

test('two cores that are full do 0.7 s of work in 0.35 s, one of them in twice the time', () => {
  const last = lastOf(30);
  assert.ok(last >= 345, String(last));
  isAbout(last, 400);
  isAbout(lastOf(30, {}, 1), 2 * last);
});

test('four times as many agents take about four times as long, with the costs of the smaller storm', () => {
  isAbout(lastOf(120), 4 * lastOf(30));
});

test('what the agents take in their own processes delays them although the node has nothing more to do', () => {
  const slow = { driverCpuSeconds: [0.5, 0.5] };
  assert.ok(lastOf(30, slow) > 1.5 * lastOf(30));
  const late = (of: typeof storm): number => {
    const costs = costsOf([of], 2);
    return (costs && predict(30, costs).longestLoopMs) ?? 0;
  };
  assert.ok(late({ ...storm, ...slow }) > 1.3 * late(storm));
});

test('more processes for the same agents help only as long as there are cores', () => {
  const four = { driverCpuSeconds: [0.125, 0.125, 0.125, 0.125] };
  isAbout(lastOf(30, four), lastOf(30));
  assert.ok(lastOf(30, four, 8) < 0.75 * lastOf(30, {}, 8));
});

test('where no CPU time is known nothing is predicted', () => {
  assert.equal(costsOf([{ ...storm, nodeCpuSeconds: undefined }], 2), undefined);
});

test('what each process does once in any storm is no part of what a message costs', () => {
  const times = (count: number, once: number) => ({
    agents: 30 * count,
    driverCpuSeconds: [0.25 * count + once, 0.25 * count + once],
    nodeCpuSeconds: 0.15 * count + once,
    otherCpuSeconds: 0.05 * count + once,
  });
  const [plain, both] = [costsOf([times(1, 0)], 2), costsOf([times(1, 0.1), times(4, 0.1)], 2)];
  assert.ok(plain && both);
  for (const cost of ['messageMs', 'othersMs', 'requestScale'] as const) isAbout(both[cost], plain[cost]);
  const alone = costsOf([times(1, 0.1)], 2);
  assert.ok(alone && alone.messageMs > 1.3 * plain.messageMs);
});

test('no cost comes from noise: a greater storm that took less than the smaller one counts alone', () => {
  const greater = { ...storm, agents: 60 };
  assert.deepEqual(
    costsOf([{ ...storm, driverCpuSeconds: [0.3, 0.3] }, greater], 2)?.messageMs,
    costsOf([greater], 2)?.messageMs,
  );
});

test('storms that are predicted have no part in the calibration', () => {
  assert.deepEqual(calibrating([50, 200, 1000, 2000]), [50, 200]);
  assert.deepEqual(calibrating([50, 2000]), [50]);
  assert.deepEqual(calibrating([50]), [50]);
});
