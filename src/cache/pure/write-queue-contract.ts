/**
 * The write queue's inputs, effects and state, all plain data. See `write-queue.ts` for what it decides.
 */
import type { CacheFailureCode } from './states.ts';
import type { Operation } from './operation.ts';

/** Longest time a relaxed write waits for company. Ms. One transaction for 20 gadgets costs a quarter of 20 of them. */
export const relaxedDelayMs = 100;
/** How long a failed write rests before it is tried again. Ms. */
export const retryMs = 15_000;

export type BatchFailureCode = Extract<CacheFailureCode, 'quota' | 'closed'>;
export type DatabaseFailureCode = Extract<CacheFailureCode, 'blocked' | 'closed' | 'unavailable'>;

export type QueueInput =
  | {
      readonly type: 'write';
      readonly operation: Operation;
      readonly durability: 'relaxed' | 'strict';
      readonly ticket?: number;
    }
  /** Everything that waits is due now. */
  | { readonly type: 'flush'; readonly durability: 'relaxed' | 'strict' }
  /** The page goes: everything not acknowledged into the journal and into one last transaction. */
  | { readonly type: 'leave' }
  | { readonly type: 'opened' }
  /** It could not be opened; `unavailable` is for good. */
  | { readonly type: 'open-failed'; readonly code: DatabaseFailureCode }
  | { readonly type: 'written'; readonly batch: number }
  | { readonly type: 'write-failed'; readonly batch: number; readonly code: BatchFailureCode };

export type QueueEffect =
  | {
      readonly type: 'write';
      readonly batch: number;
      /** A retried clear may come behind newer puts of its range: `savedAt` decides what it takes, not the order. */
      readonly operations: readonly Operation[];
      readonly durability: 'relaxed' | 'strict';
      /** Put without looking and commit at once: there will be no later turn of the event loop. */
      readonly leaving: boolean;
      /** Make room first: expired records go. */
      readonly evict: boolean;
    }
  | { readonly type: 'open' }
  /** Synchronously into the journal; an empty list erases it. */
  | { readonly type: 'journal'; readonly operations: readonly Operation[] }
  | { readonly type: 'settle'; readonly tickets: readonly number[]; readonly failure: CacheFailureCode | undefined }
  | { readonly type: 'state'; readonly because: CacheFailureCode | undefined };

export interface Entry {
  readonly operation: Operation;
  readonly strict: boolean;
  readonly tickets: readonly number[];
  /** Written in a batch of its own, since a batch with it failed for want of room: only the offender shall fail. */
  readonly alone: boolean;
  readonly due: number;
  /** Failed once for good and is being tried again: until it is on disk the trouble is not over. */
  readonly troubled: boolean;
}

export interface Batch {
  readonly id: number;
  readonly entries: readonly Entry[];
  readonly attempt: number;
  readonly leaving: boolean;
  readonly awaitingOpen: boolean;
}

export interface QueueState {
  database: 'opening' | 'open' | DatabaseFailureCode;
  waiting: readonly Entry[];
  inFlight: Batch | undefined;
  /** Failed for good as far as their tickets know; tried again at `retryAt`. */
  parked: readonly Entry[];
  parkedBecause: BatchFailureCode;
  retryAt: number | undefined;
  nextBatch: number;
  journalled: boolean;
  told: CacheFailureCode | undefined;
}

export interface WriteQueue {
  handle(input: QueueInput, now: number): void;
  wake(now: number): void;
  effects(): QueueEffect[];
  deadline(): number | undefined;
  snapshot(): QueueState;
}
