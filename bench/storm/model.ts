/**
 * What the model says of a storm on this machine: the fleet simulation with the road of loopback and one worker for the
 * whole machine. One number, the cost of a request, is taken from the smallest storm; the greater ones are predicted.
 */
import { runFloor } from '../../src/sim/fleet/floor.ts';
import { percentile } from '../percentiles.ts';
import { simulated } from '../real/predict.ts';

export function predictedMs(agents: number, cpuScale: number): readonly number[] {
  const run = runFloor({ ...simulated, agents, vCpus: 1, cpuScale }, { sink: () => undefined });
  return run.restored_s.map((seconds) => seconds * 1000);
}

const halvings = 12;

/** By which the costs are multiplied so that the smallest storm's median comes out as measured, or as near as can be. */
export function calibrate(measuredMs: readonly number[]): number {
  const aim = percentile(measuredMs, 50);
  let [low, high] = [0.001, 50];
  for (let turn = 0; turn < halvings; turn += 1) {
    const middle = Math.sqrt(low * high);
    const predicted = predictedMs(measuredMs.length, middle);
    // A node too slow for its desktops' patience gives nobody back.
    const median = predicted.length === 0 ? Infinity : percentile(predicted, 50);
    if (median < aim) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}
