/** Storms, measured and predicted, as data and as a table. Measures nothing. */
import type { BenchReport } from '../contract.ts';
import { measuredText } from '../real/measured-text.ts';
import { summaryOf, type Summary } from '../percentiles.ts';
import { markdownTable, shown } from '../table.ts';
import type { Prediction } from './model.ts';
import type { Storm } from './run.ts';

export interface StormParameters {
  readonly agents: number;
  /** `calibrated`: what things cost the model has from the CPU times of this very run. */
  readonly model: 'calibrated' | 'predicted';
  readonly request_cost_scale: number | undefined;
  readonly message_cpu_ms: number | undefined;
  readonly others_cpu_ms: number | undefined;
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
  readonly others_cpu_ms_per_agent: number | undefined;
  readonly longest_driver_delay_ms: number;
  readonly predicted_longest_driver_delay_ms: number | undefined;
}

export type StormReport = BenchReport<StormParameters, StormMeasures>;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export function measuresOf(storm: Storm, prediction: Prediction): StormMeasures {
  const [measured, predicted] = [summaryOf(storm.backAfterMs), summaryOf(prediction.backAfterMs)];
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
    others_cpu_ms_per_agent:
      storm.otherCpuSeconds === undefined ? undefined : (storm.otherCpuSeconds * 1000) / storm.agents,
    longest_driver_delay_ms: storm.longestDelayMs,
    predicted_longest_driver_delay_ms: prediction.longestLoopMs,
  };
}

const seconds = (ms: number | undefined): string => shown(ms === undefined ? undefined : ms / 1000);
export const signedPercent = (value: number | undefined): string =>
  value === undefined ? '–' : `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(0)} %`;

export function reportText({ environment, runs }: StormReport): string {
  const rows = runs.map(({ parameters, measures }) => {
    const { measured_ms: was, predicted_ms: said } = measures;
    return [
      `${parameters.agents}${parameters.model === 'calibrated' ? ' (calibrates)' : ''}`,
      String(measures.back),
      [was?.p50, was?.p95, was?.max].map(seconds).join(' / '),
      [said?.p50, said?.p95, said?.max].map(seconds).join(' / '),
      [measures.error_p50_percent, measures.error_p95_percent, measures.error_last_percent]
        .map(signedPercent)
        .join(' / '),
      shown(measures.node_cpu_ms_per_agent),
      shown(measures.agents_cpu_ms_per_agent),
      shown(measures.others_cpu_ms_per_agent),
      shown(measures.node_busy_percent),
      measures.drivers_busy_percent.map(shown).join(', '),
      `${shown(measures.longest_driver_delay_ms)} (${shown(measures.predicted_longest_driver_delay_ms)})`,
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
    'the rest, ms each',
    'node busy, % of a core',
    'drivers busy, %',
    "drivers' loop late, longest, ms (predicted)",
  ];
  return `${measuredText(environment)}

${costsText(runs)}

${markdownTable(head, rows)}${missed.length > 0 ? `\n\n${missed.join('\n')}` : ''}`;
}

/** In percent: more than this is said with its cause. */
const tolerated = 25;

/** Where the model was wrong, with what is known about it; shown only beside a miss. */
function causesOf({ environment, runs }: StormReport): readonly string[] {
  const took = ({ agents_cpu_ms_per_agent: own, node_cpu_ms_per_agent: node }: StormMeasures): string =>
    `${shown(own)} ms of CPU in the agents' processes and ${shown(node)} ms in the node's`;
  const calibrated = runs.filter(({ parameters }) => parameters.model === 'calibrated');
  return runs.flatMap(({ parameters, measures }) => {
    const errors = [measures.error_p50_percent, measures.error_p95_percent, measures.error_last_percent];
    if (!errors.some((error) => error !== undefined && Math.abs(error) > tolerated)) return [];
    const busy = sum([...measures.drivers_busy_percent, measures.node_busy_percent ?? 0]);
    return [
      `- ${parameters.agents} agents: off by more than ${tolerated} %. An agent took ${took(measures)}; the costs come from ` +
        `${calibrated.map((each) => `a storm of ${took(each.measures)}`).join(' and ')}. Node and agents had ${shown(busy / environment.cpu_cores)} % of the machine, which the model has for itself.`,
    ];
  });
}

function costsText(runs: StormReport['runs']): string {
  const { request_cost_scale: scale, message_cpu_ms: message, others_cpu_ms: others } = runs[0]?.parameters ?? {};
  const two = runs.filter(({ parameters }) => parameters.model === 'calibrated').length > 1;
  if (scale === undefined || message === undefined || others === undefined)
    return 'This system does not tell what CPU time a process had: nothing is predicted.';
  return (
    `Costs from the CPU times of the ${two ? 'two smallest storms, by what the second took more than the first' : 'smallest storm'}: ${shown(message)} ms for each message of an agent, requests at the node ` +
    `${shown(scale)} times the capacity model's, ${shown(others)} ms elsewhere for each LOGIN.`
  );
}
