// The command line of `npm run fleet`, and what it means. Starts nothing.
import { parseArgs } from 'node:util';
import { profileNames } from '../../src/core/contract.ts';
import { pgReleases } from '../../src/cluster/contract.ts';
import { gadgetKinds } from '../../src/sim/fleet/chain.ts';
import { fleetFaults, fleetMoves, pacings, spreads, type FleetOptions } from '../../src/sim/fleet/contract.ts';
import { calibrated, plannedShare } from '../../src/sim/fleet/parameters.ts';
import { outputFault } from '../output-file.ts';
import { usageSentence } from '../usage-line.mjs';

export const usage = `Usage: npm run fleet -- [OPTIONS]
Agents with a production core each and the simulated cluster, in virtual time: one node is lost, everybody comes back.

  --agents N            of the whole deployment (2000)
  --per-cluster N       agents of one pair of nodes, as published; more agents are more pairs (2000, at most 9999)
  --gadgets N           on each desktop (6)
  --network NET         lan (2 ms round trip), wan (400 ms), or so many ms (lan)
  --mbit N              line of each node, Mbit/s (1000)
  --profile NAME        12.6, 11.x or swift (12.6)
  --move KIND           in-place, reload (from the precache) or redirect (everything from the other node)
                        (redirect; in-place for swift)
  --pacing paced|off    the node tells desktops when to come (off for 11.x, else paced)
  --fault node|cti      what is lost: a node, or the CTI link of both (node)
  --spread even|uneven  uneven: everybody is on the node that is lost (uneven)
  --pg-release R        12.5+ or 11.6: how long CTI takes to come back; counts with --fault cti (12.5+; an input, not calibrated)
  --gadget-kind xml|jsp (xml; jsp is an input, not calibrated)
  --vcpu N              of each node, 4 or 8 (4; 8 is an input, not calibrated)
  --calls N             calls for each agent in an hour (4)
  --ping S              seconds between pings (the profile's)
  --hours N             the run lasts so long, with the fault in the middle (until everybody is back)
  --seed N              (1)
  --jobs N              processes (one for each processor); the result does not depend on it
  --wire typed|xml      xml: every payload is written and read (typed)
  --json FILE           the result, units in the fields' names; - for the standard output
  --html FILE           the result as plots
  --report              the published rows, the predictions, swift, inputs, sensitivity
  --write               --report, into docs/performance.md
  --twice               the run again in other processes; status 1 when the traces differ
  --growth              what the program itself takes: 24000 agents for an hour, twice; and ever more agents; into
                        docs/performance.md
  --search              looks for the policy with the least p95 at bounded load
  --calibrate           looks for the two calibrated parameters again
  --help                this text`;

export class FleetUsageError extends Error {
  override readonly name = 'FleetUsageError';
}

export interface Deployment extends FleetOptions {
  readonly perCluster: number;
}

export const task = ['run', 'report', 'write', 'growth', 'search', 'calibrate', 'help'] as const;
export type Task = (typeof task)[number];

export interface Command {
  readonly task: Task;
  readonly deployment: Deployment;
  readonly jobs: number;
  readonly times: 'once' | 'twice';
  readonly json: string | undefined;
  readonly html: string | undefined;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        agents: text,
        'per-cluster': text,
        gadgets: text,
        network: text,
        mbit: text,
        profile: text,
        move: text,
        pacing: text,
        fault: text,
        spread: text,
        'pg-release': text,
        'gadget-kind': text,
        vcpu: text,
        calls: text,
        ping: text,
        hours: text,
        seed: text,
        jobs: text,
        wire: text,
        json: text,
        html: text,
        report: flag,
        write: flag,
        growth: flag,
        twice: flag,
        search: flag,
        calibrate: flag,
        help: flag,
      },
    }).values;
  } catch (error) {
    throw new FleetUsageError(usageSentence(error));
  }
}

function oneOf<T extends string>(name: string, value: string | undefined, choices: readonly T[], otherwise: T): T {
  if (value === undefined) return otherwise;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new FleetUsageError(`--${name} is one of ${choices.join(', ')}, not "${value}".`);
  return found;
}

function number(name: string, value: string | undefined, least: number, most: number, otherwise: number): number {
  if (value === undefined) return otherwise;
  const found = Number(value);
  if (!/^\d+(?:\.\d+)?$/.test(value) || found < least || found > most) {
    throw new FleetUsageError(`--${name} wants a number from ${least} to ${most}, not "${value}".`);
  }
  return found;
}

function whole(name: string, value: string | undefined, least: number, most: number, otherwise: number): number {
  const found = number(name, value, least, most, otherwise);
  if (!Number.isInteger(found)) throw new FleetUsageError(`--${name} wants a whole number, not "${value ?? ''}".`);
  return found;
}

const networks: Readonly<Record<string, number>> = { lan: 2, wan: 400 };

function roundTrip(value: string | undefined): number {
  const named = networks[value ?? 'lan'];
  return named ?? whole('network', value, 0, 5_000, 0);
}

/** Throws `FleetUsageError` with one line that says what would be right. */
export function commandOf(args: readonly string[], processors: number): Command {
  const values = valuesOf(args);
  const fault = outputFault('json', values.json) ?? outputFault('html', values.html);
  if (fault !== undefined) throw new FleetUsageError(fault);
  const profile = oneOf('profile', values.profile, profileNames, '12.6');
  const pingSeconds = number('ping', values.ping, 1, 600, 0);
  const vCpus = whole('vcpu', values.vcpu, 1, 64, 4);
  const deployment: Deployment = {
    agents: whole('agents', values.agents, 1, 100_000, 2_000),
    perCluster: whole('per-cluster', values['per-cluster'], 1, 9_999, 2_000),
    gadgets: whole('gadgets', values.gadgets, 0, 100, 6),
    roundTripMs: roundTrip(values.network),
    mbitPerSecond: number('mbit', values.mbit, 1, 100_000, 1_000),
    profile,
    policy: pingSeconds > 0 ? { pingEveryMs: pingSeconds * 1000 } : {},
    pgRelease: oneOf('pg-release', values['pg-release'], pgReleases, '12.5+'),
    gadgetKind: oneOf('gadget-kind', values['gadget-kind'], gadgetKinds, 'xml'),
    vCpus,
    spread: oneOf('spread', values.spread, spreads, 'uneven'),
    move: oneOf('move', values.move, fleetMoves, profile === 'swift' ? 'in-place' : 'redirect'),
    fault: oneOf('fault', values.fault, fleetFaults, 'node'),
    pacing: oneOf('pacing', values.pacing, pacings, profile === '11.x' ? 'off' : 'paced'),
    callsPerHour: number('calls', values.calls, 0, 60, 4),
    lastsMs: number('hours', values.hours, 0, 48, 0) * 3_600_000,
    seed: whole('seed', values.seed, 0, 2 ** 31 - 1, 1),
    wire: oneOf('wire', values.wire, ['typed', 'xml'], 'typed'),
    ...calibrated,
    plannedShare,
  };
  const asked = (['help', 'write', 'report', 'growth', 'search', 'calibrate'] as const).find(
    (each) => values[each] === true,
  );
  return {
    task: asked ?? 'run',
    deployment,
    jobs: whole('jobs', values.jobs, 1, 64, processors),
    times: values.twice === true ? 'twice' : 'once',
    json: values.json,
    html: values.html,
  };
}
