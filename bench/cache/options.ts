/** The command line of `npm run bench -- cache`. Starts nothing. */
import { chosenOf, outputOf, outputUsage, readOptions, type Output, wholeNumber } from '../options.ts';

export const parts = ['stores', 'fan-out', 'rest'] as const;
export type Part = (typeof parts)[number];

export const sizes = ['1kB', '10kB', '100kB', '1MB'] as const;
export type SizeName = (typeof sizes)[number];
export const bytesOf: Readonly<Record<SizeName, number>> = { '1kB': 1e3, '10kB': 1e4, '100kB': 1e5, '1MB': 1e6 };

export const gadgetCounts = ['1', '6', '20', '50'] as const;
export const tabCounts = ['1', '2', '4'] as const;

export const usage = `Usage: npm run bench -- cache [OPTIONS]

  --rounds N       for each measurement (default 20)
  --events N       for each row of the fan-out (default 100: of fewer there is no p99)
  --parts P[,P…]   ${parts.join(', ')} (default: all)
  --sizes S[,S…]   of a gadget's state: ${sizes.join(', ')} (default: all)
  --gadgets G[,G…] in each tab, for the fan-out: ${gadgetCounts.join(', ')} (default: all)
  --tabs T[,T…]    open, for the fan-out, each in a window of its own: ${tabCounts.join(', ')} (default: all)
${outputUsage('the tables', 17)}`;

export interface CacheOptions extends Output {
  readonly rounds: number;
  readonly events: number;
  readonly parts: readonly Part[];
  readonly sizes: readonly SizeName[];
  readonly gadgets: readonly number[];
  readonly tabs: readonly number[];
}

/** Throws `BenchUsageError`. */
export function parseOptions(args: readonly string[]): CacheOptions {
  const values = readOptions(args, ['rounds', 'events', 'parts', 'sizes', 'gadgets', 'tabs']);
  return {
    rounds: wholeNumber('--rounds', values['rounds'] ?? '20', 1, 1000),
    events: wholeNumber('--events', values['events'] ?? '100', 1, 10_000),
    parts: chosenOf('--parts', values['parts'], parts),
    sizes: chosenOf('--sizes', values['sizes'], sizes),
    gadgets: chosenOf('--gadgets', values['gadgets'], gadgetCounts).map(Number),
    tabs: chosenOf('--tabs', values['tabs'], tabCounts).map(Number),
    ...outputOf(values),
  };
}
