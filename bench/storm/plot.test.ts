/** The plot shows what it was given, and the error in the table is that of the prediction. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareOf } from './drivers.ts';
import { stormSvg } from './plot.ts';
import { environmentNow } from '../environment.ts';
import { measuresOf, reportText } from './report.ts';

const storm = (backAfterMs: readonly number[]) => ({
  agents: backAfterMs.length,
  backAfterMs,
  nodeCpuSeconds: 1,
  driverCpuSeconds: [2, 1],
  otherCpuSeconds: 0.5,
  longestDelayMs: 1,
  countedSeconds: 4,
});

test('a measured and a predicted line for each size, in one colour, within the frame', () => {
  const svg = stormSvg([
    { agents: 2, kind: 'measured', backAfterMs: [100, 5000] },
    { agents: 2, kind: 'predicted', backAfterMs: [120, 4000] },
  ]);
  const lines = [...svg.matchAll(/<polyline class="(\w+)" stroke="(#\w+)" points="([^"]+)"/g)];
  assert.deepEqual(
    lines.map(([, kind]) => kind),
    ['measured', 'predicted'],
  );
  assert.equal(lines[0]?.[2], lines[1]?.[2]);
  for (const point of lines.flatMap((line) => line[3]?.split(' ') ?? [])) {
    const [x = -1, y = -1] = point.split(',').map(Number);
    assert.ok(x >= 60 && x <= 630 && y >= 20 && y <= 372, point);
  }
});

const predicted = (backAfterMs: readonly number[]) => ({ backAfterMs, longestLoopMs: 7 });

test('the error is the prediction against what was measured', () => {
  const { error_p50_percent, error_last_percent } = measuresOf(storm([100, 200]), predicted([150, 100]));
  assert.equal(error_p50_percent, 0);
  assert.equal(error_last_percent, -25);
  assert.equal(measuresOf(storm([100]), predicted([])).error_p50_percent, undefined);
});

test('the plot says how far off a prediction is', () => {
  const svg = stormSvg([
    { agents: 2, kind: 'measured', backAfterMs: [100, 5000] },
    { agents: 2, kind: 'predicted', backAfterMs: [120, 4000], errorPercent: -20 },
  ]);
  assert.match(svg, />2 agents, −20 %</);
});

test('agents are dealt out over the processes, each to one; how busy each was is a share of the time counted', () => {
  const agents = ['a', 'b', 'c', 'd', 'e'];
  assert.deepEqual(
    [shareOf(agents, 2, 0), shareOf(agents, 2, 1)],
    [
      ['a', 'c', 'e'],
      ['b', 'd'],
    ],
  );
  const measures = measuresOf(storm([100, 200, 300]), predicted([100, 200, 300]));
  assert.deepEqual(measures.drivers_busy_percent, [50, 25]);
  assert.equal(measures.node_busy_percent, 25);
  assert.equal(measures.agents_cpu_ms_per_agent, 1000);
});

test('a prediction that is far off stands in the report with what the agents took, a good one does not', () => {
  const text = (backAfterMs: readonly number[]): string =>
    reportText({
      bench: 'storm',
      environment: environmentNow(),
      runs: [
        {
          parameters: {
            agents: 3,
            model: 'predicted',
            request_cost_scale: 1,
            message_cpu_ms: 0.5,
            others_cpu_ms: 1,
          },
          measures: measuresOf(storm([100, 200, 300]), predicted(backAfterMs)),
        },
      ],
    });
  assert.doesNotMatch(text([100, 200, 330]), /off by more/);
  assert.match(text([100, 200, 900]), /3 agents: off by more than 25 %. An agent took 1000 ms of CPU/);
});
