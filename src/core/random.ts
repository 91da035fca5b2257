/** The core's only source of chance: a seeded generator whose whole state is one number (mulberry32). */

export interface Chance {
  /** 32 bits, grows with every draw. */
  random: number;
}

/** Draws from [0, 1) and moves the state on. */
export function draw(chance: Chance): number {
  chance.random = (chance.random + 0x6d2b79f5) >>> 0;
  let mixed = chance.random;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}

/** A whole number from `from` to `to`, both included. */
export function drawBetween(chance: Chance, from: number, to: number): number {
  return from + Math.floor(draw(chance) * (Math.max(from, to) - from + 1));
}
