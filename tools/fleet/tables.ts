// The tables of the fleet: the published rows and their predictions, swift beside 12.6, what each number weighs. Knows which
// runs a table needs and how it reads; runs nothing.
import { markdownTable, shown } from '../../bench/table.ts';
import { calibrated } from '../../src/sim/fleet/parameters.ts';
import { publishedBandwidth, publishedRows } from '../../src/planner/published.ts';
import type { Deployment } from './options.ts';
import type { DeploymentResult } from './run.ts';

export interface TableRow {
  readonly name: string;
  readonly deployment: Deployment;
}
export type Cell = (result: DeploymentResult, row: TableRow) => string;

export interface Table {
  readonly title: string;
  readonly text: string;
  readonly rows: readonly TableRow[];
  readonly columns: readonly (readonly [string, Cell])[];
  /** Each run alone, so that its time is its own. */
  readonly timed?: true;
  /** What follows from the rows together. */
  readonly conclusion?: (results: readonly DeploymentResult[]) => string;
}

const seconds = (value: number | undefined): string => shown(value);
const time: readonly (readonly [string, Cell])[] = [
  ['p50 (s)', (result) => seconds(result.p50_s)],
  ['p95 (s)', (result) => seconds(result.p95_s)],
  ['all (s)', (result) => seconds(result.time_to_all_restored_s)],
];
const load: readonly (readonly [string, Cell])[] = [
  ['peak arrivals/s', (result) => String(result.peak_arrivals_per_s)],
  ['peak LOGINs/s', (result) => String(result.peak_logins_per_s)],
  ['paced rate/s', (result) => shown(result.paced_rate_per_s)],
  ['requests/agent', (result) => result.requests_per_agent.toFixed(1)],
  ['kB/agent', (result) => (result.bytes_per_agent / 1000).toFixed(1)],
  ['mean Mbit/s', (result) => shown(result.mean_mbit_per_s)],
  ['peak Mbit/s', (result) => shown(result.peak_mbit_per_s)],
];

/** A stock desktop and its nodes, whatever was asked for. */
export const stock = (base: Deployment): Deployment => ({
  ...base,
  agents: 2_000,
  perCluster: 2_000,
  gadgets: 6,
  roundTripMs: 2,
  profile: '12.6',
  move: 'redirect',
  pacing: 'paced',
  spread: 'uneven',
  fault: 'node',
  gadgetKind: 'xml',
  vCpus: 4,
  lastsMs: 0,
  policy: {},
});

function publishedTable(base: Deployment): Table {
  const rows = publishedRows.map((row) => ({
    name: `${row.agents} × ${row.gadgets}, ${row.network}${row.use === 'calibration' ? ' (calibrated on)' : ' (predicted)'}`,
    deployment: { ...stock(base), agents: row.agents, gadgets: row.gadgets, roundTripMs: row.roundTripMs },
  }));
  const published = (row: TableRow) => publishedRows[rows.indexOf(row)];
  return {
    title: 'The published rows, and what is predicted',
    text:
      'Profile 12.6, everything loaded from the other node, everybody on the node that is lost. Two parameters are calibrated on ' +
      'the two LAN rows; the third row and the bandwidth are predictions.',
    rows,
    columns: [
      ...time,
      ['published (s)', (_, row) => `${published(row)?.fromS ?? ''}–${published(row)?.toS ?? ''}`],
      [
        'within',
        (result, row) => {
          const [all, range] = [result.time_to_all_restored_s ?? Infinity, published(row)];
          return range && all >= range.fromS && all <= range.toS ? 'yes' : 'no';
        },
      ],
      ...load.slice(3),
    ],
    conclusion: (results) => {
      const wan = results.at(-1);
      const volume = ((wan?.bytes_per_agent ?? 0) * (wan?.movers ?? 0) * 8) / 1e6;
      const { mbitPerSecond, seconds: lasts } = publishedBandwidth;
      const error = (100 * (volume / (mbitPerSecond * lasts) - 1)).toFixed(0);
      return (
        `Bandwidth: published are about ${mbitPerSecond} Mbit/s for ${lasts} s at 2000 users, ${((mbitPerSecond * lasts) / 1000).toFixed(1)} Gbit. ` +
        `Predicted for 2000 × 6 at 400 ms: ${shown(wan?.mean_mbit_per_s)} Mbit/s for ${shown(wan?.time_to_all_restored_s)} s, ` +
        `${(volume / 1000).toFixed(1)} Gbit (${Number(error) >= 0 ? '+' : ''}${error} %). The sizes of responses are assumed, ` +
        'so this shows that they are of the right order, and no more.'
      );
    },
  };
}

function swiftTable(base: Deployment): Table {
  const deployment = stock(base);
  const swift = { ...deployment, profile: 'swift' } as const;
  return {
    title: 'Where the gain of swift comes from',
    text: 'The same nodes, the same 2000 × 6; first with the same reload, then from the precache, then in place.',
    rows: [
      { name: '12.6, redirect', deployment },
      { name: 'swift, redirect (the same reload)', deployment: { ...swift, move: 'redirect' } },
      { name: 'swift, reload (from the precache)', deployment: { ...swift, move: 'reload' } },
      { name: 'swift, in place', deployment: { ...swift, move: 'in-place' } },
      { name: '12.6, redirect, 400 ms', deployment: { ...deployment, roundTripMs: 400 } },
      { name: 'swift, in place, 400 ms', deployment: { ...swift, move: 'in-place', roundTripMs: 400 } },
    ],
    columns: [...time, ...load, ['not answered', (result) => `${result.ronas} of ${result.calls}`]],
  };
}

function inputsTable(base: Deployment): Table {
  const deployment = stock(base);
  return {
    title: 'Inputs that nothing published was calibrated for',
    text:
      'What the costs of requests say (`src/cluster/capacity-costs.ts`: an XML gadget three times as fast as a JSP one, 8 vCPU a fifth faster, as ' +
      'published) and nothing else. The PG release counts when the CTI link is lost: times are from the first node in service.',
    rows: [
      { name: '2000 × 6, even spread', deployment: { ...deployment, spread: 'even' } },
      { name: '2000 × 6 JSP', deployment: { ...deployment, gadgetKind: 'jsp' } },
      { name: '2000 × 6, 8 vCPU', deployment: { ...deployment, vCpus: 8 } },
      { name: '2000 × 20', deployment: { ...deployment, gadgets: 20 } },
      { name: '2000 × 20, 8 vCPU', deployment: { ...deployment, gadgets: 20, vCpus: 8 } },
      { name: '2000 × 6, profile 11.x, unpaced', deployment: { ...deployment, profile: '11.x', pacing: 'off' } },
    ],
    columns: [...time, ...load.slice(0, 4), ...load.slice(5)],
  };
}

function sensitivityTable(base: Deployment): Table {
  const deployment = stock(base);
  const by = (name: string, change: Partial<Deployment>): TableRow => ({
    name,
    deployment: { ...deployment, ...change },
  });
  const { cpuScale, browserMsPerResponse, plannedShare } = deployment;
  return {
    title: 'Sensitivity',
    text: `2000 × 6, LAN, profile 12.6: one number changed at a time. As frozen: cpuScale ${calibrated.cpuScale}, browserMsPerResponse ${calibrated.browserMsPerResponse}, plannedShare ${plannedShare}.`,
    rows: [
      by('as frozen', {}),
      by('cpuScale −20 %', { cpuScale: cpuScale * 0.8 }),
      by('cpuScale +20 %', { cpuScale: cpuScale * 1.2 }),
      by('browserMsPerResponse −20 %', { browserMsPerResponse: browserMsPerResponse * 0.8 }),
      by('browserMsPerResponse +20 %', { browserMsPerResponse: browserMsPerResponse * 1.2 }),
      by('plannedShare 0.8', { plannedShare: 0.8 }),
      by('unpaced', { pacing: 'off' }),
      by('100 ms round trip', { roundTripMs: 100 }),
      by('250 Mbit/s line', { mbitPerSecond: 250 }),
      by('another seed', { seed: deployment.seed + 1 }),
    ],
    columns: [
      ...time,
      ['peak Mbit/s', (result) => shown(result.peak_mbit_per_s)],
      ['longest queue', (result) => String(result.longest_queue)],
    ],
  };
}

export const tablesOf = (base: Deployment): readonly Table[] => [
  publishedTable(base),
  swiftTable(base),
  inputsTable(base),
  sensitivityTable(base),
];

export function tableText(table: Table, results: readonly DeploymentResult[]): string {
  const head = ['', ...table.columns.map(([name]) => name)];
  const rows = table.rows.map((row, index) => {
    const result = results[index];
    return [row.name, ...table.columns.map(([, cell]) => (result ? cell(result, row) : '–'))];
  });
  const conclusion = table.conclusion?.(results);
  return [`### ${table.title}`, table.text, markdownTable(head, rows), ...(conclusion ? [conclusion] : [])].join(
    '\n\n',
  );
}
