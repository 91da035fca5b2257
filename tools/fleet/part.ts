// One process of the fleet: runs one pair of nodes after the other as it is told. Started by run.ts.
import { createHash } from 'node:crypto';
import type { FleetOptions } from '../../src/sim/fleet/contract.ts';
import { runFloor } from '../../src/sim/fleet/floor.ts';
import { rehearseWord, type PartMessage, type PartOrder } from './part-contract.ts';

const send = (message: PartMessage): void => void process.send?.(message);

/**
 * Small floors first, each with everything a great one has: by then the engine has seen all kinds of objects, and compiles what
 * runs often once, instead of half of it again in the middle and most of it again with the second floor. Changes no result.
 */
function rehearse(options: FleetOptions): void {
  for (let seed = 1; seed <= 3; seed += 1) {
    runFloor({ ...options, agents: 120, lastsMs: 0, callsPerHour: 60, seed }, { sink: () => undefined });
  }
}
let isRehearsed = !process.argv.includes(rehearseWord);

process.on('message', ({ index, options }: PartOrder) => {
  const hash = createHash('sha256');
  const before = process.cpuUsage();
  if (!isRehearsed) rehearse(options);
  isRehearsed = true;
  let toldAt = performance.now();
  const run = runFloor(options, {
    sink: (bytes) => void hash.update(bytes),
    progress: (virtualMs) => {
      if (performance.now() - toldAt < 500) return;
      toldAt = performance.now();
      send({ kind: 'at', virtualMs });
    },
  });
  const { user, system } = process.cpuUsage(before);
  send({ kind: 'done', index, run, sha256: hash.digest('hex'), cpuSeconds: (user + system) / 1e6 });
});
// The parent is interrupted or gone: nobody waits for the result.
process.on('SIGINT', () => process.exit(130));
process.on('disconnect', () => process.exit(1));
send({ kind: 'ready' });
