/** The fleet against what is published (DF-11), by the model and not by a table. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publishedRows } from '../../src/planner/published.ts';
import { runFloor } from '../../src/sim/fleet/floor.ts';
import { plotSvg } from '../fleet/html.ts';
import { commandOf, FleetUsageError } from '../fleet/options.ts';

const { deployment } = commandOf([], 1);

/** When the last of so many is back. */
function last(agents: number, changed: Partial<typeof deployment>): number {
  const found = runFloor({ ...deployment, callsPerHour: 0, agents, ...changed }, { sink: () => undefined });
  assert.equal(found.restored_s.length, agents, 'everybody comes back');
  return found.restored_s.at(-1) ?? 0;
}

/** Time grows in a line with the agents: two small fleets say where it goes. */
function atSize(agents: number, changed: Partial<typeof deployment>): number {
  const [few, many] = [last(100, changed), last(200, changed)];
  return few + ((many - few) / 100) * (agents - 100);
}

test('DF-11: the published rows, calibrated and predicted, from two small fleets and the line through them', () => {
  for (const { agents, gadgets, network, roundTripMs, fromS, toS } of publishedRows) {
    const seconds = atSize(agents, { roundTripMs, gadgets });
    assert.ok(seconds >= fromS && seconds <= toS, `${agents} × ${gadgets}, ${network}: ${seconds} s`);
  }
});

test('DF-11: a wrong cost is noticed', () => {
  const [row] = publishedRows;
  assert.ok(row);
  const seconds = atSize(row.agents, { cpuScale: deployment.cpuScale * 2 });
  assert.ok(seconds > row.toS, `${seconds} s`);
});

test('the command line is read strictly', () => {
  assert.equal(commandOf(['--profile', 'swift'], 2).deployment.move, 'in-place');
  assert.equal(commandOf(['--network', 'wan'], 2).deployment.roundTripMs, 400);
  assert.equal(commandOf(['--network', '35'], 2).deployment.roundTripMs, 35);
  for (const wrong of [
    ['--agents', '0'],
    ['--agents', '1.5'],
    ['--profile', '13'],
    ['--netwrok', 'lan'],
    ['--vcpu', ''],
    ['--json', '/no/such/folder/fleet.json'],
    ['--html', '.'],
  ]) {
    assert.throws(() => commandOf(wrong, 2), FleetUsageError, wrong.join(' '));
  }
});

test('a plot goes on to its end, at what stands there then, and its highest mark is not below its curve', () => {
  const of = (afterwards: 'nothing' | 'the last', values: readonly number[]) =>
    plotSvg({ title: 'Desktops', unit: 'per second', values, afterwards, seconds: 40 });
  const lastPoint = (svg: string) => /(?<x>[\d.]+),(?<y>[\d.]+)"\/>/.exec(svg)?.groups;
  const marks = (svg: string) => [...svg.matchAll(/text-anchor="end">([\d.]+)</g)].map(([, mark]) => Number(mark));
  const atZero = /,(?<y>[\d.]+) /.exec(of('nothing', [0, 45]))?.groups?.['y'];
  for (const most of [1, 45, 376, 853, 2000]) {
    const counted = of('nothing', [0, most]);
    assert.deepEqual({ ...lastPoint(counted) }, { x: '708.0', y: atZero });
    assert.ok((marks(counted).at(-1) ?? 0) >= most, `${most}: ${marks(counted).join(' ')}`);
    assert.deepEqual({ ...lastPoint(of('the last', [0, most, most / 2])) }.x, '708.0');
    assert.notEqual(lastPoint(of('the last', [0, most]))?.['y'], atZero);
  }
});
