/** The command line of `npm run bench -- storm`. Starts nothing. */
import { extraAgentsAtMost } from '../../src/cluster/extra-people.ts';
import { readOptions, wholeNumber } from '../real/read-options.ts';

export const usage = `Usage: npm run bench -- storm [OPTIONS]

  --agents N[,N…]   who fail over, one run each; the model is calibrated on the smallest (default 50,200,1000,2000)
  --arrivals N      sign-ins per second beforehand (default 40)
  --json FILE       the results as JSON, units in the fields' names
  --svg FILE        the curves as a plot
  --write           the table into docs/performance.md, the plot into docs/storm.svg
  --help            this text`;

export interface StormOptions {
  readonly agents: readonly number[];
  readonly arrivalsPerSecond: number;
  readonly jsonFile: string | undefined;
  readonly svgFile: string | undefined;
  readonly write: boolean;
}

/** Throws `BenchUsageError`. */
export function parseOptions(args: readonly string[]): StormOptions {
  const values = readOptions(args, ['agents', 'arrivals', 'json', 'svg'], ['write']);
  const agents = (values['agents'] ?? '50,200,1000,2000')
    .split(',')
    .map((each) => wholeNumber('--agents', each, 1, extraAgentsAtMost));
  return {
    agents: [...agents].sort((left, right) => left - right),
    arrivalsPerSecond: wholeNumber('--arrivals', values['arrivals'] ?? '40', 1, 1000),
    jsonFile: values['json'],
    svgFile: values['svg'],
    write: values['write'] !== undefined,
  };
}
