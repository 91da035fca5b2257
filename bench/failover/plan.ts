/**
 * The order of the rounds, which of them may be measured beside each other, and how long all that takes. Pure: knows
 * neither browser nor nodes.
 */
import type { Move, RoadName } from './options.ts';
import { roadShapes } from './options.ts';

export interface Cell {
  readonly move: Move;
  readonly road: RoadName;
}

/** One row after the other, so that what is finished is whole rows. */
export const cellsOf = (moves: readonly Move[], roads: readonly RoadName[]): readonly Cell[] =>
  roads.flatMap((road) => moves.map((move) => ({ move, road })));

/** `alone`: nothing else works meanwhile. Otherwise others like it are measured at the same time, and nobody prepares. */
export type Company = 'alone' | 'in-twos' | 'in-fours';
export const companyAtMost: Readonly<Record<Company, number>> = { alone: 1, 'in-twos': 2, 'in-fours': 4 };

/** Where it is the road that one waits for, by far: some seconds, of which the processors have a tenth; more where a page is loaded. */
export function companyOf({ move, road }: Cell): Company {
  const { roundTripMs, mbitPerSecond } = roadShapes[road];
  const isFetched = move === 'redirect-warm' || move === 'redirect-cold';
  if (roundTripMs < 100 && (mbitPerSecond === undefined || !isFetched)) return 'alone';
  return isFetched || move === 'reload' ? 'in-twos' : 'in-fours';
}

/** Signed in, and waiting until the desktop has looked at the other node; who then has to wait for others waits for these only. */
export const lookingAtMost = 3;
/** One is measured, others prepare or wait for the simulated seconds in which a node starts. */
export const lanesAtMost = 8;

/** What each round adds, s, on a quiet machine, with all lanes at work; first on the short roads. As measured; only for what is said of the time left. */
const usual: Readonly<Record<Move, Readonly<Record<RoadName, number>>>> = {
  'in-place-cold': { '1ms': 2.5, '400ms': 3, '1ms-1.5mbit': 2.5, '400ms-1.5mbit': 3 },
  'in-place-prepared': { '1ms': 3.5, '400ms': 3, '1ms-1.5mbit': 3.5, '400ms-1.5mbit': 3 },
  reload: { '1ms': 4, '400ms': 3.5, '1ms-1.5mbit': 4, '400ms-1.5mbit': 3.5 },
  'redirect-warm': { '1ms': 4, '400ms': 3.5, '1ms-1.5mbit': 3, '400ms-1.5mbit': 4 },
  'redirect-cold': { '1ms': 3, '400ms': 4, '1ms-1.5mbit': 3.5, '400ms-1.5mbit': 5.5 },
};
export const usualSeconds = (cells: readonly Cell[], rounds: number): number =>
  cells.reduce((sum, { move, road }) => sum + usual[move][road] * rounds, 0);

const minutes = (seconds: number): string => `${Math.max(1, Math.round(seconds / 60))} min`;

/** `done` rounds of each cell. What is left takes as much longer than usual as what is done took. */
export function timeLeft(cells: readonly Cell[], rounds: number, done: readonly number[], tookSeconds: number): string {
  const of = (count: (index: number) => number): number =>
    cells.reduce((sum, cell, index) => sum + usualSeconds([cell], count(index)), 0);
  const [was, left] = [of((index) => done[index] ?? 0), of((index) => rounds - (done[index] ?? 0))];
  // The first few say little.
  const pace = was < 60 ? 1 : tookSeconds / was;
  return `about ${minutes(left * pace)} left`;
}
