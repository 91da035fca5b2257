// One of the processes of `npm run sim`: gets seeds, runs them, answers with what became of them. Ends with its parent.
import { runSeed } from '../src/sim/vopr/run.ts';

process.on('message', (seeds: readonly number[]) => {
  for (const seed of seeds) process.send?.(runSeed(seed));
  process.send?.('next');
});
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the parent decides what to do.
process.on('SIGINT', () => undefined);
process.send?.('next');
