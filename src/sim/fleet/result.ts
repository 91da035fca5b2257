/** What the runs of all clusters of a deployment come to, in the fields that are written as JSON. Pure arithmetic. */
import type { ClusterRun, Curves } from './contract.ts';

export interface FleetFigures {
  readonly agents: number;
  readonly clusters: number;
  /** Those whose node was lost. */
  readonly movers: number;
  readonly not_restored: number;
  readonly time_to_all_restored_s: number | undefined;
  readonly p50_s: number | undefined;
  readonly p95_s: number | undefined;
  /** At the busiest node: desktops that it begins to serve within one second; LOGIN, which is taken at once, is not in it. */
  readonly peak_arrivals_per_s: number;
  readonly peak_logins_per_s: number;
  /** At which a node says that desktops may go on; of one node. */
  readonly paced_rate_per_s: number;
  readonly bytes_per_agent: number;
  readonly requests_per_agent: number;
  /** Of the busiest node's line. */
  readonly peak_mbit_per_s: number;
  /** From the fault to the last return, of one cluster's node that is left. */
  readonly mean_mbit_per_s: number;
  readonly longest_queue: number;
  /** Calls that rang without an answer until they were taken away. */
  readonly ronas: number;
  readonly calls: number;
  readonly virtual_s: number;
  readonly events: number;
  readonly pings: number;
  /** Of the first cluster. */
  readonly curves: Curves;
}

const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits));

/** The value that a share of the sorted list is not above. */
export function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

const most = (lists: readonly (readonly number[])[]): number =>
  lists.reduce((peak, list) => list.reduce((least, value) => Math.max(least, value), peak), 0);
const sum = (runs: readonly ClusterRun[], of: (run: ClusterRun) => number): number =>
  runs.reduce((total, run) => total + of(run), 0);

export function figuresOf(runs: readonly ClusterRun[], agents: number): FleetFigures {
  const restored = runs.flatMap((run) => run.restored_s).sort((left, right) => left - right);
  const movers = sum(runs, (run) => run.movers);
  const share = (total: number): number => (movers > 0 ? total / movers : 0);
  const last = restored.length === movers ? restored.at(-1) : undefined;
  const first = runs[0];
  const bytes = sum(runs, (run) => run.bytes);
  return {
    agents,
    clusters: runs.length,
    movers,
    not_restored: movers - restored.length,
    time_to_all_restored_s: last,
    p50_s: quantile(restored, 0.5),
    p95_s: quantile(restored, 0.95),
    peak_arrivals_per_s: most(runs.map((run) => run.curves.arrivals)),
    peak_logins_per_s: most(runs.map((run) => run.curves.logins)),
    paced_rate_per_s: rounded(first?.paced_rate_per_s ?? 0),
    bytes_per_agent: Math.round(share(bytes)),
    requests_per_agent: rounded(share(sum(runs, (run) => run.requests)), 1),
    peak_mbit_per_s: rounded(most(runs.map((run) => run.curves.mbit)), 1),
    mean_mbit_per_s: rounded(last === undefined || last === 0 ? 0 : (bytes * 8) / 1e6 / last / runs.length, 1),
    longest_queue: most(runs.map((run) => run.curves.queue)),
    ronas: sum(runs, (run) => run.ronas),
    calls: sum(runs, (run) => run.calls),
    virtual_s: rounded(runs.reduce((longest, run) => Math.max(longest, run.virtual_s), 0)),
    events: sum(runs, (run) => run.events),
    pings: sum(runs, (run) => run.pings),
    curves: first?.curves ?? { restored: [], arrivals: [], logins: [], mbit: [], queue: [] },
  };
}
