/** The report of `npm run cost` as tables: Markdown that a terminal can show too. */
import { measuredText } from '../real/measured-text.ts';
import { markdownTable, shown } from '../table.ts';
import type { CostReport, Interval, Marginal } from './report.ts';

const whole = (value: number | undefined): string => (value === undefined ? '–' : String(Math.round(value)));
const kilo = (bytes: number | undefined): string => (bytes === undefined ? '–' : shown(bytes / 1000));
const within = (value: number, { low, high }: Interval): string => `${shown(value)} (${shown(low)} to ${shown(high)})`;

const workloadWords = { empty: 'Empty gadgets', shipped: 'The gadgets of this repository, in turn' } as const;

export function reportText(report: CostReport): string {
  const { environment, parameters, rows, marginal, failed } = report;
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
    `${parameters.rounds} rounds with ${parameters.reloads} loads of each way (cold: one), the containers alternately; times in ms.`,
    ...parts,
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
