/** What failovers cost, as data and as tables; and how that stands to what was aimed at. Measures nothing. */
import type { BenchReport } from '../contract.ts';
import { measuredText } from '../real/measured-text.ts';
import { summaryOf, type Summary } from '../percentiles.ts';
import { markdownTable, shown } from '../table.ts';
import type { Move, RoadName } from './options.ts';
import type { FailoverRound } from './round.ts';
import { reached } from './targets.ts';

export interface FailoverParameters {
  readonly move: Move;
  readonly road: RoadName;
  readonly rounds: number;
  readonly chromium_version: string;
}

export interface FailoverMeasures {
  readonly failed: readonly string[];
  readonly kill_to_detected_ms: Summary | undefined;
  readonly kill_to_decided_ms: Summary | undefined;
  readonly kill_to_signed_in_ms: Summary | undefined;
  readonly kill_to_refreshed_ms: Summary | undefined;
  readonly kill_to_gadgets_ms: Summary | undefined;
  readonly trigger_to_gadgets_ms: Summary | undefined;
  readonly surviving_node_bytes: Summary | undefined;
  readonly surviving_node_requests: Summary | undefined;
  readonly surviving_node_preflights: Summary | undefined;
  readonly surviving_node_connections: Summary | undefined;
  readonly asked_before: Summary | undefined;
}

export type FailoverReport = BenchReport<FailoverParameters, FailoverMeasures>;

export function measuresOf(rounds: readonly FailoverRound[], failed: readonly string[]): FailoverMeasures {
  const of = (read: (round: FailoverRound) => number | undefined): Summary | undefined =>
    summaryOf(rounds.map(read).filter((value) => value !== undefined));
  return {
    failed,
    kill_to_detected_ms: of((each) => each.detectedMs),
    kill_to_decided_ms: of((each) => each.decidedMs),
    kill_to_signed_in_ms: of((each) => each.signedInMs),
    kill_to_refreshed_ms: of((each) => each.refreshedMs),
    kill_to_gadgets_ms: of((each) => each.gadgetsMs),
    trigger_to_gadgets_ms: of((each) => (each.detectedMs === undefined ? undefined : each.gadgetsMs - each.detectedMs)),
    surviving_node_bytes: of((each) => each.bytes),
    surviving_node_requests: of((each) => each.requests),
    surviving_node_preflights: of((each) => each.preflights),
    surviving_node_connections: of((each) => each.connections),
    asked_before: of((each) => each.askedBefore),
  };
}

const two = (summary: Summary | undefined): string =>
  summary ? `${shown(summary.p50)} / ${shown(summary.p95)}` : shown(undefined);
const median = (summary: Summary | undefined, digits = 0): string => (summary ? summary.p50.toFixed(digits) : '–');

export function reportText({ environment, runs }: FailoverReport): string {
  const times = markdownTable(
    ['move', 'road', 'rounds', 'detected', 'decided', 'signed in', 'refreshed', 'gadgets live', 'trigger → gadgets'],
    runs.map(({ parameters, measures }) => [
      parameters.move,
      parameters.road,
      `${measures.kill_to_gadgets_ms?.count ?? 0}${measures.failed.length > 0 ? `, ${measures.failed.length} failed` : ''}`,
      two(measures.kill_to_detected_ms),
      two(measures.kill_to_decided_ms),
      two(measures.kill_to_signed_in_ms),
      two(measures.kill_to_refreshed_ms),
      two(measures.kill_to_gadgets_ms),
      two(measures.trigger_to_gadgets_ms),
    ]),
  );
  const weight = markdownTable(
    [
      'move',
      'road',
      'kB, median',
      'kB, most',
      'requests',
      'of them preflights',
      'connections',
      'asked before the kill',
    ],
    runs.map(({ parameters, measures }) => {
      const { surviving_node_bytes: bytes } = measures;
      return [
        parameters.move,
        parameters.road,
        bytes ? shown(bytes.p50 / 1000) : '–',
        bytes ? shown(bytes.max / 1000) : '–',
        median(measures.surviving_node_requests),
        median(measures.surviving_node_preflights),
        median(measures.surviving_node_connections),
        median(measures.asked_before),
      ];
    }),
  );
  const aims = reached(runs);
  const table = markdownTable(
    ['aim', 'measured', 'met'],
    aims.map(({ aim, measured, missed }) => [aim, measured, missed === undefined ? 'yes' : 'no']),
  );
  const causes = aims.flatMap(({ aim, missed }) => (missed === undefined ? [] : [`- ${aim}: ${missed}.`]));
  const met = causes.length > 0 ? `${table}\n\nWhere it goes in what was missed:\n\n${causes.join('\n')}` : table;
  return `${measuredText(environment, runs[0]?.parameters.chromium_version)}

From the kill, in ms, median / p95; \`redirect-cold\` from opening the address.

${times}

At the surviving node, for one agent with six gadgets, from the kill to a second after the last gadget was live; bytes above TCP, both ways:

${weight}${aims.length > 0 ? `\n\n${met}` : ''}`;
}
