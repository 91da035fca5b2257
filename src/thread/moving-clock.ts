/**
 * A clock whose speed can change while timers are waiting: virtual time stays continuous, waiting timers move with it.
 * Knows nothing of who asks for the change.
 */
import { createClock } from './clock.ts';
import type { Clock, ClockOrigin } from './clock.ts';

export interface MovingClock extends Clock {
  /** From now on time goes as this origin says, but never back. */
  rebase(origin: ClockOrigin): void;
}

interface Waiting {
  readonly due: number;
  readonly call: () => void;
  cancel: () => void;
}

export function createMovingClock(first: ClockOrigin): MovingClock {
  let clock = createClock(first);
  let latest = first.virtualAt;
  const waiting = new Set<Waiting>();
  const now = () => {
    latest = Math.max(latest, clock.now());
    return latest;
  };
  const arm = (timer: Waiting) => {
    timer.cancel = clock.at(timer.due, () => {
      waiting.delete(timer);
      timer.call();
    });
  };
  return {
    get origin() {
      return clock.origin;
    },
    now,
    at(due, call) {
      const timer: Waiting = { due, call, cancel: () => undefined };
      waiting.add(timer);
      arm(timer);
      return () => {
        waiting.delete(timer);
        timer.cancel();
      };
    },
    rebase(origin) {
      latest = now();
      clock = createClock(origin);
      for (const timer of waiting) {
        timer.cancel();
        arm(timer);
      }
    },
  };
}
