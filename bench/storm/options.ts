/** The command line of `npm run bench -- storm`. Starts nothing. */
import { extraAgentsAtMost } from '../../src/cluster/extra-people.ts';
import { outputFault } from '../../tools/output-file.ts';
import { BenchUsageError } from '../contract.ts';
import { outputOf, outputUsage, readOptions, type Output, wholeNumber } from '../options.ts';

export const usage = `Usage: npm run bench -- storm [OPTIONS]

  --agents N[,N…]   who fail over, one run each (default 50,200,1000,2000); the model is calibrated on the two smallest,
                    of one or two on the smallest
  --arrivals N      sign-ins per second beforehand (default 40)
  --drivers N       processes that the agents live in (default 2): one loop cannot be 2000 computers
  --warm N          further agents who have gone through the same before, so that no program does it for the
                    first time (default 200)
  --svg FILE        the curves as a plot
${outputUsage('the table and the plot')}

Each run signs its agents in first: 2000 take 50 s at the usual pace. All four about 5 minutes on a quiet machine.`;

export interface StormOptions extends Output {
  readonly agents: readonly number[];
  readonly arrivalsPerSecond: number;
  readonly drivers: number;
  readonly warm: number;
  readonly svgFile: string | undefined;
}

/** Throws `BenchUsageError`. */
export function parseOptions(args: readonly string[]): StormOptions {
  const values = readOptions(args, ['agents', 'arrivals', 'drivers', 'warm', 'svg']);
  const svgFault = outputFault('svg', values['svg']);
  if (svgFault !== undefined) throw new BenchUsageError(svgFault);
  const agents = (values['agents'] ?? '50,200,1000,2000')
    .split(',')
    .map((each) => wholeNumber('--agents', each, 1, extraAgentsAtMost - 1000));
  return {
    agents: [...agents].sort((left, right) => left - right),
    arrivalsPerSecond: wholeNumber('--arrivals', values['arrivals'] ?? '40', 1, 1000),
    drivers: wholeNumber('--drivers', values['drivers'] ?? '2', 1, 64),
    warm: wholeNumber('--warm', values['warm'] ?? '200', 0, 1000),
    svgFile: values['svg'],
    ...outputOf(values),
  };
}
