/**
 * The simulation as one plain script for the processes that run it: no translation at start, and none of the helpers by
 * which a translated function keeps its name (they cost a quarter of the time where many closures are made).
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Path of the script. One for each process that asks: several simulations may run at once. */
export async function bundleSim(): Promise<string> {
  const outfile = here(`../.tmp/sim/part-${process.pid}.mjs`);
  mkdirSync(here('../.tmp/sim'), { recursive: true });
  await build({
    entryPoints: [here('./sim-part.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  return outfile;
}
