/**
 * What the model says of a storm on this machine: the fleet simulation with the road of loopback, and one machine for the
 * surviving node, the processes that the agents live in, and the rest. What a message and a request cost is taken from the
 * CPU times of the two smallest storms, and from nothing else: no time of a return, and nothing of the greater storms. How many
 * agents there are it knows only by how many it simulates.
 */
import { runFloor } from '../../src/sim/fleet/floor.ts';
import type { MachineUse, SharedMachine } from '../../src/sim/fleet/floor-machine.ts';
import { simulated } from '../real/predict.ts';
import type { Storm } from './run.ts';

export interface MachineCosts extends SharedMachine {
  /** By which the node's cost of each request (`src/cluster/capacity-costs.ts`) is multiplied. */
  readonly requestScale: number;
}

export interface Prediction {
  /** Ascending. */
  readonly backAfterMs: readonly number[];
  /** Of the process with agents that was late the most; `undefined` where nothing is predicted. */
  readonly longestLoopMs: number | undefined;
}

/** Of loopback. assumed; far below everything else. */
const roundTripMs = 0.2;

function run(agents: number, { requestScale, ...machine }: MachineCosts) {
  const options = { ...simulated, agents, roundTripMs, cpuScale: requestScale };
  return runFloor(options, { sink: () => undefined, machine });
}

const noUse: MachineUse = { messages: 0, nodeCpuMs: 0, logins: 0, loopMs: [] };

export function predict(agents: number, costs: MachineCosts): Prediction {
  const { restored_s: restored, machine = noUse } = run(agents, costs);
  return {
    backAfterMs: restored.map((seconds) => seconds * 1000),
    longestLoopMs: machine.loopMs.flat().reduce((most, each) => Math.max(most, each), 0),
  };
}

/** With which the node's work is counted. */
const requestScale = 0.25;

type CpuUse = Pick<Storm, 'agents' | 'driverCpuSeconds' | 'nodeCpuSeconds' | 'otherCpuSeconds'>;

/** What a storm took, and for how many messages and requests by the model. `undefined` where a CPU time is not known. */
function workOf(storm: CpuUse, cores: number) {
  const { agents, driverCpuSeconds, nodeCpuSeconds, otherCpuSeconds } = storm;
  if (nodeCpuSeconds === undefined || otherCpuSeconds === undefined) return undefined;
  const drivers = driverCpuSeconds.length;
  const { machine = noUse } = run(agents, { cores, drivers, messageMs: 0.5, othersMs: 0, requestScale });
  return {
    drivers: { tookMs: driverCpuSeconds.reduce((sum, each) => sum + each, 0) * 1000, units: machine.messages },
    node: { tookMs: nodeCpuSeconds * 1000, units: machine.nodeCpuMs / requestScale },
    others: { tookMs: otherCpuSeconds * 1000, units: machine.logins },
  };
}

interface Work {
  readonly tookMs: number;
  readonly units: number;
}

/**
 * What each further unit took from one storm to the next: what a process does once in any storm, however great
 * it is, is in both and drops out. By the greater storm alone where there is no other, or noise ate the difference.
 */
function costOf(greater: Work, smaller: Work = { tookMs: 0, units: 0 }): number {
  const [tookMs, units] = [greater.tookMs - smaller.tookMs, greater.units - smaller.units];
  return tookMs > 0 && units > 0 ? tookMs / units : greater.tookMs / greater.units;
}

/** From one storm, or from two of which the first is the smaller. `undefined` where a CPU time is not known. */
export function costsOf([first, second]: readonly CpuUse[], cores: number): MachineCosts | undefined {
  const works = [first, second].flatMap((storm) => (storm ? [workOf(storm, cores)] : []));
  const [greater, smaller] = works.reverse();
  if (!greater || works.includes(undefined)) return undefined;
  return {
    cores,
    drivers: first?.driverCpuSeconds.length ?? 1,
    messageMs: costOf(greater.drivers, smaller?.drivers),
    othersMs: costOf(greater.others, smaller?.others),
    requestScale: costOf(greater.node, smaller?.node),
  };
}

/** The two smallest of three or more; of fewer the smallest: what is predicted must have no part in it. `storms`: by size. */
export const calibrating = <S>(storms: readonly S[]): readonly S[] => storms.slice(0, storms.length > 2 ? 2 : 1);
