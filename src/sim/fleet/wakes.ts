/**
 * When each desk wants to be woken. A wish that is put off, as by every pong that comes in time, costs one number: the event
 * that was planned for it comes, finds that nothing is due, and is planned anew without asking the desk. Knows no desk.
 */
import type { Ms } from '../../wire/names.ts';

export interface Wakes {
  /** Infinity for never. The latest word counts. */
  set(index: number, at: Ms): void;
  /** Of a planned event whose time has come: whether the desk is to be woken. */
  isDue(index: number, now: Ms): boolean;
}

/** `plan`: sees to it that `isDue` is asked then. */
export function createWakes(desks: number, plan: (index: number, at: Ms) => void): Wakes {
  const wanted = new Float64Array(desks).fill(Infinity);
  /** The earliest event that is planned; others are left over from wishes that have changed. */
  const planned = new Float64Array(desks).fill(Infinity);
  const planAt = (index: number, at: Ms): void => {
    planned[index] = at;
    if (at < Infinity) plan(index, at);
  };
  return {
    set(index, at) {
      wanted[index] = at;
      if (at < (planned[index] ?? Infinity)) planAt(index, at);
    },
    isDue(index, now) {
      if ((planned[index] ?? Infinity) > now) return false;
      const at = wanted[index] ?? Infinity;
      planAt(index, at > now ? at : Infinity);
      return at <= now;
    },
  };
}
