/**
 * What is asked for at the same time goes on at the same time: fifty gadgets whose modules come one after the other would be
 * put into the page one by one, and the browser would style, lay out and paint in between what the next one changes again.
 * Whoever stays away keeps nobody waiting. Knows nothing of what comes.
 */

/** What comes within it of what came before is waited for. Real ms; ours: a module of the precache comes every ms or so. */
export const gapMs = 40;
/** Nobody waits longer for the others. Real ms; ours. */
export const longestMs = 150;

export interface Together {
  /** As `coming` itself, but not before those that came at the same time; a rejection waits for nobody. */
  join<Value>(coming: Promise<Value>): Promise<Value>;
}

export function createTogether(
  later: (call: () => void, ms: number) => void = (call, ms) => void setTimeout(call, ms),
): Together {
  let underWay = 0;
  let came = 0;
  let waiting: (() => void)[] = [];

  const goOn = (): void => {
    const all = waiting;
    waiting = [];
    for (const each of all) each();
  };
  /** Looks from time to time, and not at each arrival, which would cost a timer each. */
  const look = (mine: readonly unknown[], before: number, waitedMs: number): void => {
    // They have gone on: whoever waits now has another look.
    if (mine !== waiting) return;
    if (came === before || waitedMs + gapMs > longestMs) goOn();
    else later(() => look(mine, came, waitedMs + gapMs), gapMs);
  };

  return {
    async join(coming) {
      underWay += 1;
      const value = await coming.finally(() => {
        underWay -= 1;
        came += 1;
        if (underWay === 0) goOn();
      });
      if (underWay === 0) return value;
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        const mine = waiting;
        if (mine.length === 1) later(() => look(mine, came, gapMs), gapMs);
      });
      return value;
    },
  };
}
