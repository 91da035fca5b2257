/** What a fleet comes to depends on neither the processes nor their number; and the line that is put through its costs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exponentOf, growthTable, hourTable, lineThrough } from '../fleet/growth.ts';
import { commandOf } from '../fleet/options.ts';
import { createRunner } from '../fleet/run.ts';
import { tableText } from '../fleet/tables.ts';

const { deployment } = commandOf(['--twice'], 2);

test('two runs in processes of their own, one at a time and two, give one trace; another seed gives another', async () => {
  const small = { ...deployment, agents: 60, perCluster: 20, lastsMs: 240_000, policy: { pingEveryMs: 20_000 } };
  const hashOf = async (jobs: number, seed: number): Promise<string> => {
    const [result] = await createRunner(jobs).run([{ ...small, seed }], () => undefined);
    assert.ok(result);
    assert.equal(result.clusters, 3);
    assert.equal(result.not_restored, 0);
    assert.ok(result.pings > 0 && result.events > 5 * result.pings && result.calls > 0);
    return result.trace_sha256;
  };
  const hash = await hashOf(1, 1);
  assert.match(hash, /^[0-9a-f]{64}$/);
  assert.equal(await hashOf(2, 1), hash);
  assert.notEqual(await hashOf(2, 2), hash);
});

test('the command knows both', () => {
  assert.equal(commandOf(['--twice'], 2).times, 'twice');
  assert.equal(commandOf([], 2).times, 'once');
  assert.equal(commandOf(['--growth'], 2).task, 'growth');
});

test('a line is told from a square', () => {
  const sizes = [500, 1_000, 2_000, 4_000];
  const line = sizes.map((size) => [size, 0.5 + size * 0.002] as const);
  const { intercept, slope, r2 } = lineThrough(line);
  assert.deepEqual(
    [intercept, slope, r2].map((value) => Number(value.toFixed(6))),
    [0.5, 0.002, 1],
  );
  assert.ok(exponentOf(line) < 1);
  const square = sizes.map((size) => [size, size ** 2] as const);
  assert.equal(exponentOf(square).toFixed(6), '2.000000');
  assert.ok(lineThrough(square).r2 < 0.98);
});

test('no run of the growth hides behind further pairs of nodes, and the hour is the one that is asked for', () => {
  for (const { deployment: row } of growthTable(deployment).rows) assert.equal(row.perCluster, row.agents);
  const hour = hourTable(deployment);
  assert.equal(hour.rows.length, 2);
  for (const { deployment: row } of hour.rows) {
    assert.deepEqual([row.agents, row.gadgets, row.lastsMs, row.fault], [24_000, 6, 3_600_000, 'node']);
    assert.ok(row.callsPerHour >= 4 && row.policy.pingEveryMs === 20_000);
  }
  assert.match(tableText(hour, []), /### What the program itself takes/);
});
