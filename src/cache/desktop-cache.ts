/**
 * DesktopCache: carries out what the cache core decides, on IndexedDB, with a journal for the last moment and a channel to
 * the other tabs. Works in a page, a worker and a service worker. It must not know what is kept, nor by whom, and decides
 * nothing itself (DESIGN §7; `contract.ts` for the promises made, `pure/cache-core.ts` for the decisions).
 */
import { createClock, originNow } from '../thread/clock.ts';
import { drive } from '../thread/driver.ts';
import { CacheFailure, type CacheNamespace, type CacheRecord, type CacheState, type DesktopCache } from './contract.ts';
import { keepCompany } from './company.ts';
import { asRecord, contentOf } from './content.ts';
import { failureOf, openDatabase, type CacheDatabase, type OpenDatabase } from './database.ts';
import type { CacheEffect, CacheInput } from './pure/cache-core-contract.ts';
import { createCacheCore } from './pure/cache-core.ts';
import { createJournal, type JournalStore } from './pure/journal.ts';
import { brokenSuffix, type StoredRecord } from './pure/operation.ts';
import { createParting, type TabStore } from './pure/parting.ts';
import { createRemoteListeners } from './remote-listeners.ts';
import { createTickets, forOthersToo } from './tickets.ts';

export interface DesktopCacheOptions {
  /** Of the database; tests give each its own. */
  readonly name?: string;
  /** Pages pass `localStorage`; without it the last writes of a page depend on IndexedDB alone. */
  readonly journal?: JournalStore | undefined;
  /** Pages pass `sessionStorage`: with both, the tab's next page has at once what this one knew when it left. */
  readonly tab?: TabStore | undefined;
  /** Ms since 1970, the same in all tabs. */
  readonly now: () => number;
  /** After this the cache works from memory and goes on trying. Default 3000 ms. */
  readonly openTimeoutMs?: number;
  /** For tests: a database that fails. */
  readonly openDatabase?: OpenDatabase;
}

/** Who reads nothing listens all the same. Ms. */
const unreadMs = 250;

let instances = 0;
/** Of this cache alone, and behind those that were opened earlier: it decides where two write in the same millisecond. */
const instanceName = (): string => {
  const count = (instances += 1).toString(36).padStart(4, '0');
  return `${performance.timeOrigin.toString(36)}-${count}-${Math.random().toString(36).slice(2, 8)}`;
};

type Write = Extract<CacheInput, { type: 'put' | 'delete' | 'clear' }>;
type WithoutTicket<Input> = Input extends unknown ? Omit<Input, 'ticket' | 'time'> : never;

/** Returns at once; reads wait for the database, writes are remembered meanwhile. */
export function openDesktopCache(options: DesktopCacheOptions): DesktopCache {
  const name = options.name ?? 'understudy-cache';
  const { now } = options;
  // --- the database -------------------------------------------------------------------------------------------------
  let database: CacheDatabase | undefined;
  const lose = (dead: CacheDatabase | undefined): void => {
    dead?.close();
    if (database !== dead) return;
    database = undefined;
    driver.feed({ type: 'lost' });
  };
  const connect = (): Promise<CacheDatabase> => {
    let connected: CacheDatabase | undefined;
    const connecting = (options.openDatabase ?? openDatabase)(name, () => lose(connected));
    return forOthersToo(connecting.then((made) => (connected = made)));
  };
  // First of all: whatever else there is to do holds this thread up, and the browser opens meanwhile.
  let early: Promise<CacheDatabase> | undefined = connect();

  const instance = instanceName();
  const core = createCacheCore({ openTimeoutMs: options.openTimeoutMs ?? 3000, instance });

  const view = core.view();
  let state: CacheState = view.state;
  const listeners = new Set<(state: CacheState) => void>();
  const remote = createRemoteListeners();
  let closed = false;
  let stopped = false;

  // --- who waits for what -------------------------------------------------------------------------------------------
  const tickets = createTickets();
  const outstanding = new Set<Promise<void>>();
  const change = (write: WithoutTicket<Write>): Promise<void> => {
    if (closed) return forOthersToo(Promise.reject(new CacheFailure('closed', 'this cache was closed')));
    const promise = tickets.ask((ticket) => driver.feed({ ...write, ticket, time: now() }));
    outstanding.add(promise);
    void promise.catch(() => undefined).then(() => outstanding.delete(promise));
    return promise;
  };
  /** Each gadget asks several times as it starts: what is there is told without a question. */
  const load = (owner: string): Promise<void> =>
    view.isRead(owner) ? Promise.resolve() : tickets.ask((ticket) => driver.feed({ type: 'read', owner, ticket }));

  const journal = options.journal ? createJournal(options.journal, name, instance) : undefined;
  const { journal: shared, tab } = options;
  const parting = shared && tab && createParting({ tab, shared, database: name, instance, now });
  const company = keepCompany(`understudy-cache:${name}`, instance, (operation) => {
    parting?.heard();
    driver.feed({ type: 'remote', operation, time: now() });
  });
  // Not before what was asked first has been read: it would stand in its way, and asks for what it has missed.
  const listenIn = (ms: number): void => void setTimeout(company.listen, ms);
  const open = async (): Promise<void> => {
    let opened: CacheDatabase;
    try {
      const connecting = early ?? connect();
      early = undefined;
      opened = await connecting;
    } catch (cause) {
      const { code } = failureOf(cause);
      driver.feed({ type: 'open-failed', code: code === 'blocked' || code === 'unavailable' ? code : 'closed' });
      return;
    }
    if (stopped) {
      opened.close();
      return;
    }
    if (database) database.close();
    database = opened;
    driver.feed({ type: 'opened' });
  };

  const write = (effect: Extract<CacheEffect, { type: 'write' }>): void => {
    const { batch, operations, durability, leaving } = effect;
    const into = database;
    if (!into) {
      driver.feed({ type: 'write-failed', batch, code: 'closed' });
      return;
    }
    // A page may have opened since this was told, and left without having heard of it.
    if (!leaving) parting?.writes();
    // No `await` before a leaving write: the page has no later turn.
    const done = effect.evict
      ? into
          .evictExpired(now())
          .catch(() => undefined)
          .then(() => into.write(operations, { durability, leaving, now: now() }))
      : into.write(operations, { durability, leaving, now: now() });
    done.then(
      () => {
        company.onDisk(operations);
        driver.feed({ type: 'written', batch });
      },
      (cause: unknown) => {
        const { code } = failureOf(cause);
        driver.feed({ type: 'write-failed', batch, code: code === 'quota' ? 'quota' : 'closed' });
      },
    );
  };

  const read = async ({ read: id, owner }: Extract<CacheEffect, { type: 'read' }>): Promise<void> => {
    const from = database;
    try {
      if (!from) throw new CacheFailure('closed', 'there is no database connection');
      const result = await from.readAll(owner);
      driver.feed({ type: 'read-done', read: id, result, time: now() });
    } catch (cause) {
      const { code } = failureOf(cause);
      if (code === 'closed') lose(from);
      driver.feed({ type: 'read-failed', read: id, code });
    }
    listenIn(0);
  };

  const carryOut = (effect: CacheEffect): void => {
    switch (effect.type) {
      case 'open':
        void open();
        return;
      case 'read':
        // Nobody waits for what the last page left a copy of: gadgets start first.
        if (effect.isKnown) setTimeout(() => void read(effect), unreadMs);
        else void read(effect);
        return;
      case 'part':
        parting?.leaves(effect.copy);
        return;
      case 'write':
        write(effect);
        return;
      case 'journal':
        journal?.write(effect.operations);
        return;
      case 'erase-journal':
        journal?.erase(effect.names);
        return;
      case 'tell-others':
        parting?.writes();
        company.tell(effect.operation);
        return;
      case 'settle':
        tickets.settle(effect.tickets, effect.failure);
        return;
      case 'remote-put': {
        const { record } = effect;
        for (const listener of remote.of(record.owner, record.name)) hand(record, listener);
        return;
      }
      case 'state':
        ({ state } = effect);
        listenIn(unreadMs);
        for (const listener of listeners) listener(state);
        return;
    }
  };

  const driver = drive<CacheInput, CacheEffect>(core, createClock(originNow()), {
    execute: (effects) => effects.forEach(carryOut),
  });
  const started = journal?.read() ?? { operations: [], names: [] };
  driver.feed({ type: 'start', ...started, copy: parting?.copy, time: now() });

  const unreadable = ({ owner, name, key }: StoredRecord, cause: unknown): CacheFailure => {
    driver.feed({ type: 'unreadable', owner, name, key, time: now() });
    const message = `${name}/${key}: the record could not be read; see ${key}${brokenSuffix}`;
    return new CacheFailure('corrupt', message, { cause });
  };
  /** Without what turns out to be no record. */
  const hand = (record: StoredRecord, listener: (record: CacheRecord) => void): void => {
    let made: CacheRecord;
    try {
      made = asRecord(record);
    } catch (cause) {
      unreadable(record, cause);
      return;
    }
    listener(made);
  };

  const namespace = (owner: string, name: string): CacheNamespace => ({
    name,
    put(key, value, { durability = 'relaxed', version = 1, ttlMs } = {}) {
      let content: Pick<StoredRecord, 'value' | 'text'>;
      try {
        content = contentOf(value);
      } catch (cause) {
        const failure = new CacheFailure('not-clonable', `${name}/${key}: the value cannot be cloned`, { cause });
        return forOthersToo(Promise.reject(failure));
      }
      const life = ttlMs === undefined ? {} : { ttlMs };
      return change({ type: 'put', owner, name, key, ...content, version, durability, ...life });
    },
    async get(key) {
      await load(owner);
      if (view.isBroken(owner, name, key))
        throw new CacheFailure('corrupt', `${name}/${key}: the record could not be read; see ${key}${brokenSuffix}`);
      const record = view.get(owner, name, key, now());
      try {
        return record && asRecord(record);
      } catch (cause) {
        throw record ? unreadable(record, cause) : cause;
      }
    },
    async all() {
      await load(owner);
      const records: CacheRecord[] = [];
      for (const record of view.all(owner, name, now())) hand(record, (made) => records.push(made));
      return records;
    },
    delete: (key) => change({ type: 'delete', owner, name, key }),
    onRemotePut: (listener) => remote.add(owner, name, listener),
    clear: () => change({ type: 'clear', owner, name }),
  });

  const flush = async (reason: 'idle' | 'leaving' | 'migrating'): Promise<void> => {
    if (reason === 'leaving') driver.feed({ type: 'leave', time: now() });
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
      await change({ type: 'clear', owner });
    },
    close() {
      if (closed) return;
      closed = true;
      void flush('idle').then(() => {
        stopped = true;
        driver.stop();
        database?.close();
        company.close();
      });
    },
  };
}
