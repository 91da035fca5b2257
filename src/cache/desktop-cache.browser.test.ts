// DesktopCache in Chromium, with its database closed, blocked, full, broken and missing under it.
import { expect } from '@open-wc/testing';
import { CacheFailure, type DesktopCache } from './contract.ts';
import { openDesktopCache, type DesktopCacheOptions } from './desktop-cache.ts';
import { brokenSuffix, type StoredRecord } from './operation.ts';
import { databaseWith, freshName, killHandlesOnce, memoryStore, putRaw, request, scan, until } from './test/planted.ts';

const opened: DesktopCache[] = [];
const open = (options: Partial<DesktopCacheOptions> & { name: string }): DesktopCache => {
  const cache = openDesktopCache({ now: () => Date.now(), ...options });
  opened.push(cache);
  return cache;
};
/** A page that starts anew: nothing but the database and the journal is shared with the one before. */
const startAnew = open;

afterEach(() => {
  for (const cache of opened.splice(0)) cache.close();
});

const failureOf = async (promise: Promise<unknown>): Promise<CacheFailure> => {
  try {
    await promise;
  } catch (cause) {
    expect(cause).to.be.instanceOf(CacheFailure);
    return cause as CacheFailure;
  }
  throw new Error('this should have failed');
};

describe('DesktopCache', () => {
  it('gives back what was put, after a new start, with version and time', async () => {
    const name = freshName();
    const notes = open({ name }).namespace('1001', 'notes');
    await notes.put('list', [{ text: 'Hallo', at: new Date(5) }], { version: 3 });
    const record = await startAnew({ name }).namespace('1001', 'notes').get('list');
    expect(record?.value).to.deep.equal([{ text: 'Hallo', at: new Date(5) }]);
    expect(record?.version).to.equal(3);
    expect(record?.savedAt).to.be.a('number');
  });

  it('remembers at once and writes soon; strict is on disk when the promise resolves', async () => {
    const name = freshName();
    const notes = open({ name }).namespace('1001', 'notes');
    const relaxed = notes.put('draft', 'half a no');
    expect((await notes.get('draft'))?.value).to.equal('half a no');
    await notes.put('other', 1, { durability: 'strict' });
    expect((await scan(name)).map(({ key }) => key)).to.have.members(['draft', 'other']);
    await relaxed;
  });

  it('coalesces the writes of all gadgets into one transaction', async () => {
    const name = freshName();
    let transactions = 0;
    const openDatabase = databaseWith((real) => ({
      write(operations, options) {
        transactions++;
        return real.write(operations, options);
      },
    }));
    const cache = open({ name, openDatabase });
    await cache.preload('1001');
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => cache.namespace('1001', `gadget-${at}`).put('state', { at })),
    );
    expect(transactions).to.equal(1);
    expect(await scan(name)).to.have.length(20);
  });

  it('reads all of an owner in one go', async () => {
    const name = freshName();
    const first = open({ name });
    await Promise.all(['a', 'b'].map((gadget) => first.namespace('1001', gadget).put('k', gadget)));
    await first.namespace('1002', 'a').put('k', 'not mine', { durability: 'strict' });
    let reads = 0;
    const openDatabase = databaseWith((real) => ({
      readAll(owner) {
        reads++;
        return real.readAll(owner);
      },
    }));
    const second = startAnew({ name, openDatabase });
    await second.preload('1001');
    expect((await second.namespace('1001', 'a').get('k'))?.value).to.equal('a');
    expect((await second.namespace('1001', 'b').all()).map(({ value }) => value)).to.deep.equal(['b']);
    expect(reads).to.equal(1);
  });

  it('deletes, clears a namespace, forgets an owner, and touches nothing else', async () => {
    const name = freshName();
    const cache = open({ name });
    const [notes, history] = [cache.namespace('1001', 'notes'), cache.namespace('1001', 'history')];
    const stranger = cache.namespace('1002', 'notes');
    await Promise.all([notes.put('a', 1), notes.put('b', 2), history.put('c', 3), stranger.put('d', 4)]);
    await notes.delete('a');
    expect(await notes.get('a')).to.equal(undefined);
    await notes.clear();
    expect(await notes.all()).to.deep.equal([]);
    expect((await scan(name)).map(({ key }) => key)).to.have.members(['c', 'd']);
    await cache.forget('1001');
    expect((await scan(name)).map(({ key }) => key)).to.deep.equal(['d']);
    await notes.put('e', 5, { durability: 'strict' });
    expect((await startAnew({ name }).namespace('1001', 'notes').get('e'))?.value, 'usable afterwards').to.equal(5);
  });

  it('forgets what has outlived its time', async () => {
    const name = freshName();
    let time = 1_000_000;
    const now = () => time;
    const cache = open({ name, now });
    await cache.namespace('1001', 'notes').put('a', 1, { ttlMs: 1000, durability: 'strict' });
    time += 999;
    expect((await cache.namespace('1001', 'notes').get('a'))?.value).to.equal(1);
    time += 1;
    expect(await cache.namespace('1001', 'notes').get('a')).to.equal(undefined);
    expect(await startAnew({ name, now }).namespace('1001', 'notes').get('a')).to.equal(undefined);
  });

  it('refuses what cannot be cloned with a typed error and keeps what was there', async () => {
    const notes = open({ name: freshName() }).namespace('1001', 'notes');
    await notes.put('a', 1);
    expect((await failureOf(notes.put('a', () => 1))).code).to.equal('not-clonable');
    expect((await notes.get('a'))?.value).to.equal(1);
  });

  it('is not changed by what callers do to values later', async () => {
    const notes = open({ name: freshName() }).namespace('1001', 'notes');
    const value = { list: [1] };
    const put = notes.put('a', value);
    value.list.push(2);
    ((await notes.get('a'))?.value as typeof value).list.push(3);
    await put;
    expect((await notes.get('a'))?.value).to.deep.equal({ list: [1] });
  });

  it('reopens once when the handle is closed under it, and nothing is lost', async () => {
    const name = freshName();
    const cache = open({ name });
    const states: string[] = [];
    cache.onStateChange(({ kind }) => states.push(kind));
    await cache.namespace('1001', 'notes').put('before', 1, { durability: 'strict' });
    const fault = killHandlesOnce();
    try {
      await cache.namespace('1001', 'notes').put('after', 2, { durability: 'strict' });
      expect(fault.killed()).to.equal(1);
    } finally {
      fault.restore();
    }
    expect((await scan(name)).map(({ key }) => key)).to.have.members(['before', 'after']);
    expect(cache.state).to.deep.equal({ kind: 'open' });
    expect(states).not.to.include('memory-only');
  });

  it('also when the handle dies under a read', async () => {
    const name = freshName();
    await open({ name }).namespace('1001', 'notes').put('a', 1, { durability: 'strict' });
    const cache = startAnew({ name });
    await until(() => cache.state.kind === 'open', 'open');
    const fault = killHandlesOnce();
    try {
      expect((await cache.namespace('1001', 'notes').get('a'))?.value).to.equal(1);
      expect(fault.killed()).to.equal(1);
    } finally {
      fault.restore();
    }
  });

  it('tells when reopening does not help, and keeps the value in memory', async () => {
    const name = freshName();
    const openDatabase = databaseWith(() => ({
      write: () => Promise.reject(new DOMException('gone', 'InvalidStateError')),
    }));
    const cache = open({ name, openDatabase });
    const failure = await failureOf(cache.namespace('1001', 'notes').put('a', 1, { durability: 'strict' }));
    expect(failure.code).to.equal('closed');
    expect(cache.state).to.deep.equal({ kind: 'memory-only', because: 'closed' });
    expect((await cache.namespace('1001', 'notes').get('a'))?.value).to.equal(1);
  });

  it('lets a newer version through, then works from memory and says why', async () => {
    const name = freshName();
    const cache = open({ name });
    await cache.namespace('1001', 'notes').put('a', 1, { durability: 'strict' });
    const upgrade = indexedDB.open(name, 99);
    const newer = await request(upgrade);
    expect(newer.version, 'the cache did not stand in the way').to.equal(99);
    expect((await failureOf(cache.namespace('1001', 'notes').put('b', 2))).code).to.equal('blocked');
    expect(cache.state).to.deep.equal({ kind: 'memory-only', because: 'blocked' });
    expect((await cache.namespace('1001', 'notes').get('b'))?.value).to.equal(2);
    newer.close();
  });

  it('an opening that is blocked has a deadline; what was written meanwhile is written when it comes', async () => {
    const name = freshName();
    await open({ name }).namespace('1001', 'notes').put('list', 'old', { durability: 'strict' });
    opened.splice(0).forEach((cache) => cache.close());
    const holder = await request(indexedDB.open(name));
    // A deletion waits for the holder, and every later opening waits for the deletion.
    const deletion = indexedDB.deleteDatabase(name);
    const cache = startAnew({ name, openTimeoutMs: 30 });
    const notes = cache.namespace('1001', 'notes');
    expect(await notes.get('list'), 'memory has nothing').to.equal(undefined);
    expect(cache.state).to.deep.equal({ kind: 'memory-only', because: 'blocked' });
    expect((await failureOf(notes.put('list', 'new'))).code).to.equal('blocked');
    holder.close();
    await request(deletion);
    await until(() => cache.state.kind === 'open', 'open after all');
    await cache.flush('idle');
    expect((await scan(name)).map(({ value }) => value)).to.deep.equal(['new']);
  });

  it('what an unreadable database held is not overwritten blindly', async () => {
    const name = freshName();
    await open({ name }).namespace('1001', 'notes').put('list', 'old', { durability: 'strict' });
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const real = databaseWith(() => ({}));
    const cache = startAnew({
      name,
      openTimeoutMs: 20,
      openDatabase: async (...args) => {
        await gate;
        return real(...args);
      },
    });
    const notes = cache.namespace('1001', 'notes');
    expect(await notes.get('list')).to.equal(undefined);
    await failureOf(notes.put('list', 'new'));
    letGo();
    await until(() => cache.state.kind === 'open', 'open after all');
    await cache.flush('idle');
    expect((await notes.get('list'))?.value).to.equal('new');
    expect((await notes.get('list~unseen'))?.value).to.equal('old');
  });

  it('without a database (private mode) works from memory, typed', async () => {
    const global = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB');
    Object.defineProperty(globalThis, 'indexedDB', { configurable: true, value: undefined });
    try {
      const cache = open({ name: freshName() });
      const notes = cache.namespace('1001', 'notes');
      expect((await failureOf(notes.put('a', 1))).code).to.equal('unavailable');
      expect(cache.state).to.deep.equal({ kind: 'memory-only', because: 'unavailable' });
      expect((await notes.get('a'))?.value).to.equal(1);
      expect((await notes.all()).length).to.equal(1);
      await cache.flush('leaving');
    } finally {
      if (global) Object.defineProperty(globalThis, 'indexedDB', global);
      else delete (globalThis as { indexedDB?: unknown }).indexedDB;
    }
    expect(typeof indexedDB.open).to.equal('function');
  });

  it('full storage: expired records go first; then only the offender fails and the others are written', async () => {
    const name = freshName();
    let room = 3;
    let evictions = 0;
    const openDatabase = databaseWith((real) => ({
      async write(operations, options) {
        const size = operations.filter((one) => one.kind === 'put' && one.record.key === 'huge').length * 10;
        if (size > room) throw new DOMException('full', 'QuotaExceededError');
        return real.write(operations, options);
      },
      evictExpired(now) {
        evictions++;
        return real.evictExpired(now);
      },
    }));
    const cache = open({ name, openDatabase });
    const notes = cache.namespace('1001', 'notes');
    const huge = notes.put('huge', 'x'.repeat(100));
    const small = notes.put('small', 1);
    expect((await failureOf(huge)).code).to.equal('quota');
    await small;
    expect(evictions).to.be.greaterThan(0);
    expect(cache.state).to.deep.equal({ kind: 'memory-only', because: 'quota' });
    expect(String((await notes.get('huge'))?.value)).to.have.length(100);
    expect((await scan(name)).map(({ key }) => key)).to.deep.equal(['small']);
    room = 100;
    await notes.put('huge', 'y', { durability: 'strict' });
    expect(cache.state).to.deep.equal({ kind: 'open' });
  });

  it('expired records really go when room is made', async () => {
    const name = freshName();
    let time = 1000;
    let full = false;
    const openDatabase = databaseWith((real) => ({
      async write(operations, options) {
        if (full) throw new DOMException('full', 'QuotaExceededError');
        return real.write(operations, options);
      },
      async evictExpired(now) {
        await real.evictExpired(now);
        full = false;
      },
    }));
    const cache = open({ name, openDatabase, now: () => time });
    await cache.namespace('1001', 'notes').put('old', 1, { ttlMs: 10, durability: 'strict' });
    time += 11;
    full = true;
    await cache.namespace('1001', 'notes').put('new', 2, { durability: 'strict' });
    expect((await scan(name)).map(({ key }) => key)).to.deep.equal(['new']);
  });

  it('keeps a corrupt record aside, says so, and serves the others', async () => {
    const name = freshName();
    await open({ name }).namespace('1001', 'notes').put('good', 1, { durability: 'strict' });
    const corrupt = { owner: '1001', name: 'notes', key: 'bad', version: 'one', savedAt: 'yesterday', value: 7 };
    await putRaw(name, corrupt);
    const cache = startAnew({ name });
    const notes = cache.namespace('1001', 'notes');
    expect((await failureOf(notes.get('bad'))).code).to.equal('corrupt');
    expect((await notes.all()).map(({ key }) => key)).to.deep.equal(['good']);
    expect((await notes.get(`bad${brokenSuffix}`))?.value).to.deep.equal(corrupt);
    await cache.flush('idle');
    expect((await scan(name)).map(({ key }) => key)).to.have.members(['good', 'bad~broken']);
    await notes.put('bad', 8);
    expect((await notes.get('bad'))?.value).to.equal(8);
  });

  it('leaving: the last writes stand in the journal and in the database before the event loop turns', async () => {
    const name = freshName();
    const journal = memoryStore();
    const cache = open({ name, journal });
    const notes = cache.namespace('1001', 'notes');
    await notes.put('a', 1, { durability: 'strict' });
    const put = notes.put('a', 2);
    const done = cache.flush('leaving');
    expect([...journal.items.values()].join()).to.contain('"value":2');
    await Promise.all([put, done]);
    expect((await scan(name)).map(({ value }) => value)).to.deep.equal([2]);
    expect(journal.items.size, 'erased when it is on disk').to.equal(0);
  });

  it('merges the journal of a page that could not write, the newer of two winning', async () => {
    const name = freshName();
    const journal = memoryStore();
    let time = 1000;
    const now = () => time;
    const dying = open({
      name,
      journal,
      now,
      openDatabase: databaseWith(() => ({ write: () => new Promise<void>(() => undefined) })),
    });
    await dying.preload('1001');
    void dying.namespace('1001', 'notes').put('draft', 'last words');
    void dying.namespace('1001', 'notes').put('list', 'stale');
    void dying.namespace('1001', 'notes').delete('gone');
    void dying.flush('leaving');
    time = 2000;
    const other = open({ name, now });
    await other.namespace('1001', 'notes').put('list', 'newer', { durability: 'strict' });
    await putRaw(name, { owner: '1001', name: 'notes', key: 'gone', value: 0, version: 1, savedAt: 500 });
    const cache = startAnew({ name, journal, now });
    const notes = cache.namespace('1001', 'notes');
    expect((await notes.get('draft'))?.value).to.equal('last words');
    expect((await notes.get('list'))?.value).to.equal('newer');
    expect(await notes.get('gone')).to.equal(undefined);
    await cache.flush('idle');
    await until(() => journal.items.size === 0, 'the journal is erased');
    expect((await scan(name)).map(({ key, value }) => [key, value])).to.have.deep.members([
      ['draft', 'last words'],
      ['list', 'newer'],
    ]);
  });

  it('an unreadable journal is put aside and does no harm', async () => {
    const name = freshName();
    const journal = memoryStore();
    journal.setItem(`understudy-journal:${name}:x`, '[{"kind":"put","record":');
    const cache = open({ name, journal });
    await cache.namespace('1001', 'notes').put('a', 1);
    await until(() => journal.getItem(`understudy-journal:${name}:x`) === null, 'taken');
    expect(journal.getItem(`understudy-journal:${name}:~broken`)).to.contain('"kind"');
  });

  it('the journal is bounded: the newest writes that fit, and nothing that JSON would change', async () => {
    const name = freshName();
    const journal = memoryStore(4000);
    const cache = open({
      name,
      journal,
      now: (() => {
        let at = 0;
        return () => ++at;
      })(),
    });
    const notes = cache.namespace('1001', 'notes');
    const stuck = [notes.put('huge', 'x'.repeat(9000)), notes.put('map', new Map()), notes.put('last', 'fits')];
    void cache.flush('leaving');
    const text = [...journal.items.values()].join();
    expect(text).to.contain('fits').and.not.contain('xxx').and.not.contain('"map"');
    await Promise.all(stuck);
  });

  it('two instances: each hears of the other; the later write wins', async () => {
    const name = freshName();
    let time = 1000;
    const [one, two] = [open({ name, now: () => time }), open({ name, now: () => time })];
    const [mine, theirs] = [one.namespace('1001', 'notes'), two.namespace('1001', 'notes')];
    await Promise.all([one.preload('1001'), two.preload('1001')]);
    void mine.put('a', 'first');
    await until(async () => (await theirs.get('a'))?.value === 'first', 'the other tab hears of it');
    time = 2000;
    const late = theirs.put('a', 'second', { durability: 'strict' });
    await until(async () => (await mine.get('a'))?.value === 'second', 'and back');
    await Promise.all([late, one.flush('idle')]);
    expect((await scan(name)).map(({ value }) => value)).to.deep.equal(['second']);
    void mine.delete('a');
    await until(async () => (await theirs.get('a')) === undefined, 'a deletion is heard of too');
  });

  it('an older write that comes late does not overwrite a newer one on disk', async () => {
    const name = freshName();
    const cache = open({ name, now: () => 1000 });
    await cache.preload('1001');
    await putRaw(name, { owner: '1001', name: 'notes', key: 'a', value: 'newer', version: 1, savedAt: 1500 });
    await cache.namespace('1001', 'notes').put('a', 'older', { durability: 'strict' });
    expect((await scan(name)).map(({ value }) => value)).to.deep.equal(['newer']);
  });

  it('a record from far in the future (a clock set back) can be overwritten', async () => {
    const name = freshName();
    const future: StoredRecord = { owner: '1001', name: 'notes', key: 'a', value: 'x', version: 1, savedAt: 9e12 };
    const cache = open({ name, now: () => 1000 });
    await cache.preload('1001');
    await putRaw(name, future);
    await cache.namespace('1001', 'notes').put('a', 'now', { durability: 'strict' });
    expect(
      (
        await startAnew({ name, now: () => 1001 })
          .namespace('1001', 'notes')
          .get('a')
      )?.value,
    ).to.equal('now');
  });

  it('after close everything is refused as closed', async () => {
    const cache = open({ name: freshName() });
    const last = cache.namespace('1001', 'notes').put('a', 1);
    cache.close();
    await last;
    expect((await failureOf(cache.namespace('1001', 'notes').put('a', 2))).code).to.equal('closed');
  });
});
