/**
 * One page of a simulated desktop, as far as it keeps things: the shipped cache core with an executor in virtual time. It can
 * be closed, reloaded, crash, freeze and lose its database. Knows nothing of the failover core, and judges nothing.
 */
import type { CacheCore, CacheEffect, CacheInput } from '../../cache/pure/cache-core-contract.ts';
import { createJournal } from '../../cache/pure/journal.ts';
import { createParting, type TabStore } from '../../cache/pure/parting.ts';
import type { Operation } from '../../cache/pure/operation.ts';
import type { Ms } from '../../wire/names.ts';
import type { Dice } from './dice.ts';
import type { Disk } from './disk.ts';

export const noteKey = 'draft';
const gadget = 'notes';

export interface PageOptions {
  readonly owner: string;
  readonly instance: string;
  readonly disk: Disk;
  /** What the last page of this tab left behind. */
  readonly tab: TabStore;
  readonly dice: Dice;
  readonly core: CacheCore;
  readonly now: () => Ms;
  readonly later: (delay: Ms, run: () => void) => void;
  readonly tellOthers: (operation: Operation) => void;
  /** This value, or a later one, is said to be on disk. */
  readonly acknowledged: (value: number) => void;
  /** What the page was given back at its start; told only when the cache says that it has read it, or the last page's copy. */
  readonly restored: (value: number) => void;
}

export interface Page {
  put(value: number, durability: 'relaxed' | 'strict', done?: (outcome: 'saved' | 'failed') => void): void;
  hears(operation: Operation): void;
  loseHandle(): void;
  /** `pagehide`: the last turn of the event loop; then nothing runs. */
  leave(): void;
  crash(): void;
  freeze(isFrozen: boolean): void;
}

const readTicket = 0;

export function openPage(options: PageOptions): Page {
  const { owner, disk, dice, core, now, later } = options;
  const journal = createJournal(disk.journal, 'sim', options.instance);
  const parting = createParting({
    tab: options.tab,
    shared: disk.journal,
    database: 'sim',
    instance: options.instance,
    now,
  });
  const tickets = new Map<number, number>();
  const waiters = new Map<number, (outcome: 'saved' | 'failed') => void>();
  let nextTicket = 1;
  let isAlive = true;
  let isFrozen = false;
  /** What it reads may be old news by the time it hears of it. */
  let wasFrozen = false;
  let hasHandle = false;
  let armedAt = Infinity;
  const waiting: CacheInput[] = [];

  const feed = (input: CacheInput): void => {
    if (!isAlive) return;
    if (isFrozen) waiting.push(input);
    else {
      if (input.type === 'remote') parting.heard();
      core.handle(input, now());
      drain();
    }
  };
  const drain = (): void => {
    for (const effect of core.effects()) carryOut(effect);
    const due = core.deadline() ?? Infinity;
    if (due >= armedAt) return;
    armedAt = due;
    later(Math.max(0, due - now()), wake);
  };
  const wake = (): void => {
    armedAt = Infinity;
    if (!isAlive || isFrozen) return;
    core.wake(now());
    drain();
  };

  const open = (): void => {
    if (!isAlive) return;
    // Whoever holds the database in another version lets go some time.
    if (disk.trouble === 'blocked') {
      later(1_000, open);
      return;
    }
    hasHandle = true;
    feed({ type: 'opened' });
  };

  const write = ({ batch, operations, leaving }: Extract<CacheEffect, { type: 'write' }>): void => {
    if (leaving) {
      // Some navigations lose it: the journal is what counts.
      if (hasHandle && dice.chance(0.5)) disk.write(operations, true, now());
      return;
    }
    parting.writes();
    later(dice.between(1, 30), () => {
      // Of a page that has just crashed the browser may still finish it.
      if (!isAlive && dice.chance(0.5)) return;
      if (!hasHandle || disk.trouble === 'handles-die') {
        hasHandle = false;
        feed({ type: 'write-failed', batch, code: 'closed' });
      } else if (disk.trouble === 'full') feed({ type: 'write-failed', batch, code: 'quota' });
      else {
        disk.write(operations, false, now());
        feed({ type: 'written', batch });
      }
    });
  };

  const settled = ({ tickets: all, failure }: Extract<CacheEffect, { type: 'settle' }>): void => {
    for (const ticket of all) {
      waiters.get(ticket)?.(failure === undefined ? 'saved' : 'failed');
      waiters.delete(ticket);
      if (failure !== undefined) continue;
      if (ticket === readTicket) {
        const view = core.view();
        const { value } = view.get(owner, gadget, noteKey, now()) ?? {};
        if (view.isRead(owner) && !wasFrozen) options.restored(typeof value === 'number' ? value : 0);
      } else options.acknowledged(tickets.get(ticket) ?? 0);
      tickets.delete(ticket);
    }
  };

  function carryOut(effect: CacheEffect): void {
    switch (effect.type) {
      case 'open':
        later(dice.between(1, 50), open);
        return;
      case 'read':
        later(dice.between(1, 20), () => {
          const { read } = effect;
          if (hasHandle)
            feed({ type: 'read-done', read, result: { records: disk.read(owner), broken: [] }, time: now() });
          else feed({ type: 'read-failed', read, code: 'closed' });
        });
        return;
      case 'write':
        write(effect);
        return;
      case 'journal':
        journal.write(effect.operations);
        return;
      case 'erase-journal':
        journal.erase(effect.names);
        return;
      case 'part':
        parting.leaves(effect.copy);
        return;
      case 'tell-others':
        parting.writes();
        options.tellOthers(effect.operation);
        return;
      case 'settle':
        settled(effect);
        return;
      default:
    }
  }

  feed({ type: 'start', ...journal.read(), copy: parting.copy, time: now() });
  feed({ type: 'read', owner, ticket: readTicket });
  return {
    put(value, durability, done) {
      const ticket = nextTicket;
      nextTicket += 1;
      tickets.set(ticket, value);
      if (done) waiters.set(ticket, done);
      feed({ type: 'put', owner, name: gadget, key: noteKey, value, version: 1, durability, ticket, time: now() });
    },
    hears: (operation) => feed({ type: 'remote', operation, time: now() }),
    loseHandle() {
      hasHandle = false;
      feed({ type: 'lost' });
    },
    leave() {
      if (!isFrozen) feed({ type: 'leave', time: now() });
      isAlive = false;
    },
    crash() {
      isAlive = false;
    },
    freeze(frozen) {
      isFrozen = frozen;
      wasFrozen ||= frozen;
      if (frozen) return;
      for (const input of waiting.splice(0)) feed(input);
      wake();
    },
  };
}
