// DesktopCache in Chromium, with its database closed, blocked, full, broken and missing under it.
import { expect } from '@open-wc/testing';
import { CacheFailure } from './contract.ts';
import { brokenSuffix } from './pure/operation.ts';
import { closeAll, open } from './test/opened.ts';
import {
  databaseWith,
  freshName,
  fullUntilEvicted,
  killHandlesOnce,
  putRaw,
  request,
  scan,
  until,
} from './test/planted.ts';

afterEach(closeAll);

const failureOf = async (promise: Promise<unknown>): Promise<CacheFailure> => {
  try {
    await promise;
  } catch (cause) {
    expect(cause).to.be.instanceOf(CacheFailure);
    return cause as CacheFailure;
  }
  throw new Error('this should have failed');
};

describe('DesktopCache with faults', () => {
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
    const cache = open({ name });
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
    closeAll();
    const holder = await request(indexedDB.open(name));
    // A deletion waits for the holder, and every later opening waits for the deletion.
    const deletion = indexedDB.deleteDatabase(name);
    const cache = open({ name, openTimeoutMs: 30 });
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
    const cache = open({
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
    const disk = fullUntilEvicted();
    const cache = open({ name, openDatabase: disk.openDatabase, now: () => time });
    await cache.namespace('1001', 'notes').put('old', 1, { ttlMs: 10, durability: 'strict' });
    time += 11;
    disk.fill();
    await cache.namespace('1001', 'notes').put('new', 2, { durability: 'strict' });
    expect((await scan(name)).map(({ key }) => key)).to.deep.equal(['new']);
  });

  it('keeps a corrupt record aside, says so, and serves the others', async () => {
    const name = freshName();
    await open({ name }).namespace('1001', 'notes').put('good', 1, { durability: 'strict' });
    const corrupt = { owner: '1001', name: 'notes', key: 'bad', version: 'one', savedAt: 'yesterday', value: 7 };
    await putRaw(name, corrupt);
    const cache = open({ name });
    const notes = cache.namespace('1001', 'notes');
    expect((await failureOf(notes.get('bad'))).code).to.equal('corrupt');
    expect((await notes.all()).map(({ key }) => key)).to.deep.equal(['good']);
    expect((await notes.get(`bad${brokenSuffix}`))?.value).to.deep.equal(corrupt);
    await cache.flush('idle');
    expect((await scan(name)).map(({ key }) => key)).to.have.members(['good', 'bad~broken']);
    await notes.put('bad', 8);
    expect((await notes.get('bad'))?.value).to.equal(8);
  });
});
