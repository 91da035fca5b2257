/** What a soak found, as data and as a table. Measures nothing. */
import type { BenchReport } from '../contract.ts';
import type { Way } from '../real/agent-page.ts';
import { measuredText } from '../real/measured-text.ts';
import { summaryOf, type Summary } from '../percentiles.ts';
import { markdownTable, shown } from '../table.ts';
import type { RoundResult } from './round.ts';

export interface SoakParameters {
  readonly way: Way;
  readonly seed: number;
  readonly chromium_version: string;
}

export interface SoakMeasures {
  readonly rounds: number;
  readonly failed: readonly number[];
  readonly kill_to_connected_ms: Summary | undefined;
  readonly kill_to_gadgets_ms: Summary | undefined;
  /** The simulation's, of the move in place. */
  readonly predicted_ms: Summary | undefined;
  readonly typing_lost_most_ms: number;
}

export type SoakReport = BenchReport<SoakParameters, SoakMeasures>;

export function measuresOf(
  done: readonly RoundResult[],
  failed: readonly number[],
  predictedMs: readonly number[],
): SoakMeasures {
  return {
    rounds: done.length + failed.length,
    failed,
    kill_to_connected_ms: summaryOf(done.map((each) => each.killToConnectedMs)),
    kill_to_gadgets_ms: summaryOf(done.map((each) => each.killToGadgetsMs)),
    predicted_ms: summaryOf(predictedMs),
    typing_lost_most_ms: Math.max(0, ...done.map((each) => each.typingLostMs)),
  };
}

const two = (summary: Summary | undefined): string =>
  summary ? `${shown(summary.p50)} / ${shown(summary.p95)}` : shown(undefined);

export function reportText({ environment, runs }: SoakReport): string {
  const head = [
    'way to move',
    'rounds',
    'failed',
    'kill → connected',
    'kill → every gadget live',
    'simulation, in place',
    'typing lost at most',
  ];
  const rows = runs.map(({ parameters, measures }) => [
    parameters.way,
    String(measures.rounds),
    String(measures.failed.length),
    two(measures.kill_to_connected_ms),
    two(measures.kill_to_gadgets_ms),
    two(measures.predicted_ms),
    shown(measures.typing_lost_most_ms),
  ]);
  const first = runs[0]?.parameters;
  return `${measuredText(environment, first?.chromium_version)}

Seed ${first?.seed ?? 0}; times in ms, median / p95.

${markdownTable(head, rows)}`;
}
