/**
 * DesktopCache's decisions: when the database is opened (with a deadline, late, again), what is read from it and how that
 * meets what is already known, which writes are put aside, who is answered when. Five verbs, pure: no I/O, no clock, no
 * promises; page, worker, service worker and simulation run this very file. It must not know how a database is opened.
 */
import { createAhead } from './ahead.ts';
import type { CacheCore, CacheCoreOptions, CacheEffect, CacheInput, ReadResult } from './cache-core-contract.ts';
import { journalTicket, type Connection, type Load, type Reading } from './cache-core-state.ts';
import { viewOf } from './cache-view.ts';
import { createMemoryCopy } from './memory-copy.ts';
import { byAge, isAside, unseenSuffix, type Operation } from './operation.ts';
import { lastWords, operationOf } from './signed.ts';
import type { CacheFailureCode, CacheState } from './states.ts';
import { createTakingIn } from './taking-in.ts';
import { createWriteQueue } from './write-queue.ts';

export function createCacheCore({ openTimeoutMs, instance, buggify = () => false }: CacheCoreOptions): CacheCore {
  const memory = createMemoryCopy();
  const queue = createWriteQueue(undefined, buggify);
  const out: CacheEffect[] = [];
  let state: CacheState = { kind: 'opening' };
  let connection: Connection = { phase: 'none' };
  const loads = new Map<string, Load | 'done'>();
  const readings = new Map<number, Reading>();
  let nextRead = 1;
  const unseen = new Set<string>();
  const ahead = createAhead(memory);
  /** Whose state this page reads: the last that was asked for. */
  let reader: string | undefined;
  /** Names of the journals that are being merged, and how many of their writes are not on disk yet. */
  let merging: { names: readonly string[]; left: number } | undefined;

  const isRead = (owner: string): boolean => loads.get(owner) === 'done' || ahead.covers(owner);
  const hasDatabase = (): boolean => connection.phase === 'open' || connection.phase === 'catching-up';
  const because = (one: CacheState) => (one.kind === 'memory-only' ? one.because : undefined);
  const setState = (next: CacheState): void => {
    if (next.kind === state.kind && because(next) === because(state)) return;
    state = next;
    out.push({ type: 'state', state });
  };

  const open = (now: number): void => {
    if (connection.phase !== 'none' && connection.phase !== 'open') return;
    connection = { phase: 'waiting', until: now + openTimeoutMs };
    out.push({ type: 'open' });
  };

  // --- writes -------------------------------------------------------------------------------------------------------
  const settle = (tickets: readonly number[], failure: CacheFailureCode | undefined): void => {
    const own = tickets.filter((ticket) => ticket === journalTicket).length;
    if (own > 0 && merging) {
      // A failure leaves the journal for the next start.
      if (failure !== undefined) merging = undefined;
      else if ((merging.left -= own) <= 0) {
        out.push({ type: 'erase-journal', names: merging.names });
        merging = undefined;
      }
    }
    const others = tickets.filter((ticket) => ticket !== journalTicket);
    if (others.length > 0) out.push({ type: 'settle', tickets: others, failure });
  };

  /** What the queue has decided; what it asks of a database that is not there fails at once. */
  const pump = (now: number): void => {
    for (let effects = queue.effects(); effects.length > 0; effects = queue.effects()) {
      for (const effect of effects) {
        if (effect.type === 'write' && connection.phase === 'open' && !effect.leaving)
          if (buggify('cache-reopen-before-write')) connection = { phase: 'none' };
        if (effect.type === 'write' && !hasDatabase())
          queue.handle({ type: 'write-failed', batch: effect.batch, code: 'closed' }, now);
        else if (effect.type === 'open') open(now);
        else if (effect.type === 'settle') settle(effect.tickets, effect.failure);
        else if (effect.type === 'write' && effect.leaving) out.push(lastWords(effect, memory));
        else if (effect.type !== 'state') out.push(effect);
        else if (effect.because) setState({ kind: 'memory-only', because: effect.because });
        else setState({ kind: hasDatabase() ? 'open' : 'opening' });
      }
    }
  };

  const submit = (operation: Operation, durability: 'relaxed' | 'strict', now: number, ticket?: number): void =>
    queue.handle({ type: 'write', operation, durability, ...(ticket === undefined ? {} : { ticket }) }, now);

  const change = (input: Extract<CacheInput, { type: 'put' | 'delete' | 'clear' }>, now: number): void => {
    const operation = operationOf(input, memory, instance);
    memory.apply(operation, input.time);
    out.push({ type: 'tell-others', operation });
    const isForgetting = input.type === 'clear' && input.name === undefined;
    const isStrict = isForgetting || (input.type === 'put' && input.durability === 'strict');
    submit(operation, isStrict ? 'strict' : 'relaxed', now, input.ticket);
  };

  // --- reads --------------------------------------------------------------------------------------------------------
  const { setAside, takeIn, putAsideText } = createTakingIn({ memory, ahead, instance, submit, out });

  const startRead = (owner: string, why: Reading['why']): void => {
    readings.set(nextRead, { owner, why });
    out.push({ type: 'read', read: nextRead, owner, isKnown: ahead.covers(owner) });
    nextRead += 1;
  };

  const answer = (owner: string, load: Load, failure: CacheFailureCode | undefined): void => {
    if (failure === undefined) loads.set(owner, 'done');
    else loads.delete(owner);
    out.push({ type: 'settle', tickets: load.tickets, failure });
  };

  /** Reads wait for the database, or for the word that there is none. */
  const readOn = (): void => {
    if (connection.phase === 'waiting' || connection.phase === 'catching-up') return;
    for (const [owner, load] of loads) {
      if (load === 'done' || load.phase === 'reading' || load.phase === 'reading-again') continue;
      const isAgain = load.phase === 'wanted-again';
      if (hasDatabase()) {
        loads.set(owner, { ...load, phase: isAgain ? 'reading-again' : 'reading' });
        startRead(owner, 'load');
      } else if (state.kind === 'memory-only') {
        // Answered from memory; what the database holds is looked at when it comes.
        unseen.add(owner);
        loads.delete(owner);
        out.push({ type: 'settle', tickets: load.tickets, failure: undefined });
      } else if (isAgain) answer(owner, load, 'closed');
    }
  };

  const wanted = (owner: string, ticket: number, now: number): void => {
    const load = loads.get(owner);
    reader = owner;
    const isThere = load === 'done' || ahead.take(owner);
    if (isThere) out.push({ type: 'settle', tickets: [ticket], failure: undefined });
    else if (load) load.tickets.push(ticket);
    if (!load) {
      loads.set(owner, { phase: 'wanted', tickets: isThere ? [] : [ticket] });
      if (connection.phase === 'none' && state.kind !== 'memory-only') open(now);
    }
  };

  const readFailed = (read: number, code: CacheFailureCode, now: number): void => {
    const reading = readings.get(read);
    readings.delete(read);
    if (!reading) return;
    if (reading.why === 'unseen') {
      // Stays unseen: looked at again with the next database.
      caughtUp(now);
      return;
    }
    const { owner } = reading;
    const load = loads.get(owner);
    if (!load || load === 'done') return;
    if (code !== 'closed' || load.phase !== 'reading') {
      answer(owner, load, code);
      return;
    }
    loads.set(owner, { ...load, phase: 'wanted-again' });
    if (connection.phase === 'open') connection = { phase: 'none' };
    open(now);
  };

  const readDone = (read: number, result: ReadResult, time: number, now: number): void => {
    const reading = readings.get(read);
    readings.delete(read);
    if (!reading) return;
    const { owner, why } = reading;
    if (why === 'unseen') {
      for (const record of result.records) {
        const known = memory.get(owner, record.name, record.key, time);
        // Written blindly over what nobody had seen: both are kept.
        const isOverwritten = known && byAge(known, record) > 0 && !ahead.had(record);
        if (isOverwritten && !isAside(record.key)) setAside(record, unseenSuffix, time, now);
      }
      unseen.delete(owner);
    }
    takeIn(owner, result, time, now);
    const load = loads.get(owner);
    if (load && load !== 'done') answer(owner, load, undefined);
    else loads.set(owner, 'done');
    if (why === 'unseen') caughtUp(now);
  };

  // --- the database -------------------------------------------------------------------------------------------------
  const opened = (now: number): void => {
    connection = { phase: 'catching-up' };
    // Whoever asked while there was none has been answered from memory alone: looked at before anything is written.
    for (const owner of unseen) startRead(owner, 'unseen');
    caughtUp(now);
  };

  const caughtUp = (now: number): void => {
    if (connection.phase !== 'catching-up' || [...readings.values()].some(({ why }) => why === 'unseen')) return;
    connection = { phase: 'open' };
    queue.handle({ type: 'opened' }, now);
    pump(now);
    if (state.kind === 'opening') setState({ kind: 'open' });
  };

  const wake = (now: number): void => {
    if (connection.phase === 'waiting' && connection.until <= now) {
      connection = { phase: 'late' };
      queue.handle({ type: 'open-failed', code: 'blocked' }, now);
    }
    queue.wake(now);
    pump(now);
    readOn();
  };

  const handle = (input: CacheInput, now: number): void => {
    switch (input.type) {
      case 'put':
      case 'delete':
      case 'clear':
        change(input, now);
        break;
      case 'read':
        wanted(input.owner, input.ticket, now);
        break;
      case 'unreadable':
        putAsideText(input, now);
        break;
      case 'remote':
        // Another tab tells again what this one may have missed.
        if (memory.isKnown(input.operation)) break;
        if (memory.apply(input.operation, input.time) && input.operation.kind === 'put')
          out.push({ type: 'remote-put', record: input.operation.record });
        break;
      case 'start':
        open(now);
        ahead.begin(input.copy, input.time);
        for (const operation of input.operations) memory.apply(operation, input.time);
        if (input.operations.length === 0) {
          if (input.names.length > 0) out.push({ type: 'erase-journal', names: input.names });
          break;
        }
        merging = { names: input.names, left: input.operations.length };
        for (const operation of input.operations) submit(operation, 'relaxed', now, journalTicket);
        break;
      case 'opened':
        opened(now);
        break;
      case 'open-failed':
        connection = { phase: 'none' };
        queue.handle(input, now);
        break;
      case 'lost':
        if (connection.phase === 'open') connection = { phase: 'none' };
        break;
      case 'read-done':
        readDone(input.read, input.result, input.time, now);
        break;
      case 'read-failed':
        readFailed(input.read, input.code, now);
        break;
      case 'write-failed':
        if (input.code === 'closed' && connection.phase === 'open') connection = { phase: 'none' };
        queue.handle(input, now);
        break;
      case 'leave':
        out.push({
          type: 'part',
          copy: reader !== undefined && isRead(reader) ? ahead.leave(reader, input.time) : undefined,
        });
        queue.handle(input, now);
        break;
      default:
        queue.handle(input, now);
    }
    wake(now);
  };

  return {
    handle,
    wake,
    effects: () => out.splice(0),
    deadline() {
      const until = connection.phase === 'waiting' ? connection.until : Infinity;
      const next = Math.min(until, queue.deadline() ?? Infinity);
      return next === Infinity ? undefined : next;
    },
    view: () => viewOf(memory, () => state, isRead),
  };
}
