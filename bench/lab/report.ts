/** What a run of the lab bench found, as data and as a table. Measures nothing. */
import type { BenchReport } from '../contract.ts';
import { summaryOf } from '../percentiles.ts';
import type { Summary } from '../percentiles.ts';
import { measuredText } from '../real/measured-text.ts';
import { markdownTable, shown } from '../table.ts';
import type { RunParameters } from './options.ts';

/** `undefined` where nothing could be measured: no such part of the run, or no /proc. */
export interface LabMeasures {
  readonly signed_in: number;
  readonly failures: number;
  readonly storm_s: number;
  readonly sign_in_ms: Summary | undefined;
  readonly storm_request_ms: Summary | undefined;
  readonly work_request_ms: Summary | undefined;
  /** From the 202 to the event that shows the change, as the client sees the two. */
  readonly work_event_after_202_ms: Summary | undefined;
  /** From sending the request to that event. */
  readonly work_change_ms: Summary | undefined;
  readonly changes_begun: number;
  /** Nobody was free for them: the load was less than asked for. */
  readonly changes_not_begun: number;
  readonly node_rss_before_mib: number | undefined;
  readonly node_rss_after_storm_mib: number | undefined;
  readonly node_rss_after_work_mib: number | undefined;
  readonly node_rss_per_agent_kib: number | undefined;
  readonly lab_cpu_storm_s: number | undefined;
  readonly lab_cpu_work_s: number | undefined;
  /** Of one core. */
  readonly lab_cpu_work_percent: number | undefined;
  /** Of the measuring process itself: what of the latencies may be its own. */
  readonly driver_delay_p99_ms: number;
  readonly load_average_1min_after: number;
}

export type LabReport = BenchReport<RunParameters, LabMeasures>;

export { summaryOf };

type Reading = (measures: LabMeasures) => number | undefined;

const percentiles = (
  name: string,
  of: (measures: LabMeasures) => Summary | undefined,
): (readonly [string, Reading])[] => [
  [`${name}, p50 (ms)`, (each) => of(each)?.p50],
  [`${name}, p95 (ms)`, (each) => of(each)?.p95],
  [`${name}, p99 (ms)`, (each) => of(each)?.p99],
];

const readings: readonly (readonly [string, Reading])[] = [
  ['signed in (agents)', (each) => each.signed_in],
  ['failures', (each) => each.failures],
  ['storm, first arrival to last sign-in (s)', (each) => each.storm_s],
  ...percentiles('one sign-in', (each) => each.sign_in_ms),
  ...percentiles('request in the storm', (each) => each.storm_request_ms),
  ...percentiles('request at work', (each) => each.work_request_ms),
  ...percentiles('event after its 202', (each) => each.work_event_after_202_ms),
  ['event after its 202, longest (ms)', (each) => each.work_event_after_202_ms?.max],
  ...percentiles('request sent to event', (each) => each.work_change_ms),
  ['changes and calls that nobody was free for', (each) => each.changes_not_begun],
  ['samples: requests in the storm', (each) => each.storm_request_ms?.count],
  ['samples: requests at work', (each) => each.work_request_ms?.count],
  ['samples: events', (each) => each.work_event_after_202_ms?.count],
  ['memory before (MiB)', (each) => each.node_rss_before_mib],
  ['memory after the storm (MiB)', (each) => each.node_rss_after_storm_mib],
  ['memory after the work (MiB)', (each) => each.node_rss_after_work_mib],
  ['memory per agent, after the storm (KiB)', (each) => each.node_rss_per_agent_kib],
  ['CPU time, storm (s)', (each) => each.lab_cpu_storm_s],
  ['CPU time, work (s)', (each) => each.lab_cpu_work_s],
  ['CPU at work (% of a core)', (each) => each.lab_cpu_work_percent],
  ["delay of the measuring process' own loop, p99 (ms)", (each) => each.driver_delay_p99_ms],
  ['load average afterwards', (each) => each.load_average_1min_after],
];

const whole = new Set(['signed in (agents)', 'failures', 'changes and calls that nobody was free for']);

/** Environment, parameters and a column for each run, as Markdown. */
export function reportText({ environment, runs }: LabReport): string {
  const head = ['measure', ...runs.map(({ parameters }) => `${parameters.agents} agents`)];
  const rows = readings.map(([name, read]) => [
    name,
    ...runs.map(({ measures }) => {
      const value = read(measures);
      const count = whole.has(name) || name.startsWith('samples');
      return count && value !== undefined ? String(value) : shown(value);
    }),
  ]);
  const first = runs[0]?.parameters;
  const lines = [measuredText(environment)];
  if (first) {
    lines.push(
      `${first.arrivals_per_second} desktops arrive per second; then ${first.work_s} s with ${first.changes_per_second} changes of state and ` +
        `${first.calls_per_second} calls per second; ${first.http_connections} HTTP connections; ` +
        `${first.node_processes ? 'each node a process of its own: memory is the publisher’s, CPU time that of all three' : 'both nodes, PG and telephony in one process'}.`,
    );
  }
  return `${lines.join('\n\n')}\n\n${markdownTable(head, rows)}`;
}
