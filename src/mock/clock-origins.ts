/**
 * Arithmetic on clock origins: going on after an absence, and changing speed without a jump. Pure; wall time is an
 * argument.
 */
import type { Ms } from '../wire/names.ts';
import type { ClockOrigin } from '../thread/clock.ts';

const slowest = 1;
const fastest = 1000;

/** Anything that is no usable speed counts as real time. */
export function usableSpeed(wanted: number): number {
  if (!Number.isFinite(wanted)) return slowest;
  return Math.min(Math.max(wanted, slowest), fastest);
}

/** Virtual time at wall time `wall`. A wall clock that was set back counts as no time passed. */
export function virtualTime(origin: ClockOrigin, wall: Ms): Ms {
  return origin.virtualAt + Math.max(0, wall - origin.realAt) * origin.speed;
}

/** The same time line from now on at another speed: virtual time is continuous. */
export function withSpeed(virtualNow: Ms, wall: Ms, speed: number): ClockOrigin {
  return { realAt: wall, virtualAt: virtualNow, speed: usableSpeed(speed) };
}

/**
 * Going on after the worker was away: the time of the absence has passed. `notBefore` is the virtual time of the last
 * thing known to have happened; time never goes back behind it.
 */
export function originAfterAbsence(lastSign: ClockOrigin, notBefore: Ms, wall: Ms): ClockOrigin {
  return {
    realAt: wall,
    virtualAt: Math.max(virtualTime(lastSign, wall), notBefore),
    speed: usableSpeed(lastSign.speed),
  };
}
