// One process of the fleet: runs one pair of nodes after the other as it is told. Started by run.ts.
import { createHash } from 'node:crypto';
import { runFloor } from '../../src/sim/fleet/floor.ts';
import type { PartMessage, PartOrder } from './run.ts';

const send = (message: PartMessage): void => void process.send?.(message);

process.on('message', ({ index, options }: PartOrder) => {
  const hash = createHash('sha256');
  const before = process.cpuUsage();
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
