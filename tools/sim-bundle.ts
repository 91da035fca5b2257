/**
 * The simulation, or the fleet, as one plain script for the processes that run it: no translation at start, and none of the helpers by
 * which a translated function keeps its name (they cost a quarter of the time where many closures are made).
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const entries = { sim: './sim-part.ts', fleet: './fleet/part.ts' } as const;

/** Path of the script. One for each process that asks: several simulations may run at once. */
export async function bundlePart(of: keyof typeof entries): Promise<string> {
  const outfile = here(`../.tmp/sim/${of}-${process.pid}.mjs`);
  mkdirSync(here('../.tmp/sim'), { recursive: true });
  await build({
    entryPoints: [here(entries[of])],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  return outfile;
}
