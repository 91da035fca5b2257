/** Changes of speed under way: each is settled once, by the cluster's word or by its deadline. Knows no ports. */
import { LabRefused } from './lab-calls.ts';

export interface SpeedCalls {
  /** Resolves when the cluster goes by `speed` (virtual ms per real one); rejects with `LabRefused` `deadline`. */
  wait(speed: number): Promise<void>;
  /** The cluster has said how fast it goes. */
  told(speed: number): void;
}

/** Real time, as for what the lab does. */
const answerWithinMs = 10_000;

export function createSpeedCalls(withinMs = answerWithinMs): SpeedCalls {
  const waiting = new Set<{ readonly speed: number; readonly done: () => void }>();
  return {
    wait: (speed) =>
      new Promise((resolve, reject) => {
        const call = {
          speed,
          done() {
            clearTimeout(timer);
            waiting.delete(call);
            resolve();
          },
        };
        const timer = setTimeout(() => {
          waiting.delete(call);
          reject(
            new LabRefused('deadline', `The cluster has not taken up ${speed} times real time within ${withinMs} ms.`),
          );
        }, withinMs);
        waiting.add(call);
      }),
    told(speed) {
      for (const call of [...waiting]) if (call.speed === speed) call.done();
    },
  };
}
