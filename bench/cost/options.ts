/** The command line of `npm run cost`. Starts nothing. */
import { chosenOf, outputOf, outputUsage, readOptions, type Output, wholeNumber } from '../options.ts';
import { join } from 'node:path';
import { BenchUsageError } from '../contract.ts';
import { workloads, type Workload } from './gadgets.ts';

export const usage = `Usage: npm run cost [-- OPTIONS]

  --rounds N        visits to each container with each number of gadgets (default 5)
  --reloads N       loads of each way in a visit (default 3)
  --gadgets N[,N…]  numbers of gadgets, at least two (default 1,6,20,50)
  --workloads W[,W] ${workloads.join(', ')} (default: both)
${outputUsage('the tables')}
  --html FILE       the results with plots (default .tmp/cost.html)
  --budgets FILE    in place of bench/cost/budgets.json
  --sites DIR       keeps the built sites there, and uses those that are there already
  --built DIR       no browser: the files and bytes of the gadgets of a built site against the budgets

Exit status 1 when a budget is exceeded. A visit takes some 8 s on a quiet machine: 5 rounds of everything about 12 minutes.`;

export interface CostOptions extends Output {
  readonly rounds: number;
  readonly reloads: number;
  readonly counts: readonly number[];
  readonly workloads: readonly Workload[];
  readonly htmlFile: string;
  readonly budgetsFile: string | undefined;
  readonly sitesFolder: string | undefined;
  readonly builtFolder: string | undefined;
}

/** Throws `BenchUsageError`. */
export function parseOptions(args: readonly string[]): CostOptions {
  const texts = ['rounds', 'reloads', 'gadgets', 'workloads', 'html', 'budgets', 'sites', 'built'];
  const values = readOptions(args, texts);
  const counts = (values['gadgets'] ?? '1,6,20,50').split(',').map((each) => wholeNumber('--gadgets', each, 1, 50));
  const different = [...new Set(counts)].sort((a, b) => a - b);
  if (different.length < 2) throw new BenchUsageError('--gadgets wants at least two numbers: one is no slope.');
  return {
    rounds: wholeNumber('--rounds', values['rounds'] ?? '5', 1, 100),
    reloads: wholeNumber('--reloads', values['reloads'] ?? '3', 1, 50),
    counts: different,
    workloads: chosenOf('--workloads', values['workloads'], workloads),
    htmlFile: values['html'] ?? join('.tmp', 'cost.html'),
    budgetsFile: values['budgets'],
    sitesFolder: values['sites'],
    builtFolder: values['built'],
    ...outputOf(values),
  };
}
