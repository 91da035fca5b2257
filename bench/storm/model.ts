/**
 * What the model says of a storm on this machine: the fleet simulation with the road of loopback, and one machine for the
 * surviving node, the processes that the agents live in, and the rest. What a message and a request cost is taken from the
 * CPU times of the smallest storm, and from nothing else: no time of a return, and nothing of the greater storms. How many
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

/** For as many messages and requests as the model has for such a storm. `undefined` where a CPU time is not known. */
export function costsOf(
  storm: Pick<Storm, 'agents' | 'driverCpuSeconds' | 'nodeCpuSeconds' | 'otherCpuSeconds'>,
  cores: number,
): MachineCosts | undefined {
  const { agents, driverCpuSeconds, nodeCpuSeconds, otherCpuSeconds } = storm;
  if (nodeCpuSeconds === undefined || otherCpuSeconds === undefined) return undefined;
  const drivers = driverCpuSeconds.length;
  const { machine = noUse } = run(agents, { cores, drivers, messageMs: 0.5, othersMs: 0, requestScale: 0.25 });
  const driversMs = driverCpuSeconds.reduce((sum, each) => sum + each, 0) * 1000;
  return {
    cores,
    drivers,
    messageMs: driversMs / machine.messages,
    othersMs: (otherCpuSeconds * 1000) / machine.logins,
    requestScale: (0.25 * nodeCpuSeconds * 1000) / machine.nodeCpuMs,
  };
}
