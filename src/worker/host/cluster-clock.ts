/**
 * The cluster's clock for a core, so that both logs tell the same time and both age alike: waited for at the start, and
 * followed afterwards as far as a session allows. Knows no core.
 */
import { createClock, originNow, type ClockOrigin } from '../../thread/clock.ts';
import { createMovingClock, type MovingClock } from '../../thread/moving-clock.ts';

/** Real ms that a start waits for the cluster's clock (it may have a journal to replay) before it goes on with its own. */
const patienceMs = 8000;

export interface ClusterClock {
  /** What the link tells, each time. */
  told(origin: ClockOrigin): void;
  /** Resolves with the first that is told, or with one of its own at this speed. At once if there is nobody to tell. */
  start(speed: number, isAnyoneThere: boolean): Promise<MovingClock>;
  /** From now on what is told moves the clock: with a session only its speed, since time must not jump then. */
  follow(isSignedOut: () => boolean, onMoved: () => void): void;
}

export function createClusterClock(): ClusterClock {
  let onTold: (origin: ClockOrigin) => void = () => undefined;
  const first = new Promise<ClockOrigin>((resolve) => (onTold = resolve));
  let clock: MovingClock | undefined;
  return {
    told: (origin) => onTold(origin),
    async start(speed, isAnyoneThere) {
      const own = originNow(speed);
      const patience = new Promise<ClockOrigin>((resolve) => {
        setTimeout(() => resolve(own), isAnyoneThere ? patienceMs : 0);
      });
      return (clock = createMovingClock(await Promise.race([first, patience])));
    },
    follow(isSignedOut, onMoved) {
      onTold = (origin) => {
        if (!clock) return;
        // Without a session time may jump, but never back.
        const adopt = isSignedOut() && createClock(origin).now() >= clock.now();
        if (!adopt && origin.speed === clock.origin.speed) return;
        clock.rebase(adopt ? origin : { ...originNow(origin.speed), virtualAt: clock.now() });
        onMoved();
      };
    },
  };
}
