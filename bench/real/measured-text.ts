/** The sentence above a table: when, on what machine and with what it was measured. */
import type { Environment } from '../environment.ts';
import { shown } from '../table.ts';

export function measuredText(environment: Environment, chromiumVersion?: string): string {
  const { cpu_stolen_share: stolen } = environment;
  return (
    `Measured ${environment.date.slice(0, 16).replace('T', ' ')} UTC on ${environment.cpu_cores} cores (${environment.cpu_model}), ` +
    `${environment.memory_total_gib} GiB, ${environment.platform}, Node ${environment.node_version}` +
    `${chromiumVersion === undefined ? '' : `, Chromium ${chromiumVersion}`}; ` +
    `load average ${shown(environment.load_average_1min_before)} before anything was started` +
    (stolen === undefined
      ? '.'
      : `; of the processor time asked for since, the host gave ${shown(stolen * 100)} % to others.`)
  );
}
