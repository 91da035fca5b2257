/**
 * What the browser and the clocks let on about the network: hints for the core, which prove nothing and only bring its next
 * look forward. Knows no phase and no node.
 */

export interface HintsOptions {
  readonly onHint: (online: boolean) => void;
  readonly log: (text: string) => void;
  /** Real ms since 1970, jumps and sleeps included. */
  readonly wallNow: () => number;
  /** Real ms that stand still while the computer sleeps, where the browser's do. */
  readonly steadyNow: () => number;
}

/** Between two comparisons of the clocks; and a difference that no correction of a clock explains. Real ms. */
const compareEveryMs = 5000;
const sleptMs = 10_000;

/** Calls `onHint` on the worker's `online` and `offline` events, and when the wall clock has run ahead: we were asleep. */
export function watchHints({ onHint, log, wallNow, steadyNow }: HintsOptions): () => void {
  const online = () => onHint(true);
  const offline = () => onHint(false);
  globalThis.addEventListener('online', online);
  globalThis.addEventListener('offline', offline);
  let ahead = wallNow() - steadyNow();
  const timer = setInterval(() => {
    const difference = wallNow() - steadyNow();
    if (difference - ahead > sleptMs) {
      log(`the computer was asleep for about ${Math.round((difference - ahead) / 1000)} s: looking at the connection`);
      onHint(true);
    }
    ahead = difference;
  }, compareEveryMs);
  return () => {
    clearInterval(timer);
    globalThis.removeEventListener('online', online);
    globalThis.removeEventListener('offline', offline);
  };
}
