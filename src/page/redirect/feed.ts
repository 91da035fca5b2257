/**
 * Keeps the understudy's copy of DesktopCache up to date: everything once, then each change of any tab, in batches, one at a
 * time. At the end whatever it does not have yet. Knows nothing of frames.
 */
import { readOwner, slotOf, watchCache, type Operation } from '../../cache/mirror.ts';

export interface Feed {
  /** Brings over what is on disk here and not there. Rejects when it cannot be brought. */
  finish(): Promise<void>;
  stop(): void;
}

/** Operations in one message. */
const mostAtOnce = 200;
/** Real ms that changes wait for company. */
const gatherMs = 50;

const savedAt = (operation: Operation): number =>
  operation.kind === 'put' ? operation.record.savedAt : operation.savedAt;

/** `send` resolves when the operations are on disk there. */
export function feedUnderstudy(
  cacheName: string,
  owner: string,
  send: (operations: readonly Operation[]) => Promise<void>,
): Feed {
  /** When the newest state of each slot that is there was saved. */
  const there = new Map<string, number>();
  let waiting: Operation[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> = Promise.resolve();
  let stopped = false;
  /** Everything was brought once, and every change since has arrived. */
  let whole = false;

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    const sent = sending.then(async () => {
      for (let at = 0; at < batch.length; at += mostAtOnce) {
        const part = batch.slice(at, at + mostAtOnce);
        await send(part);
        for (const operation of part) there.set(slotOf(operation), savedAt(operation));
      }
    });
    // Whatever did not arrive, a deletion perhaps: `finish` brings all of it again.
    sending = sent.catch(() => void (whole = false));
    return sent;
  };
  const add = (operation: Operation): void => {
    if (stopped || ownerOf(operation) !== owner) return;
    waiting.push(operation);
    timer ??= setTimeout(() => void flush().catch(() => undefined), gatherMs);
  };
  const bringAll = async (): Promise<void> => {
    await sending;
    const all = await readOwner(cacheName, owner);
    if (whole) {
      const isMissing = (operation: Operation) => (there.get(slotOf(operation)) ?? -Infinity) < savedAt(operation);
      waiting.push(...all.filter((operation) => operation.kind !== 'clear' && isMissing(operation)));
    } else {
      // Changes that wait are on disk here, or newer than what is: they come after it.
      waiting.unshift(...all);
      whole = true;
    }
    await flush();
  };

  const unwatch = watchCache(cacheName, add);
  void bringAll().catch(() => undefined);
  return {
    finish: bringAll,
    stop() {
      stopped = true;
      clearTimeout(timer);
      unwatch();
    },
  };
}

const ownerOf = (operation: Operation): string => (operation.kind === 'put' ? operation.record.owner : operation.owner);
