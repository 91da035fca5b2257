/** Storms, measured and predicted, as data and as a table. Measures nothing. */
import type { BenchReport } from '../contract.ts';
import { measuredText } from '../real/measured-text.ts';
import { summaryOf, type Summary } from '../percentiles.ts';
import { markdownTable, shown } from '../table.ts';
import type { Storm } from './run.ts';

export interface StormParameters {
  readonly agents: number;
  /** `calibrated`: the model's one number comes from this very run. */
  readonly model: 'calibrated' | 'predicted';
  readonly cpu_scale: number;
}

export interface StormMeasures {
  readonly back: number;
  readonly measured_ms: Summary | undefined;
  readonly predicted_ms: Summary | undefined;
  readonly error_p50_percent: number | undefined;
  readonly error_p95_percent: number | undefined;
  readonly error_last_percent: number | undefined;
  readonly node_cpu_ms_per_agent: number | undefined;
  readonly agents_cpu_ms_per_agent: number;
  /** Share of one core that the surviving node's process had, from the kill to the last return. */
  readonly node_busy_percent: number | undefined;
  /** The same of each process with agents in it. */
  readonly drivers_busy_percent: readonly number[];
  readonly driver_delay_p99_ms: number;
}

export type StormReport = BenchReport<StormParameters, StormMeasures>;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export function measuresOf(storm: Storm, predictedMs: readonly number[]): StormMeasures {
  const [measured, predicted] = [summaryOf(storm.backAfterMs), summaryOf(predictedMs)];
  const error = (of: (summary: Summary) => number): number | undefined =>
    measured && predicted && (of(predicted) / of(measured) - 1) * 100;
  const busy = (cpuSeconds: number): number => (cpuSeconds / storm.countedSeconds) * 100;
  return {
    back: storm.backAfterMs.length,
    measured_ms: measured,
    predicted_ms: predicted,
    error_p50_percent: error((each) => each.p50),
    error_p95_percent: error((each) => each.p95),
    error_last_percent: error((each) => each.max),
    node_cpu_ms_per_agent:
      storm.nodeCpuSeconds === undefined ? undefined : (storm.nodeCpuSeconds * 1000) / storm.agents,
    agents_cpu_ms_per_agent: (sum(storm.driverCpuSeconds) * 1000) / storm.agents,
    node_busy_percent: storm.nodeCpuSeconds === undefined ? undefined : busy(storm.nodeCpuSeconds),
    drivers_busy_percent: storm.driverCpuSeconds.map(busy),
    driver_delay_p99_ms: storm.driverDelayP99Ms,
  };
}

const seconds = (ms: number | undefined): string => shown(ms === undefined ? undefined : ms / 1000);
const percent = (value: number | undefined): string =>
  value === undefined ? '–' : `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(0)} %`;

export function reportText({ environment, runs }: StormReport): string {
  const rows = runs.map(({ parameters, measures }) => {
    const { measured_ms: was, predicted_ms: said } = measures;
    return [
      `${parameters.agents}${parameters.model === 'calibrated' ? ' (calibrates)' : ''}`,
      String(measures.back),
      [was?.p50, was?.p95, was?.max].map(seconds).join(' / '),
      [said?.p50, said?.p95, said?.max].map(seconds).join(' / '),
      [measures.error_p50_percent, measures.error_p95_percent, measures.error_last_percent].map(percent).join(' / '),
      shown(measures.node_cpu_ms_per_agent),
      shown(measures.agents_cpu_ms_per_agent),
      shown(measures.node_busy_percent),
      measures.drivers_busy_percent.map(shown).join(', '),
      shown(measures.driver_delay_p99_ms),
    ];
  });
  const missed = causesOf({ bench: 'storm', environment, runs });
  const head = [
    'agents',
    'back',
    'measured, s: p50 / p95 / last',
    'predicted, s',
    'error of the prediction',
    "node's CPU, ms each",
    "agents' CPU, ms each",
    'node busy, % of a core',
    'drivers busy, %',
    "drivers' loop late, p99 ms",
  ];
  return `${measuredText(environment)}

Costs of the capacity model times ${shown(runs[0]?.parameters.cpu_scale)}, one worker.

${markdownTable(head, rows)}${missed.length > 0 ? `\n\n${missed.join('\n')}` : ''}`;
}

/** In percent: more than this is said with its cause. */
const tolerated = 25;

/** Where the model was wrong, and why. The words of a cause are shown only beside a miss. */
function causesOf({ runs }: StormReport): readonly string[] {
  return runs.flatMap(({ parameters, measures }) => {
    const errors = [measures.error_p50_percent, measures.error_p95_percent, measures.error_last_percent];
    if (!errors.some((error) => error !== undefined && Math.abs(error) > tolerated)) return [];
    const { node_cpu_ms_per_agent: node, agents_cpu_ms_per_agent: own } = measures;
    const share = node === undefined ? '' : ` (${shown((own / (own + node)) * 100)} % of all)`;
    return [
      `- ${parameters.agents} agents: off by more than ${tolerated} %. The model has one server for everything, so what the agents' own ` +
        `processes take${share} makes requests wait at the node until desktops lose patience and ask again; in reality it delays ` +
        `the desktops, and the node answers in time.`,
    ];
  });
}
