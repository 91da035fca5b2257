/** The command line of `npm run bench -- failover`. Starts nothing. */
import { chosenOf, outputOf, outputUsage, readOptions, type Output, wholeNumber } from '../options.ts';
import type { RoadShape } from '../real/road.ts';

export const moves = ['in-place-cold', 'in-place-prepared', 'reload', 'redirect-warm', 'redirect-cold'] as const;
/**
 * `cold`: lost before the desktop has looked at the other node. `prepared`: it keeps a
 * session, connections and the answers to preflights ready there. `redirect-cold`: the
 * other node's address is opened for the first time ever, and the agent signs in there (typing takes no time).
 */
export type Move = (typeof moves)[number];

export const roads = ['1ms', '400ms', '1ms-1.5mbit', '400ms-1.5mbit'] as const;
export type RoadName = (typeof roads)[number];

export const roadShapes: Readonly<Record<RoadName, RoadShape>> = {
  '1ms': { roundTripMs: 1 },
  '400ms': { roundTripMs: 400 },
  '1ms-1.5mbit': { roundTripMs: 1, mbitPerSecond: 1.5 },
  '400ms-1.5mbit': { roundTripMs: 400, mbitPerSecond: 1.5 },
};

export const usage = `Usage: npm run bench -- failover [OPTIONS]

  --rounds N        for each move on each road (default 20)
  --moves M[,M…]    ${moves.join(', ')} (default: all)
  --roads R[,R…]    ${roads.join(', ')} (default: all)
${outputUsage('the tables')}

All moves on all roads, 20 times each, take about 20 minutes on a quiet machine. What is finished is written after each row.`;

export interface FailoverOptions extends Output {
  readonly rounds: number;
  readonly moves: readonly Move[];
  readonly roads: readonly RoadName[];
}

/** Throws `BenchUsageError`. */
export function parseOptions(args: readonly string[]): FailoverOptions {
  const values = readOptions(args, ['rounds', 'moves', 'roads']);
  return {
    rounds: wholeNumber('--rounds', values['rounds'] ?? '20', 1, 1000),
    moves: chosenOf('--moves', values['moves'], moves),
    roads: chosenOf('--roads', values['roads'], roads),
    ...outputOf(values),
  };
}
