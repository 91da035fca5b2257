/** What the cache core remembers of its reads and of its database. Data alone; `cache-core.ts` knows what becomes of it. */

/** Tickets of the core itself are negative: nobody outside waits for them. */
export const journalTicket = -1;

export interface Load {
  /** A read whose handle dies under it is tried once more, on a new one. */
  readonly phase: 'wanted' | 'reading' | 'wanted-again' | 'reading-again';
  readonly tickets: number[];
}

export interface Reading {
  readonly owner: string;
  /** `unseen`: asked for while there was no database; read before the database is used. */
  readonly why: 'load' | 'unseen';
}

/** Of the database. `waiting`: asked for; `late`: asked for so long ago that the cache has gone on without it. */
export type Connection =
  { phase: 'none' | 'open' } | { phase: 'waiting'; until: number } | { phase: 'late' | 'catching-up' };
