/**
 * The clock of a host: virtual milliseconds that may run faster than the real ones. The pure parts get their `now`
 * from here and nowhere else. Jumps of the wall clock are not seen: only the origin comes from it.
 */

/** Enough to build an equal clock in another thread. All three are plain numbers. */
export interface ClockOrigin {
  /** Wall time (ms since 1970) at which virtual time was `virtualAt`. */
  readonly realAt: number;
  readonly virtualAt: number;
  /** Virtual milliseconds per real one; 1 to 1000. */
  readonly speed: number;
}

export interface Clock {
  readonly origin: ClockOrigin;
  /** Virtual milliseconds since 1970. Never goes back. */
  now(): number;
  /** Calls once at virtual time `at` (or as soon as possible after); returns the cancel. */
  at(at: number, call: () => void): () => void;
}

/** Longest wait handed to the browser in one piece: larger ones overflow 31 bits and fire at once. */
const longestWaitMs = 2_000_000_000;

export function createClock(origin: ClockOrigin): Clock {
  // performance.timeOrigin + now() is the wall clock at start plus monotonic time: later jumps do not show.
  const monotonicWall = () => performance.timeOrigin + performance.now();
  let latest = origin.virtualAt;
  const now = () => {
    latest = Math.max(latest, origin.virtualAt + (monotonicWall() - origin.realAt) * origin.speed);
    return latest;
  };
  const at = (due: number, call: () => void): (() => void) => {
    const wait = Math.min(Math.max(0, (due - now()) / origin.speed), longestWaitMs);
    const timer = setTimeout(call, Math.ceil(wait));
    return () => clearTimeout(timer);
  };
  return { origin, now, at };
}

/** A clock that shows the wall time of this moment and goes on at `speed`. */
export function originNow(speed = 1): ClockOrigin {
  const wall = performance.timeOrigin + performance.now();
  return { realAt: wall, virtualAt: wall, speed };
}
