/** The command line of `npm run bench -- lab`. Starts nothing. */
import { outputOf, outputUsage, readOptions, wholeNumber, type Output } from '../options.ts';

export const usage = `Usage: npm run bench -- lab [OPTIONS]

  --agents N[,N…]     agents to sign in; several numbers are several runs, each with a fresh lab (default 2000, at most 9999)
  --arrivals N        desktops that begin to sign in per second (default 100)
  --seconds N         of work after the storm (default 30; 0: only the storm)
  --changes N         changes between Ready and Not Ready per second, over all agents (default 50)
  --calls N           calls per second, each answered, held, retrieved and dropped (default 5)
  --connections N     kept-alive HTTP connections that all requests share (default 64)
  --processes         each node a process of its own, as npm run lab -- --processes
  --profile DIR       V8 CPU profiles of the lab's processes
${outputUsage('the table', 20)}`;

export interface RunParameters {
  readonly agents: number;
  readonly arrivals_per_second: number;
  readonly work_s: number;
  readonly changes_per_second: number;
  readonly calls_per_second: number;
  readonly http_connections: number;
  readonly node_processes: boolean;
}

export interface LabBenchOptions extends Output {
  readonly runs: readonly RunParameters[];
  readonly profileDir?: string;
}

/** Throws `BenchUsageError` with one line that says what would be right. */
export function parseOptions(args: readonly string[]): LabBenchOptions {
  const values = readOptions(
    args,
    ['agents', 'arrivals', 'seconds', 'changes', 'calls', 'connections', 'profile'],
    ['processes'],
  );
  const number = (name: string, otherwise: string, least: number, most: number): number =>
    wholeNumber(`--${name}`, values[name] ?? otherwise, least, most);
  const agents = (values['agents'] ?? '2000').split(',').map((each) => wholeNumber('--agents', each, 1, 9999));
  const run = (count: number): RunParameters => ({
    agents: count,
    arrivals_per_second: number('arrivals', '100', 1, 10_000),
    work_s: number('seconds', '30', 0, 3600),
    changes_per_second: number('changes', '50', 0, 10_000),
    calls_per_second: number('calls', '5', 0, 1000),
    http_connections: number('connections', '64', 1, 10_000),
    node_processes: values['processes'] !== undefined,
  });
  const profile = values['profile'];
  return { runs: agents.map(run), ...(profile === undefined ? {} : { profileDir: profile }), ...outputOf(values) };
}
