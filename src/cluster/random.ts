/**
 * The cluster's and the network's only source of chance: a small seeded generator (mulberry32) whose state is one
 * number inside the state it serves. Knows nothing of what the numbers are used for.
 */

export interface Chance {
  /** The generator's whole state; 32 bits. */
  random: number;
}

/** The next number, 0 ≤ n < 1. */
export function nextRandom(chance: Chance): number {
  chance.random = (chance.random + 0x6d2b79f5) | 0;
  let mixed = chance.random;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** One of `choices`, which must not be empty. */
export function pick<T>(chance: Chance, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(nextRandom(chance) * choices.length)] ?? choices[0];
}

/** `length` hexadecimal digits. */
export function hexDigits(chance: Chance, length: number): string {
  let digits = '';
  while (digits.length < length) digits += Math.floor(nextRandom(chance) * 16).toString(16);
  return digits;
}
