/** The command line of `npm run bench -- install`. Starts nothing. */
import { chosenOf, outputOf, outputUsage, readOptions, type Output, wholeNumber } from '../options.ts';
import { roads, ways, type InstallWay, type RoadName } from './contract.ts';

export const usage = `Usage: npm run bench -- install [OPTIONS]

  --rounds N       for each way on each road (default 10)
  --ways W[,W…]    ${ways.join(', ')} (default: all)
  --roads R[,R…]   ${roads.join(', ')} (default: all)
${outputUsage('the tables', 17)}

A round of everything takes about 35 s on a quiet machine.`;

export interface InstallOptions extends Output {
  readonly rounds: number;
  readonly ways: readonly InstallWay[];
  readonly roads: readonly RoadName[];
}

/** Throws `BenchUsageError`. */
export function parseOptions(args: readonly string[]): InstallOptions {
  const values = readOptions(args, ['rounds', 'ways', 'roads']);
  return {
    rounds: wholeNumber('--rounds', values['rounds'] ?? '10', 1, 1000),
    ways: chosenOf('--ways', values['ways'], ways),
    roads: chosenOf('--roads', values['roads'], roads),
    ...outputOf(values),
  };
}
