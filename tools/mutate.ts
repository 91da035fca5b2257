/**
 * Builds the simulation with one text of one source file replaced, and runs seeds in it until the named checker notices.
 * Nothing in the repository is changed: the defect is put in while the script is bundled, below `.tmp/`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { RunOptions } from '../src/sim/vopr/run.ts';
import type { RunResult } from '../src/sim/vopr/contract.ts';
import type { SourceMutant } from '../src/sim/vopr/source-mutants.ts';

const root = join(import.meta.dirname, '..');

export const mostSeeds = 200;

/** The text does not stand there exactly once: the list has to follow the sources. */
export class MutantOutOfDate extends Error {
  override readonly name = 'MutantOutOfDate';
}

/** Throws `MutantOutOfDate`. */
export function mutated(source: string, { file, from, to, name }: SourceMutant): string {
  const parts = source.split(from);
  if (parts.length !== 2) {
    throw new MutantOutOfDate(`"${name}": src/${file} has the text ${parts.length - 1} times, not once: ${from}`);
  }
  return parts.join(to);
}

export interface MutatedWorlds {
  run(seed: number): RunResult;
}

/** Its own checker alone watches. Throws `MutantOutOfDate`. */
export async function buildMutant(mutant: SourceMutant): Promise<MutatedWorlds> {
  const path = join(root, 'src', mutant.file);
  const contents = mutated(readFileSync(path, 'utf8'), mutant);
  const folder = join(root, '.tmp/mutants');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${process.pid}-${(built += 1)}.mjs`);
  const seen: string[] = [];
  await build({
    stdin: {
      contents:
        "export { runSeed } from './src/sim/vopr/run.ts';\nexport { checkers } from './src/sim/vopr/checkers/all.ts';\n" +
        "export { mutantSwarm } from './src/sim/vopr/mutants.ts';",
      resolveDir: root,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    plugins: [
      {
        name: 'defect',
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, (file) => {
            if (relative(path, file.path) !== '') return undefined;
            seen.push(file.path);
            return { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  if (seen.length === 0) throw new MutantOutOfDate(`"${mutant.name}": src/${mutant.file} is no part of the simulation`);
  try {
    const worlds = (await import(pathToFileURL(outfile).href)) as {
      runSeed: (seed: number, options: RunOptions) => RunResult;
      checkers: Record<string, NonNullable<RunOptions['checkers']>[string]>;
      mutantSwarm: RunOptions['swarm'];
    };
    const only = worlds.checkers[mutant.caughtBy];
    if (!only) throw new MutantOutOfDate(`"${mutant.name}": there is no checker ${mutant.caughtBy}`);
    const swarm = { ...worlds.mutantSwarm, ...mutant.swarm };
    return { run: (seed) => worlds.runSeed(seed, { swarm, checkers: { [mutant.caughtBy]: only } }) };
  } finally {
    rmSync(outfile, { force: true });
  }
}

let built = 0;

/** The first seed that shows the defect: the one that is known, then the others in order; `undefined`: none of them. */
export async function catchingSeed(mutant: SourceMutant, how: 'known first' | 'in order'): Promise<number | undefined> {
  const worlds = await buildMutant(mutant);
  const inOrder = Array.from({ length: mostSeeds }, (_, index) => 1 + index);
  const seeds = how === 'known first' ? [mutant.seed, ...inOrder] : inOrder;
  return seeds.find((seed) => worlds.run(seed).failure?.checker === mutant.caughtBy);
}
