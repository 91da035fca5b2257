/**
 * DesktopCache: key–value state that outlives a reload, a crash and a failover. Values are structured-clonable data.
 * Per agent and per gadget a namespace; a put is remembered at once and written soon (`relaxed`) or before the promise
 * resolves (`strict`).
 */
import type { CacheFailureCode, CacheState } from './pure/states.ts';

export type { CacheFailureCode };

export class CacheFailure extends Error {
  override readonly name = 'CacheFailure';
  readonly code: CacheFailureCode;
  constructor(code: CacheFailureCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

export type { CacheState };

export interface PutOptions {
  /** `relaxed` (default): coalesced with others, within 100 ms. `strict`: on disk before the promise resolves. */
  readonly durability?: 'relaxed' | 'strict';
  /** Schema version of the value; default 1. */
  readonly version?: number;
  /** Forgotten after this many ms. */
  readonly ttlMs?: number;
}

export interface CacheRecord {
  readonly key: string;
  readonly value: unknown;
  readonly version: number;
  readonly savedAt: number;
}

/** One gadget's (or the shell's) part of the cache. */
export interface CacheNamespace {
  readonly name: string;
  /** Resolves when durable as asked. Rejects with `CacheFailure`; the value is kept in memory nevertheless. */
  put(key: string, value: unknown, options?: PutOptions): Promise<void>;
  get(key: string): Promise<CacheRecord | undefined>;
  all(): Promise<readonly CacheRecord[]>;
  delete(key: string): Promise<void>;
  clear(): Promise<void>;
  /**
   * Called with each record that another tab (or worker) put here, after reads give it back. Returns the unsubscribe.
   * Absent where there is nobody else to hear of.
   */
  onRemotePut?(listener: (record: CacheRecord) => void): () => void;
}

export interface DesktopCache {
  readonly state: CacheState;
  onStateChange(listener: (state: CacheState) => void): () => void;
  /** `owner` is the agent id; `name` the gadget id or `shell`. */
  namespace(owner: string, name: string): CacheNamespace;
  /** Reads every record of one owner in a single transaction, so that gadgets restore from memory. */
  preload(owner: string): Promise<void>;
  /** Writes what waits, now. With `leaving` also synchronously to the journal (localStorage), merged at the next start. */
  flush(reason: 'idle' | 'leaving' | 'migrating'): Promise<void>;
  /** Erases everything of one owner. */
  forget(owner: string): Promise<void>;
  close(): void;
}
