/** What was aimed at, and whether it was reached. The words of a cause are kept here; they are shown only beside a miss. */
import { shown } from '../table.ts';
import type { Summary } from '../percentiles.ts';
import type { Move, RoadName } from './options.ts';
import type { FailoverReport } from './report.ts';

type Measures = FailoverReport['runs'][number]['measures'];

interface Target {
  readonly aim: string;
  readonly move: Move;
  readonly road: RoadName;
  readonly of: (measures: Measures) => Summary | undefined;
  readonly atMost: number;
  readonly cause: string;
}

const roundTrips =
  'serial round trips (counted by bench/trips), each lengthened by what processors that are shared take; a page from a third ' +
  'origin sends a preflight before each new request';

export const targets: readonly Target[] = [
  {
    aim: 'in place, 1 ms: trigger to every gadget live, median ≤ 300 ms',
    move: 'in-place-prepared',
    road: '1ms',
    of: (each) => each.trigger_to_gadgets_ms,
    atMost: 300,
    cause: 'time of the processors: browser, both nodes and whatever else runs share them (see the load average)',
  },
  {
    aim: 'in place, 400 ms, cold: median ≤ 4500 ms',
    move: 'in-place-cold',
    road: '400ms',
    of: (each) => each.trigger_to_gadgets_ms,
    atMost: 4500,
    cause: roundTrips,
  },
  {
    aim: 'in place, 400 ms, prepared: median ≤ 3000 ms',
    move: 'in-place-prepared',
    road: '400ms',
    of: (each) => each.trigger_to_gadgets_ms,
    atMost: 3000,
    cause: roundTrips,
  },
  {
    aim: 'reload, precached, 1 ms: median ≤ 1000 ms',
    move: 'reload',
    road: '1ms',
    of: (each) => each.trigger_to_gadgets_ms,
    atMost: 1000,
    cause: 'time of the processors: the page, its gadgets and both nodes start or work at once (see the load average)',
  },
  {
    aim: 'bytes at the surviving node, six gadgets, in place: ≤ 20 kB',
    move: 'in-place-cold',
    road: '1ms',
    of: (each) => each.surviving_node_bytes,
    atMost: 20_000,
    cause:
      'headers: some two thirds of it, five preflights among them, which a page from a third origin sends before each new ' +
      'address (1 kB each with its answer); bodies and notifications are the rest',
  },
];

/** Only those that this run has measured. */
export function reached(
  runs: FailoverReport['runs'],
): readonly { readonly aim: string; readonly measured: string; readonly missed: string | undefined }[] {
  return targets.flatMap(({ aim, move, road, of, atMost, cause }) => {
    const run = runs.find(({ parameters }) => parameters.move === move && parameters.road === road);
    const value = run && of(run.measures)?.p50;
    if (value === undefined) return [];
    return [{ aim, measured: shown(value), missed: value <= atMost ? undefined : cause }];
  });
}
