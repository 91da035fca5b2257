/**
 * The arithmetic of a road to a node: how late a piece of data arrives that is given to it now, with a round trip and a
 * line of some speed. Pure; times in ms, whatever they count from.
 */
export interface RoadShape {
  /** From a question to its answer, without the node's own time. 0: none. */
  readonly roundTripMs: number;
  /** Of the node's line, each way for itself; `undefined`: no limit. */
  readonly mbitPerSecond?: number;
}

export const openRoad: RoadShape = { roundTripMs: 0 };

/** One direction of a line that all connections to a node share. */
export interface Lane {
  /** When what was sent at `now` has arrived. Never before what was sent before it. */
  arrivalOf(bytes: number, now: number): number;
}

/**
 * Timers of Node are no finer than 1 ms, so a round trip of up to 2 ms is put on the way there alone: two halves would
 * come out as twice as much.
 */
export function halvesOf({ roundTripMs }: RoadShape): { readonly there: number; readonly back: number } {
  return roundTripMs <= 2 ? { there: roundTripMs, back: 0 } : { there: roundTripMs / 2, back: roundTripMs / 2 };
}

export function createLane(delayMs: () => number, mbitPerSecond: () => number | undefined): Lane {
  let freeAt = 0;
  return {
    arrivalOf(bytes, now) {
      const rate = mbitPerSecond();
      // 1 Mbit/s is 125 bytes in a millisecond.
      freeAt = Math.max(freeAt, now) + (rate === undefined ? 0 : bytes / (rate * 125));
      return freeAt + delayMs();
    },
  };
}
