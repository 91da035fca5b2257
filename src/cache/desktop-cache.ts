/**
 * DesktopCache: carries out what the write queue decides, on IndexedDB, with a memory copy for reads, a journal for the
 * last moment and a channel to the other tabs. Works in a page, a worker and a service worker. It must not know what is
 * kept, nor by whom (DESIGN §7; `contract.ts` for the promises made).
 */
import { createClock, originNow } from '../thread/clock.ts';
import { drive } from '../thread/driver.ts';
import { createConnection } from './connection.ts';
import { CacheFailure, type CacheNamespace, type CacheRecord, type CacheState, type DesktopCache } from './contract.ts';
import { failureOf, openDatabase, type OpenDatabase, type ReadResult } from './database.ts';
import { createJournal, type JournalStore } from './journal.ts';
import { createMemoryCopy } from './memory-copy.ts';
import { brokenSuffix, isAside, isOperation, unseenSuffix, type Operation, type StoredRecord } from './operation.ts';
import { createWriteQueue } from './write-queue.ts';
import type { QueueEffect } from './write-queue-contract.ts';

export interface DesktopCacheOptions {
  /** Of the database; tests give each its own. */
  readonly name?: string;
  /** Pages pass `localStorage`; without it the last writes of a page depend on IndexedDB alone. */
  readonly journal?: JournalStore | undefined;
  /** Ms since 1970, the same in all tabs. */
  readonly now: () => number;
  /** After this the cache works from memory and goes on trying. Default 3000 ms. */
  readonly openTimeoutMs?: number;
  /** For tests: a database that fails. */
  readonly openDatabase?: OpenDatabase;
}

const forOthersToo = <Value>(promise: Promise<Value>): Promise<Value> => {
  // A caller that does not wait is told of failures by the cache's state; it shall not break the page with them.
  promise.catch(() => undefined);
  return promise;
};

const asRecord = ({ key, value, version, savedAt }: StoredRecord): CacheRecord => ({
  key,
  // A copy: what callers do to it must not change what is kept.
  value: structuredClone(value),
  version,
  savedAt,
});

const placeOf = (owner: string, name: string): string => JSON.stringify([owner, name]);

/** Returns at once; reads wait for the database, writes are remembered meanwhile. */
export function openDesktopCache(options: DesktopCacheOptions): DesktopCache {
  const name = options.name ?? 'understudy-cache';
  const { now } = options;
  const memory = createMemoryCopy();
  const queue = createWriteQueue();
  const instance = `${performance.timeOrigin.toString(36)}-${Math.random().toString(36).slice(2)}`;
  const journal = options.journal ? createJournal(options.journal, name, instance) : undefined;
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(`understudy-cache:${name}`) : undefined;

  let state: CacheState = { kind: 'opening' };
  const listeners = new Set<(state: CacheState) => void>();
  const setState = (next: CacheState): void => {
    const because = (one: CacheState) => (one.kind === 'memory-only' ? one.because : undefined);
    if (next.kind === state.kind && because(next) === because(state)) return;
    state = next;
    for (const listener of listeners) listener(state);
  };

  const remoteListeners = new Map<string, Set<(record: CacheRecord) => void>>();

  // --- writes -------------------------------------------------------------------------------------------------------
  let nextTicket = 1;
  let closed = false;
  const settlers = new Map<number, { resolve: () => void; reject: (failure: CacheFailure) => void }>();
  const outstanding = new Set<Promise<void>>();

  const submit = (operation: Operation, durability: 'relaxed' | 'strict'): Promise<void> => {
    const ticket = nextTicket++;
    const promise = new Promise<void>((resolve, reject) => settlers.set(ticket, { resolve, reject }));
    outstanding.add(promise);
    void promise.catch(() => undefined).then(() => outstanding.delete(promise));
    driver.feed({ type: 'write', operation, durability, ticket });
    return forOthersToo(promise);
  };

  const change = (operation: Operation, durability: 'relaxed' | 'strict'): Promise<void> => {
    if (closed) return forOthersToo(Promise.reject(new CacheFailure('closed', 'this cache was closed')));
    memory.apply(operation, now());
    channel?.postMessage(operation);
    return submit(operation, durability);
  };

  const write = (effect: Extract<QueueEffect, { type: 'write' }>): void => {
    const { batch, operations, durability, leaving } = effect;
    const database = connection.database;
    if (!database) {
      driver.feed({ type: 'write-failed', batch, code: 'closed' });
      return;
    }
    // No `await` before a leaving write: the page has no later turn.
    const done = effect.evict
      ? database
          .evictExpired(now())
          .catch(() => undefined)
          .then(() => database.write(operations, { durability, leaving, now: now() }))
      : database.write(operations, { durability, leaving, now: now() });
    done.then(
      () => driver.feed({ type: 'written', batch }),
      (cause: unknown) => {
        const { code } = failureOf(cause);
        driver.feed({ type: 'write-failed', batch, code: code === 'quota' ? 'quota' : 'closed' });
      },
    );
  };

  const execute = (effects: readonly QueueEffect[]): void => {
    for (const effect of effects) {
      if (effect.type === 'write') write(effect);
      else if (effect.type === 'open') connection.open();
      else if (effect.type === 'journal') journal?.write(effect.operations);
      else if (effect.type === 'settle')
        for (const ticket of effect.tickets) {
          const settler = settlers.get(ticket);
          settlers.delete(ticket);
          if (effect.failure === undefined) settler?.resolve();
          else settler?.reject(new CacheFailure(effect.failure, `not written: ${effect.failure}; kept in memory`));
        }
      else if (effect.because) setState({ kind: 'memory-only', because: effect.because });
      else setState({ kind: connection.database ? 'open' : 'opening' });
    }
  };

  // --- reads --------------------------------------------------------------------------------------------------------
  const loads = new Map<string, Promise<void>>();
  /** Owners whose data was asked for while there was no database. */
  const unseen = new Set<string>();

  const setAside = (record: StoredRecord, suffix: string): void => {
    const aside: StoredRecord = { ...record, key: record.key + suffix, savedAt: now() };
    memory.apply({ kind: 'put', record: aside }, now());
    driver.feed({ type: 'write', operation: { kind: 'put', record: aside }, durability: 'relaxed' });
  };

  const takeIn = ({ records, broken }: ReadResult): void => {
    memory.merge(records, now());
    for (const { key: place, raw, readable } of broken) {
      const [owner, namespace, key] = place;
      if (![owner, namespace, key].every((part) => typeof part === 'string')) continue;
      const id = { owner, name: namespace, key };
      memory.markBroken(owner, namespace, key);
      if (!readable || !memory.isBroken(owner, namespace, key)) continue;
      setAside({ ...id, value: raw, version: 1, savedAt: now() }, brokenSuffix);
      driver.feed({ type: 'write', operation: { kind: 'delete', ...id, savedAt: now() }, durability: 'relaxed' });
    }
  };

  const load = (owner: string): Promise<void> => {
    const running = loads.get(owner);
    if (running) return running;
    const loading = (async () => {
      await connection.settled();
      if (!connection.database && state.kind === 'memory-only') {
        unseen.add(owner);
        loads.delete(owner);
        return;
      }
      takeIn(await connection.use((database) => database.readAll(owner)));
    })();
    loads.set(owner, loading);
    loading.catch(() => loads.delete(owner));
    return forOthersToo(loading);
  };

  const connection = createConnection(name, options.openDatabase ?? openDatabase, options.openTimeoutMs ?? 3000, {
    async beforeOpen(database, late) {
      if (!late && unseen.size === 0) return;
      for (const owner of unseen) {
        const result = await database.readAll(owner);
        for (const record of result.records) {
          const known = memory.get(owner, record.name, record.key, now());
          if (known && known.savedAt > record.savedAt && !isAside(record.key)) setAside(record, unseenSuffix);
        }
        takeIn(result);
        unseen.delete(owner);
        loads.set(owner, Promise.resolve());
      }
    },
    onOpen() {
      driver.feed({ type: 'opened' });
      if (state.kind === 'opening') setState({ kind: 'open' });
    },
    onOpenFailed: (code) => driver.feed({ type: 'open-failed', code }),
  });

  const driver = drive(queue, createClock(originNow()), { execute });
  connection.open();
  if (channel)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isOperation(data) || !memory.apply(data, now()) || data.kind !== 'put') return;
      const { record } = data;
      for (const listener of remoteListeners.get(placeOf(record.owner, record.name)) ?? []) listener(asRecord(record));
    };

  if (journal) {
    const { operations, names } = journal.read();
    for (const operation of operations) memory.apply(operation, now());
    // Erased only when it is all on disk; a failure leaves it for the next start.
    Promise.all(operations.map((operation) => submit(operation, 'relaxed'))).then(
      () => journal.erase(names),
      () => undefined,
    );
  }

  const namespace = (owner: string, name: string): CacheNamespace => {
    return {
      name,
      put(key, value, { durability = 'relaxed', version = 1, ttlMs } = {}) {
        let copy: unknown;
        try {
          copy = structuredClone(value);
        } catch (cause) {
          const failure = new CacheFailure('not-clonable', `${name}/${key}: the value cannot be cloned`, { cause });
          return forOthersToo(Promise.reject(failure));
        }
        const savedAt = memory.timeFor(owner, name, key, now());
        const expiry = ttlMs === undefined ? {} : { expiresAt: savedAt + ttlMs };
        return change(
          { kind: 'put', record: { owner, name, key, value: copy, version, savedAt, ...expiry } },
          durability,
        );
      },
      async get(key) {
        await load(owner);
        if (memory.isBroken(owner, name, key))
          throw new CacheFailure('corrupt', `${name}/${key}: the record could not be read; see ${key}${brokenSuffix}`);
        const record = memory.get(owner, name, key, now());
        return record && asRecord(record);
      },
      async all() {
        await load(owner);
        return memory
          .all(owner, name, now())
          .filter(({ key }) => !isAside(key))
          .map(asRecord);
      },
      delete: (key) =>
        change({ kind: 'delete', owner, name, key, savedAt: memory.timeFor(owner, name, key, now()) }, 'relaxed'),
      onRemotePut(listener) {
        const place = placeOf(owner, name);
        const all = remoteListeners.get(place) ?? new Set<(record: CacheRecord) => void>();
        remoteListeners.set(place, all.add(listener));
        return () => all.delete(listener);
      },
      clear: () => change({ kind: 'clear', owner, name, savedAt: memory.timeForAll(owner, name, now()) }, 'relaxed'),
    };
  };

  const flush = async (reason: 'idle' | 'leaving' | 'migrating'): Promise<void> => {
    if (reason === 'leaving') driver.feed({ type: 'leave' });
    else driver.feed({ type: 'flush', durability: reason === 'migrating' ? 'strict' : 'relaxed' });
    // Failures are told to who wrote, and by the state; a page that moves must not be stopped by them.
    await Promise.allSettled(outstanding);
  };

  return {
    get state() {
      return state;
    },
    onStateChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    namespace,
    preload: load,
    flush,
    async forget(owner) {
      if (journal) journal.erase(journal.read().names);
      await change({ kind: 'clear', owner, savedAt: memory.timeForAll(owner, undefined, now()) }, 'strict');
    },
    close() {
      if (closed) return;
      closed = true;
      void flush('idle').then(() => {
        driver.stop();
        connection.close();
        channel?.close();
      });
    },
  };
}
