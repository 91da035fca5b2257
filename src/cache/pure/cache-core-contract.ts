/**
 * The cache core's inputs, effects and view, all plain data. See `cache-core.ts` for what it decides.
 *
 * Two times: `now` of the verbs is what waits are counted by; `time` in an input (ms since 1970, the same in all tabs) is
 * what records bear, so that the newer of two writes wins whichever tab it comes from.
 */
import type { Operation, StoredRecord } from './operation.ts';
import type { PartingCopy } from './parting-text.ts';
import type { CacheFailureCode, CacheState } from './states.ts';
import type { DatabaseFailureCode, QueueEffect, QueueInput } from './write-queue-contract.ts';

/** A record that stands in the database and is none. */
export interface BrokenRecord {
  readonly key: readonly [owner: string, name: string, key: string];
  readonly raw: unknown;
  /** False when the browser itself cannot read the value: then there is nothing to copy. */
  readonly readable: boolean;
}

export interface ReadResult {
  readonly records: readonly StoredRecord[];
  readonly broken: readonly BrokenRecord[];
}

/** A caller's wish; the host answers the ticket when `settle` names it. */
interface Wish {
  readonly ticket: number;
  readonly time: number;
}

export type CacheInput =
  | (Wish & {
      readonly type: 'put';
      readonly owner: string;
      readonly name: string;
      readonly key: string;
      /** Nobody else's: the host has made a copy. Absent when there is a `text`. */
      readonly value?: unknown;
      /** The value as JSON. */
      readonly text?: string;
      readonly version: number;
      readonly ttlMs?: number;
      readonly durability: 'relaxed' | 'strict';
    })
  | (Wish & { readonly type: 'delete'; readonly owner: string; readonly name: string; readonly key: string })
  /** Of one namespace, or of the whole owner, which is on disk when the ticket is settled. */
  | (Wish & { readonly type: 'clear'; readonly owner: string; readonly name?: string })
  /** Everything of this owner shall be in memory when the ticket is settled. */
  | { readonly type: 'read'; readonly owner: string; readonly ticket: number }
  | Extract<QueueInput, { type: 'flush' }>
  | (Extract<QueueInput, { type: 'leave' }> & { readonly time: number })
  /** The text of this record is no JSON: it is kept aside, as what stands in the database and is no record. */
  | {
      readonly type: 'unreadable';
      readonly owner: string;
      readonly name: string;
      readonly key: string;
      readonly time: number;
    }
  /** Another tab has written. */
  | { readonly type: 'remote'; readonly operation: Operation; readonly time: number }
  /** First of all: opens the database. With what pages left behind that could not write any more, under these names. */
  | {
      readonly type: 'start';
      readonly operations: readonly Operation[];
      readonly names: readonly string[];
      /** What the last page of this tab left behind, if it is good still. */
      readonly copy?: PartingCopy | undefined;
      readonly time: number;
    }
  /** The database that `open` asked for; it may come long after its deadline. */
  | { readonly type: 'opened' }
  | { readonly type: 'open-failed'; readonly code: DatabaseFailureCode }
  /** The browser or a newer version closed the handle. */
  | { readonly type: 'lost' }
  | { readonly type: 'read-done'; readonly read: number; readonly result: ReadResult; readonly time: number }
  | { readonly type: 'read-failed'; readonly read: number; readonly code: CacheFailureCode }
  | Extract<QueueInput, { type: 'written' | 'write-failed' }>;

export type CacheEffect =
  | Extract<QueueEffect, { type: 'open' | 'write' | 'journal' }>
  /** `isKnown`: nobody waits for it. */
  | { readonly type: 'read'; readonly read: number; readonly owner: string; readonly isKnown: boolean }
  /** For the next page of this tab; none when not everything is known. */
  | { readonly type: 'part'; readonly copy: PartingCopy | undefined }
  /** These stand in the database now. */
  | { readonly type: 'erase-journal'; readonly names: readonly string[] }
  /** To the other tabs. */
  | { readonly type: 'tell-others'; readonly operation: Operation }
  | Extract<QueueEffect, { type: 'settle' }>
  /** Another tab's record, which reads give back from now on. */
  | { readonly type: 'remote-put'; readonly record: StoredRecord }
  | { readonly type: 'state'; readonly state: CacheState };

/** What reads give: the memory copy, at once. */
export interface CacheView {
  readonly state: CacheState;
  get(owner: string, name: string, key: string, time: number): StoredRecord | undefined;
  /** Without what stands aside. */
  all(owner: string, name: string, time: number): readonly StoredRecord[];
  isBroken(owner: string, name: string, key: string): boolean;
  /** Everything of this owner is here: a read need not be asked for. */
  isRead(owner: string): boolean;
}

/** A place where rare things can be made common. The simulation answers with its seed; what ships always says no. */
export type Buggify = (site: 'cache-batch-of-one' | 'cache-late-batch' | 'cache-reopen-before-write') => boolean;

export interface CacheCoreOptions {
  /** After this the cache works from memory and goes on trying. */
  readonly openTimeoutMs: number;
  /** Nobody else's name: who wrote, where two wrote in the same millisecond (`Stamp`). */
  readonly instance?: string;
  readonly buggify?: Buggify;
}

export interface CacheCore {
  handle(input: CacheInput, now: number): void;
  /** Spurious calls are harmless. */
  wake(now: number): void;
  effects(): CacheEffect[];
  deadline(): number | undefined;
  view(): CacheView;
}
