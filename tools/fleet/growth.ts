// What the program itself takes: a fleet's hour, and how the cost grows with the agents. Knows which runs that needs and how
// it reads; runs nothing.
import { shown } from '../../bench/table.ts';
import type { Deployment } from './options.ts';
import type { DeploymentResult } from './run.ts';
import { stock, type Cell, type Table, type TableRow } from './tables.ts';

/** Of one pair of nodes, so that nothing hides behind further pairs. */
const sizes = [500, 1_000, 2_000, 4_000] as const;

/** For each agent in an hour: four at least are to be, and of a few that are tried nobody is free. */
const callsPerHour = 4.1;

const columns: readonly (readonly [string, Cell])[] = [
  ['events', (result) => String(result.events)],
  ['pings', (result) => String(result.pings)],
  ['calls', (result) => String(result.calls)],
  ['CPU (s)', (result) => shown(result.cpu_s)],
  ['µs/event', (result) => shown((result.cpu_s * 1e6) / result.events)],
  ['wall (s)', (result) => shown(result.wall_s)],
  ['× real time', (result) => shown(result.virtual_over_real)],
];

const asMeasured = (base: Deployment, changed: Partial<Deployment>): Deployment => ({
  ...stock(base),
  policy: { pingEveryMs: 20_000 },
  ...changed,
});

export interface Line {
  readonly intercept: number;
  readonly slope: number;
  /** Share of the variance that the line explains. */
  readonly r2: number;
}

/** Least squares through two points at least. */
export function lineThrough(points: readonly (readonly [number, number])[]): Line {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const sum = (of: (x: number, y: number) => number): number =>
    points.reduce((total, [x, y]) => total + of(x - meanX, y - meanY), 0);
  const slope = sum((x, y) => x * y) / sum((x) => x * x);
  const left = points.reduce((total, [x, y]) => total + (y - meanY - slope * (x - meanX)) ** 2, 0);
  return { intercept: meanY - slope * meanX, slope, r2: 1 - left / sum((_, y) => y * y) };
}

/** 1: twice the agents cost twice as much; 2: four times. */
export const exponentOf = (points: readonly (readonly [number, number])[]): number =>
  lineThrough(points.map(([x, y]) => [Math.log(x), Math.log(y)] as const)).slope;

export function growthTable(base: Deployment): Table {
  const row = (agents: number): TableRow => ({
    name: `${agents} × 6`,
    deployment: asMeasured(base, { agents, perCluster: agents, lastsMs: 1_200_000, callsPerHour }),
  });
  return {
    title: 'How the cost grows with the agents',
    text:
      'One pair of nodes, however many agents. Twenty virtual minutes on one process: a ping every 20 s, ' +
      `${callsPerHour} calls for each agent in an hour, one failover in the middle; each ping is an event of its own at every part that it passes.`,
    rows: sizes.map(row),
    columns,
    timed: true,
    conclusion: (results) => {
      if (results.length < 2) return '';
      const points = results.map(({ agents, cpu_s }) => [agents, cpu_s] as const);
      const { intercept, slope, r2 } = lineThrough(points);
      return (
        `Least squares: ${shown(intercept)} s + ${shown(slope * 1000)} ms for each agent (R² ${r2.toFixed(4)}); ` +
        `CPU time grows with the agents to the power of ${exponentOf(points).toFixed(2)}.`
      );
    },
  };
}

const aimOverReal = 100;

/** What must be at least a hundred times as fast as what it simulates, and come out alike both times. */
export function hourTable(base: Deployment): Table {
  const deployment = asMeasured(base, { agents: 24_000, lastsMs: 3_600_000, callsPerHour });
  return {
    title: 'What the program itself takes',
    text:
      `Twelve pairs of nodes with 2000 agents each, one virtual hour: a ping every 20 s, ${callsPerHour} calls for each agent in an ` +
      'hour, one failover in the middle. A production core for each agent; each ping is an event of its own at every part that it passes.',
    rows: [
      { name: '24000 × 6', deployment },
      { name: 'the same again', deployment },
    ],
    columns: [...columns, ['processes', (result) => String(result.processes)]],
    timed: true,
    conclusion: (results: readonly DeploymentResult[]) => {
      const hashes = [...new Set(results.map((result) => result.trace_sha256))];
      const slowest = Math.min(...results.map((result) => result.virtual_over_real));
      const pace = `Aim: at least ${aimOverReal} times real time on two processors; measured ${shown(slowest)}: ${slowest >= aimOverReal ? 'met' : 'missed'}.`;
      return hashes.length === 1
        ? `Both traces have the hash \`${hashes[0] ?? ''}\`. ${pace}`
        : `**The traces differ**: ${hashes.join(', ')}. ${pace}`;
    },
  };
}
