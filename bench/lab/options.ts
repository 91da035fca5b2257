/** The command line of `npm run bench -- lab`. Starts nothing. */
import { parseArgs } from 'node:util';
import { BenchUsageError } from '../contract.ts';

export const usage = `Usage: npm run bench -- lab [OPTIONS]

  --agents N[,N…]     agents to sign in; several numbers are several runs, each with a fresh lab (default 2000, at most 9999)
  --arrivals N        desktops that begin to sign in per second (default 100)
  --seconds N         of work after the storm (default 30; 0: only the storm)
  --changes N         changes between Ready and Not Ready per second, over all agents (default 50)
  --calls N           calls per second, each answered, held, retrieved and dropped (default 5)
  --connections N     kept-alive HTTP connections that all requests share (default 64)
  --processes         each node a process of its own, as npm run lab -- --processes
  --profile DIR       V8 CPU profiles of the lab's processes
  --json FILE         the results as JSON, units in the fields' names
  --write             the table into docs/performance.md
  --help              this text`;

export interface RunParameters {
  readonly agents: number;
  readonly arrivals_per_second: number;
  readonly work_s: number;
  readonly changes_per_second: number;
  readonly calls_per_second: number;
  readonly http_connections: number;
  readonly node_processes: boolean;
}

export interface LabBenchOptions {
  readonly runs: readonly RunParameters[];
  readonly profileDir?: string;
  readonly jsonFile?: string;
  readonly write: boolean;
}

const text = { type: 'string' } as const;

/** Throws `BenchUsageError` with one line that says what would be right. */
export function parseOptions(args: readonly string[]): LabBenchOptions {
  const values = read(args);
  const agents = values.agents.split(',').map((each) => number('--agents', each, 1, 9999));
  const run = (count: number): RunParameters => ({
    agents: count,
    arrivals_per_second: number('--arrivals', values.arrivals, 1, 10_000),
    work_s: number('--seconds', values.seconds, 0, 3600),
    changes_per_second: number('--changes', values.changes, 0, 10_000),
    calls_per_second: number('--calls', values.calls, 0, 1000),
    http_connections: number('--connections', values.connections, 1, 10_000),
    node_processes: values.processes,
  });
  return {
    runs: agents.map(run),
    ...(values.profile === undefined ? {} : { profileDir: values.profile }),
    ...(values.json === undefined ? {} : { jsonFile: values.json }),
    write: values.write,
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: false,
      options: {
        agents: { ...text, default: '2000' },
        arrivals: { ...text, default: '100' },
        seconds: { ...text, default: '30' },
        changes: { ...text, default: '50' },
        calls: { ...text, default: '5' },
        connections: { ...text, default: '64' },
        processes: { type: 'boolean', default: false },
        profile: text,
        json: text,
        write: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new BenchUsageError((error instanceof Error ? error.message : String(error)).split('. ')[0] ?? '');
  }
}

function number(name: string, value: string, least: number, most: number): number {
  const found = Number(value);
  if (!/^\d+$/.test(value) || found < least || found > most) {
    throw new BenchUsageError(`${name} wants a whole number from ${least} to ${most}, not "${value}".`);
  }
  return found;
}
