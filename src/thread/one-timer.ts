/**
 * A clock for many who wait and are seldom kept waiting, such as deadlines: all share one timer of the browser's, which is
 * not set anew when one of them gives up. Knows nobody who waits.
 */
import type { Clock } from './clock.ts';

interface Waiting {
  readonly due: number;
  readonly call: () => void;
}

/** Calls come in the order of their times; one that throws does not keep the others waiting. */
export function sharingOneTimer(clock: Pick<Clock, 'now' | 'at'>): Pick<Clock, 'now' | 'at'> {
  const waiting = new Set<Waiting>();
  let armed: { readonly due: number; readonly cancel: () => void } | undefined;

  const armBy = (due: number): void => {
    if (due >= (armed?.due ?? Infinity)) return;
    armed?.cancel();
    armed = { due, cancel: clock.at(due, wake) };
  };
  const wake = (): void => {
    armed = undefined;
    const now = clock.now();
    const due = [...waiting].filter((one) => one.due <= now).sort((one, other) => one.due - other.due);
    let failed: { readonly cause: unknown } | undefined;
    for (const one of due) {
      // One of those before it may have called it off.
      if (!waiting.delete(one)) continue;
      try {
        one.call();
      } catch (cause) {
        failed ??= { cause };
      }
    }
    armBy(Math.min(...[...waiting].map((one) => one.due)));
    if (failed) throw failed.cause;
  };

  return {
    now: () => clock.now(),
    at(due, call) {
      const one: Waiting = { due, call };
      waiting.add(one);
      armBy(due);
      return () => void waiting.delete(one);
    },
  };
}
