/** What gadgets cost, as data: one row per container, way and number, and what one more gadget costs. Measures nothing. */
import type { GadgetCostRow, PlantedCheck } from './attribution.ts';
import type { Exceeded } from './budgets.ts';
import type { Environment } from '../environment.ts';
import { percentile } from '../percentiles.ts';
import type { Workload } from './gadgets.ts';
import { median, slopeOf, type Slope } from './regression.ts';
import type { Measured, Measurements } from './run.ts';
import { containers, type Container } from './sites.ts';
import type { Aim } from './targets.ts';
import { modes, type Mode } from './visit.ts';

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly p95: number;
}

export interface CostRow {
  readonly container: Container;
  readonly workload: Workload;
  readonly mode: Mode;
  readonly gadgets: number;
  readonly samples: number;
  /** From the navigation to the last gadget's ready mark. */
  readonly ready_ms: Spread;
  /** CPU time of the page's main thread. */
  readonly main_thread_ms: Spread;
  /** Medians; without the browser's question for a new service worker. */
  readonly requests: number;
  readonly bytes: number;
  readonly bytes_decoded: number;
  /** Only precached. */
  readonly heap_bytes?: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Marginal {
  readonly container: Container;
  readonly workload: Workload;
  readonly mode: Mode;
  readonly samples: number;
  readonly ms_per_gadget: number;
  readonly ms_per_gadget_95: Interval;
  readonly main_thread_ms_per_gadget: number;
  readonly main_thread_ms_per_gadget_95: Interval;
  readonly requests_per_gadget: number;
  readonly requests_per_gadget_95: Interval;
  readonly bytes_per_gadget: number;
  readonly bytes_per_gadget_95: Interval;
  readonly bytes_decoded_per_gadget: number;
  readonly heap_bytes_per_gadget?: number;
}

export interface CostReport {
  readonly bench: 'cost';
  readonly environment: Environment & { readonly chromium_version: string };
  readonly parameters: {
    readonly rounds: number;
    readonly reloads: number;
    readonly counts: readonly number[];
    readonly workloads: readonly Workload[];
  };
  readonly rows: readonly CostRow[];
  readonly marginal: readonly Marginal[];
  /** The gadgets of this repository, each by itself. */
  readonly gadgets: readonly GadgetCostRow[];
  readonly planted: readonly PlantedCheck[];
  readonly aims: readonly Aim[];
  readonly budget: { readonly exceeded: readonly Exceeded[] };
  readonly failed: readonly string[];
}

export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b);
  return { min: sorted[0] ?? 0, median: median(sorted), p95: percentile(sorted, 95) };
};

type Chosen = Pick<CostRow, 'container' | 'workload' | 'mode'>;

const fits =
  ({ container, workload, mode }: Chosen) =>
  (each: Chosen): boolean =>
    each.container === container && each.workload === workload && each.mode === mode;

function combinations(loads: readonly Measured[]): readonly Chosen[] {
  const workloads = [...new Set(loads.map(({ workload }) => workload))];
  return workloads.flatMap((workload) =>
    modes.flatMap((mode) => containers.map((container) => ({ container, workload, mode }))),
  );
}

export function rowsOf({ loads, heaps }: Measurements): readonly CostRow[] {
  return combinations(loads).flatMap((chosen) => {
    const mine = loads.filter(fits(chosen));
    const counts = [...new Set(mine.map(({ count }) => count))].sort((a, b) => a - b);
    return counts.map((count) => {
      const these = mine.filter((each) => each.count === count).map(({ load }) => load);
      const found = heaps.filter(
        (each) => each.container === chosen.container && each.workload === chosen.workload && each.count === count,
      );
      return {
        ...chosen,
        gadgets: count,
        samples: these.length,
        ready_ms: spreadOf(these.map(({ readyMs }) => readyMs)),
        main_thread_ms: spreadOf(these.map(({ mainThreadMs }) => mainThreadMs)),
        requests: median(these.map(({ requests }) => requests)),
        bytes: median(these.map(({ bytes }) => bytes)),
        bytes_decoded: median(these.map(({ decodedBytes }) => decodedBytes)),
        ...(chosen.mode === 'precached' && found.length > 0
          ? { heap_bytes: median(found.map(({ heapBytes }) => heapBytes)) }
          : {}),
      };
    });
  });
}

const interval = ({ low, high }: Slope): Interval => ({ low, high });

export function marginalsOf({ loads, heaps }: Measurements): readonly Marginal[] {
  return combinations(loads).flatMap((chosen) => {
    const mine = loads.filter(fits(chosen));
    const slope = (read: (load: Measured['load']) => number): Slope | undefined =>
      slopeOf(mine.map(({ count, load }) => ({ x: count, y: read(load) })));
    const ready = slope(({ readyMs }) => readyMs);
    const busy = slope(({ mainThreadMs }) => mainThreadMs);
    const requests = slope((load) => load.requests);
    const bytes = slope((load) => load.bytes);
    const decoded = slope(({ decodedBytes }) => decodedBytes);
    const heap = slopeOf(
      heaps
        .filter(({ container, workload }) => container === chosen.container && workload === chosen.workload)
        .map(({ count, heapBytes }) => ({ x: count, y: heapBytes })),
    );
    if (!ready || !busy || !requests || !bytes || !decoded) return [];
    return {
      ...chosen,
      samples: ready.points,
      ms_per_gadget: ready.value,
      ms_per_gadget_95: interval(ready),
      main_thread_ms_per_gadget: busy.value,
      main_thread_ms_per_gadget_95: interval(busy),
      requests_per_gadget: requests.value,
      requests_per_gadget_95: interval(requests),
      bytes_per_gadget: bytes.value,
      bytes_per_gadget_95: interval(bytes),
      bytes_decoded_per_gadget: decoded.value,
      ...(chosen.mode === 'precached' && heap ? { heap_bytes_per_gadget: heap.value } : {}),
    };
  });
}
