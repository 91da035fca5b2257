/** The report of `npm run cost` as tables: Markdown that a terminal can show too. */
import { measuredText } from '../real/measured-text.ts';
import { markdownTable, shown } from '../table.ts';
import type { GadgetCostRow, PlantedCheck } from './attribution.ts';
import type { Exceeded } from './budgets.ts';
import type { CostReport, Interval, Marginal } from './report.ts';
import type { Aim } from './targets.ts';

const whole = (value: number | undefined): string => (value === undefined ? '–' : String(Math.round(value)));
const kilo = (bytes: number | undefined): string => (bytes === undefined ? '–' : shown(bytes / 1000));
const within = (value: number, { low, high }: Interval): string => `${shown(value)} (${shown(low)} to ${shown(high)})`;

const workloadWords = { empty: 'Empty gadgets', shipped: 'The gadgets of this repository, in turn' } as const;

export function reportText(report: CostReport): string {
  const { environment, parameters, rows, marginal, failed, gadgets, planted, aims, budget } = report;
  const parts = parameters.workloads.flatMap((workload) => [
    `### ${workloadWords[workload]}`,
    marginalTable(marginal.filter((each) => each.workload === workload)),
    markdownTable(
      ['container', 'way', 'gadgets', 'loads', 'ready, least', 'median', 'p95', 'CPU', 'requests', 'kB', 'kB decoded'],
      rows
        .filter((each) => each.workload === workload)
        .map((row) => [
          row.container,
          row.mode,
          String(row.gadgets),
          String(row.samples),
          shown(row.ready_ms.min),
          shown(row.ready_ms.median),
          shown(row.ready_ms.p95),
          shown(row.main_thread_ms.median),
          whole(row.requests),
          kilo(row.bytes),
          kilo(row.bytes_decoded),
        ]),
    ),
  ]);
  const lost = failed.length > 0 ? [`${failed.length} visits failed: ${failed.join('; ')}.`] : [];
  return [
    measuredText(environment, environment.chromium_version),
    `Rounds: ${parameters.rounds}, each with ${parameters.reloads} loads of each way (cold: one), the containers alternately; times in ms.`,
    aimsTable(aims),
    ...parts,
    '### Each gadget',
    gadgetsTable(gadgets),
    'Planted costs, and what the attribution found of them:',
    plantedTable(planted),
    budget.exceeded.length > 0 ? exceededText(budget.exceeded) : 'Every budget (`bench/cost/budgets.json`) is kept.',
    ...lost,
  ].join('\n\n');
}

function marginalTable(marginals: readonly Marginal[]): string {
  const table = markdownTable(
    ['one more gadget', 'way', 'ready (95 %)', 'CPU (95 %)', 'requests', 'bytes', 'bytes decoded', 'kB of heap'],
    marginals.map((each) => [
      each.container,
      each.mode,
      within(each.ms_per_gadget, each.ms_per_gadget_95),
      within(each.main_thread_ms_per_gadget, each.main_thread_ms_per_gadget_95),
      shown(each.requests_per_gadget),
      whole(each.bytes_per_gadget),
      whole(each.bytes_decoded_per_gadget),
      kilo(each.heap_bytes_per_gadget),
    ]),
  );
  return table;
}

const aimsTable = (aims: readonly Aim[]): string =>
  markdownTable(
    ['aim', 'measured', ''],
    aims.map(({ aim, measured, verdict }) => [aim, measured, verdict]),
  );

const gadgetsTable = (gadgets: readonly GadgetCostRow[]): string =>
  markdownTable(
    [
      'gadget',
      'evaluate',
      'restore',
      'first render',
      'ready',
      'own code',
      'requests',
      'reads',
      'bytes',
      'bytes decoded',
    ],
    gadgets.map((each) => [
      each.id,
      shown(each.evaluate_ms),
      shown(each.restore_ms),
      shown(each.first_render_ms),
      shown(each.ready_ms),
      shown(each.main_thread_ms),
      String(each.requests),
      String(each.reads),
      whole(each.bytes),
      whole(each.bytes_decoded),
    ]),
  );

const plantedTable = (checks: readonly PlantedCheck[]): string =>
  markdownTable(
    ['planted in', 'what', 'found', 'error'],
    checks.map(({ step, ms, bytes, found_ms, found_bytes, error }) => [
      step,
      ms > 0 ? `${ms} ms` : `${bytes / 1000} kB`,
      ms > 0 ? `${shown(found_ms)} ms` : `${shown(found_bytes / 1000)} kB`,
      `${(error * 100).toFixed(1)} %`,
    ]),
  );

export const exceededText = (exceeded: readonly Exceeded[]): string =>
  `Over budget (\`bench/cost/budgets.json\`):\n\n${markdownTable(
    ['what', 'measure', 'measured', 'budget'],
    exceeded.map(({ what, measure, measured, budget }) => [what, measure, shown(measured), String(budget)]),
  )}`;
