/**
 * The time until DesktopCache's database is open. An opening goes to the browser and back more than once, and each way needs
 * this thread: whatever it does meanwhile is waited for. So nothing is done but what is asked for, the reads are sent as soon
 * as there is a database, and everything else is done while the browser reads. It must not know what is read, nor decide
 * anything: whoever asks for more than a read has everything begin at once.
 */
import type { CacheDatabase } from './database.ts';
import type { CacheInput, ReadResult } from './pure/cache-core-contract.ts';

/** Longest time that everything else waits for the opening. Ms. */
const longestMs = 50;

type Read = Extract<CacheInput, { type: 'read' }>;

export interface Ahead {
  /** In the place of the core's: begins before it, unless it is a read. */
  feed(input: CacheInput): void;
  begin(): void;
  /** What has been sent before the core asked for it, once. */
  take(owner: string): Promise<ReadResult> | undefined;
  /** The core has asked for everything that was sent: what is still here would be old news to whoever asks later. */
  drop(): void;
}

/** `start` is called once, before anything is fed. */
export function goAhead(opening: Promise<CacheDatabase>, start: () => void, feed: (input: CacheInput) => void): Ahead {
  let asked: Read[] | undefined = [];
  const sent = new Map<string, Promise<ReadResult>>();

  const begin = (): void => {
    if (!asked) return;
    const reads = asked;
    asked = undefined;
    start();
    reads.forEach(feed);
  };
  const send = (database: CacheDatabase): void => {
    for (const { owner } of asked ?? []) {
      if (sent.has(owner)) continue;
      const reading = database.readAll(owner);
      // Told to the core when it asks; nobody else waits for it.
      reading.catch(() => undefined);
      sent.set(owner, reading);
    }
    begin();
  };
  opening.then(send, begin);
  setTimeout(begin, longestMs);

  return {
    feed(input) {
      if (asked && input.type === 'read') {
        asked.push(input);
        return;
      }
      begin();
      feed(input);
    },
    begin,
    take(owner) {
      const reading = sent.get(owner);
      sent.delete(owner);
      return reading;
    },
    drop: () => sent.clear(),
  };
}
