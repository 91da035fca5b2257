/** Notices a client that sends more than a desktop ever would: a bucket that drips. Time comes in as an argument. */

export interface Flood {
  /** Counts one stanza at `now` (ms); true when it is one too many. */
  isTooMuch(now: number): boolean;
}

export interface FloodLimit {
  /** So many at once are borne: a desktop that has just signed in subscribes to everything. */
  readonly burst: number;
  readonly perSecond: number;
}

/** assumed: generous beside a desktop's ping every 20 s and some dozen subscriptions. */
export const stanzaLimit: FloodLimit = { burst: 500, perSecond: 100 };

export function createFlood(limit: FloodLimit, startedAt: number): Flood {
  let level = 0;
  let countedAt = startedAt;
  return {
    isTooMuch(now) {
      level = Math.max(0, level - ((now - countedAt) / 1000) * limit.perSecond) + 1;
      countedAt = now;
      return level > limit.burst;
    },
  };
}
