/** The command line of `npm run bench -- soak`. Starts nothing. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chosenOf, outputOf, outputUsage, readOptions, type Output, wholeNumber } from '../options.ts';
import { ways, type Way } from '../real/agent-page.ts';

export const usage = `Usage: npm run bench -- soak [OPTIONS]

  --rounds N        calls, each with a kill -9 in the middle of it (default 50)
  --ways W[,W…]     in turn: in-place, in-place-ready (a session kept on the other node), reload, redirect (one site),
                    redirect-far (two sites) (default: all five)
  --seed N          of the moments (default 1)
  --only N          just this round of the seed, as a failing one names itself
  --artefacts DIR   where a failing round leaves its story, screenshot and recording (default in the temporary folder)
${outputUsage('the table')}

A round takes some 8 s on a quiet machine: 50 rounds about 7 minutes.`;

export interface SoakOptions extends Output {
  readonly rounds: readonly number[];
  readonly ways: readonly Way[];
  readonly seed: number;
  readonly artefacts: string;
}

/** Throws `BenchUsageError`. */
export function parseOptions(args: readonly string[]): SoakOptions {
  const values = readOptions(args, ['rounds', 'ways', 'seed', 'only', 'artefacts']);
  const count = wholeNumber('--rounds', values['rounds'] ?? '50', 1, 10_000);
  const only = values['only'];
  return {
    rounds:
      only === undefined
        ? Array.from({ length: count }, (_, index) => index)
        : [wholeNumber('--only', only, 0, 10_000)],
    ways: chosenOf('--ways', values['ways'], ways),
    seed: wholeNumber('--seed', values['seed'] ?? '1', 0, 2 ** 31 - 1),
    artefacts: values['artefacts'] ?? join(tmpdir(), 'understudy-soak'),
    ...outputOf(values),
  };
}
