/**
 * Decides when what is written: coalesces the writes of all gadgets into one transaction, knows which are acknowledged,
 * retries once, keeps what failed. Five verbs, pure: no I/O, no clock, no promises; the simulation runs this very file.
 * It must not know how a database is opened or written.
 *
 * A ticket is a number that the host gives to each write it wants to hear of. It is settled `ok` only when the value, or
 * a later one for the same key, is on disk; settled with a code when the attempts are over (the write itself is kept and
 * tried again every `retryMs`, so that nothing is lost while the page lives).
 */
import type { Buggify } from './cache-core-contract.ts';
import type { CacheFailureCode } from './states.ts';
import { supersedes } from './operation.ts';
import {
  relaxedDelayMs,
  retryMs,
  type Batch,
  type BatchFailureCode,
  type DatabaseFailureCode,
  type Entry,
  type QueueEffect,
  type QueueInput,
  type QueueState,
  type WriteQueue,
} from './write-queue-contract.ts';

const initial: QueueState = {
  database: 'opening',
  waiting: [],
  inFlight: undefined,
  parked: [],
  parkedBecause: 'closed',
  retryAt: undefined,
  nextBatch: 1,
  journalled: false,
  told: undefined,
};

/** Adds a write behind the others; those it makes needless go, and their tickets wait for it instead. */
function add(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const covered = entries.filter(({ operation }) => supersedes(entry.operation, operation));
  if (covered.length === 0) return [...entries, entry];
  const merged: Entry = {
    ...entry,
    strict: entry.strict || covered.some(({ strict }) => strict),
    alone: entry.alone || covered.some(({ alone }) => alone),
    troubled: entry.troubled || covered.some(({ troubled }) => troubled),
    tickets: [...covered.flatMap(({ tickets }) => tickets), ...entry.tickets],
    due: Math.min(entry.due, ...covered.map(({ due }) => due)),
  };
  return [...entries.filter((one) => !covered.includes(one)), merged];
}

const merge = (older: readonly Entry[], newer: readonly Entry[]) => newer.reduce(add, older);
const ticketsOf = (entries: readonly Entry[]) => entries.flatMap(({ tickets }) => tickets);
const mute = (entry: Entry): Entry => ({ ...entry, tickets: [] });

/** `buggify`: see `cache-core-contract.ts`. */
export function createWriteQueue(snapshot?: QueueState, buggify: Buggify = () => false): WriteQueue {
  const state: QueueState = { ...(snapshot ?? initial) };
  let out: QueueEffect[] = [];

  const settle = (tickets: readonly number[], failure: CacheFailureCode | undefined): void => {
    if (tickets.length > 0) out.push({ type: 'settle', tickets, failure });
  };

  const isTroubled = (): boolean =>
    state.parked.length > 0 || [...state.waiting, ...(state.inFlight?.entries ?? [])].some(({ troubled }) => troubled);

  const tellState = (): void => {
    const because =
      state.database === 'open' || state.database === 'opening'
        ? isTroubled()
          ? state.parkedBecause
          : undefined
        : state.database;
    if (because === state.told) return;
    state.told = because;
    out.push({ type: 'state', because });
  };

  const park = (entries: readonly Entry[], code: BatchFailureCode, now: number): void => {
    settle(ticketsOf(entries), code);
    // Writes that came meanwhile are newer: what they cover need not be parked.
    const stillWanted = entries.filter(
      ({ operation }) => !state.waiting.some((later) => supersedes(later.operation, operation)),
    );
    state.parked = merge(state.parked, stillWanted.map(mute));
    state.parkedBecause = code;
    state.retryAt = state.parked.length > 0 ? now + retryMs : undefined;
  };

  const emitWrite = (batch: Batch, evict: boolean): void => {
    state.inFlight = batch;
    out.push({
      type: 'write',
      batch: batch.id,
      operations: batch.entries.map(({ operation }) => operation),
      durability: batch.entries.some(({ strict }) => strict) ? 'strict' : 'relaxed',
      leaving: batch.leaving,
      evict,
    });
  };

  const startBatch = (now: number): void => {
    if (state.database !== 'open' || state.inFlight) return;
    const due = state.waiting.some((entry) => entry.due <= now);
    if (!due) return;
    const [first] = state.waiting;
    // One by one only as far as the lonely ones reach; order must not change.
    const size = first?.alone || buggify('cache-batch-of-one') ? 1 : state.waiting.findIndex(({ alone }) => alone);
    const entries = size < 0 ? state.waiting : state.waiting.slice(0, size);
    state.waiting = size < 0 ? [] : state.waiting.slice(size);
    emitWrite({ id: state.nextBatch++, entries, attempt: 1, leaving: false, awaitingOpen: false }, false);
  };

  const written = (now: number): void => {
    const batch = state.inFlight;
    if (!batch) return;
    state.inFlight = undefined;
    settle(ticketsOf(batch.entries), undefined);
    if (state.journalled && state.waiting.length === 0 && state.parked.length === 0) {
      state.journalled = false;
      out.push({ type: 'journal', operations: [] });
    }
    tellState();
    startBatch(now);
  };

  const writeFailed = (code: BatchFailureCode, now: number): void => {
    const batch = state.inFlight;
    if (!batch) return;
    const again: Batch = { ...batch, id: state.nextBatch++, attempt: batch.attempt + 1, leaving: false };
    if (code === 'closed') {
      if (batch.attempt === 1) {
        state.inFlight = { ...again, awaitingOpen: true };
        state.database = 'opening';
        out.push({ type: 'open' });
        return;
      }
      state.inFlight = undefined;
      park(batch.entries, 'closed', now);
    } else if (batch.attempt === 1) {
      emitWrite(again, true);
      return;
    } else if (batch.entries.length > 1) {
      state.inFlight = undefined;
      const lonely = batch.entries.map((entry) => ({ ...entry, alone: true, due: now }));
      state.waiting = merge(lonely, state.waiting);
    } else {
      state.inFlight = undefined;
      park(batch.entries, 'quota', now);
    }
    tellState();
    startBatch(now);
  };

  const openFailed = (code: DatabaseFailureCode, now: number): void => {
    const held = merge(state.inFlight?.entries ?? [], state.waiting);
    state.inFlight = undefined;
    state.database = code;
    settle(ticketsOf(held), code);
    // For good means for good: there is nothing to keep the writes for but memory, which has them.
    state.waiting = code === 'unavailable' ? [] : held.map(mute);
    if (code === 'unavailable') state.parked = [];
    state.retryAt = code === 'unavailable' ? undefined : now + retryMs;
    tellState();
  };

  const retry = (now: number): void => {
    state.retryAt = undefined;
    const parked = state.parked.map((entry) => ({ ...entry, alone: true, troubled: true, due: now }));
    state.parked = [];
    state.waiting = merge(parked, state.waiting);
    if (state.database === 'blocked' || state.database === 'closed') out.push({ type: 'open' });
  };

  const write = (input: Extract<QueueInput, { type: 'write' }>, now: number): void => {
    const strict = input.durability === 'strict';
    const tickets = input.ticket === undefined ? [] : [input.ticket];
    state.parked = state.parked.filter(({ operation }) => !supersedes(input.operation, operation));
    const refused = state.database === 'open' || state.database === 'opening' ? undefined : state.database;
    if (refused) settle(tickets, refused);
    if (refused === 'unavailable') return;
    const entry: Entry = {
      operation: input.operation,
      strict,
      tickets: refused ? [] : tickets,
      alone: false,
      troubled: false,
      due: strict ? now : now + relaxedDelayMs * (buggify('cache-late-batch') ? 20 : 1),
    };
    state.waiting = add(state.waiting, entry);
  };

  const leave = (): void => {
    const entries = merge(merge(state.parked, state.inFlight?.entries ?? []), state.waiting);
    if (entries.length === 0) return;
    state.journalled = true;
    out.push({ type: 'journal', operations: entries.map(({ operation }) => operation) });
    if (state.database !== 'open') return;
    // A batch in flight may be cut off by the browser: its writes go again with the last one, which is harmless.
    state.waiting = [];
    state.parked = [];
    emitWrite({ id: state.nextBatch++, entries, attempt: 1, leaving: true, awaitingOpen: false }, false);
  };

  const wake = (now: number): void => {
    if (state.retryAt !== undefined && state.retryAt <= now) retry(now);
    startBatch(now);
    tellState();
  };

  const handle = (input: QueueInput, now: number): void => {
    switch (input.type) {
      case 'write':
        write(input, now);
        break;
      case 'flush':
        state.waiting = state.waiting.map((entry) => ({
          ...entry,
          due: Math.min(entry.due, now),
          strict: entry.strict || input.durability === 'strict',
        }));
        break;
      case 'leave':
        leave();
        break;
      case 'opened': {
        state.database = 'open';
        if (state.parked.length === 0) state.retryAt = undefined;
        const batch = state.inFlight;
        if (batch?.awaitingOpen) emitWrite({ ...batch, awaitingOpen: false }, false);
        break;
      }
      case 'open-failed':
        openFailed(input.code, now);
        break;
      case 'written':
        // An answer to a batch that was given up or sent again is late news.
        if (state.inFlight?.id === input.batch) written(now);
        break;
      case 'write-failed':
        if (state.inFlight?.id === input.batch) writeFailed(input.code, now);
        break;
    }
    wake(now);
  };

  return {
    handle,
    wake,
    effects() {
      const drained = out;
      out = [];
      return drained;
    },
    deadline() {
      const due = [
        ...(state.retryAt === undefined ? [] : [state.retryAt]),
        ...(state.database === 'open' && !state.inFlight ? state.waiting.map((entry) => entry.due) : []),
      ];
      return due.length > 0 ? Math.min(...due) : undefined;
    },
    snapshot: () => ({ ...state }),
  };
}
