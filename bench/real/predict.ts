/** What the simulation says of the same move: production core and cluster in virtual time, one agent, many seeds. */
import { calibrated, plannedShare } from '../../src/sim/fleet/parameters.ts';
import type { FleetOptions } from '../../src/sim/fleet/contract.ts';
import { runFloor } from '../../src/sim/fleet/floor.ts';

export const simulated: FleetOptions = {
  agents: 1,
  gadgets: 6,
  roundTripMs: 1,
  mbitPerSecond: 1000,
  profile: 'swift',
  policy: {},
  pgRelease: 'lab',
  gadgetKind: 'xml',
  vCpus: 4,
  spread: 'uneven',
  move: 'in-place',
  fault: 'node',
  pacing: 'off',
  callsPerHour: 0,
  lastsMs: 0,
  seed: 1,
  wire: 'typed',
  cpuScale: calibrated.cpuScale,
  browserMsPerResponse: 0,
  plannedShare,
};

/** From the loss of the node to `connected` on the other one, in ms, one number for each seed. */
export function predictedReturnsMs(seeds: number, roundTripMs: number): readonly number[] {
  const all: number[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const run = runFloor({ ...simulated, roundTripMs, seed }, { sink: () => undefined });
    all.push(...run.restored_s.map((seconds) => seconds * 1000));
  }
  return all;
}
