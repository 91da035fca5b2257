/** Chance for the simulation: a seeded generator with the questions that are asked of it. Knows nothing of what it decides. */
import { draw } from '../../core/random.ts';

export interface Dice {
  /** 0 ≤ n < 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** A waiting time around `mean`: never under a tenth, never over three times of it. */
  wait(mean: number): number;
}

export function createDice(seed: number): Dice {
  // Neighbouring seeds must not give neighbouring streams.
  const state = { random: Math.imul(seed + 1, 0x9e3779b1) >>> 0 };
  const next = (): number => draw(state);
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
    wait: (mean) => Math.round(mean * Math.min(3, 0.1 - 0.9 * Math.log(1 - next()))),
  };
}
