// DesktopCache in Chromium: what it keeps, for how long, across starts, journals and tabs.
import { expect } from '@open-wc/testing';
import { CacheFailure } from './contract.ts';
import type { StoredRecord } from './pure/operation.ts';
import { closeAll, open } from './test/opened.ts';
import { databaseWith, freshName, memoryStore, putRaw, scan, until } from './test/planted.ts';

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

describe('DesktopCache', () => {
  it('gives back what was put, after a new start, with version and time', async () => {
    const name = freshName();
    const notes = open({ name }).namespace('1001', 'notes');
    await notes.put('list', [{ text: 'Hallo', at: new Date(5) }], { version: 3 });
    const record = await open({ name }).namespace('1001', 'notes').get('list');
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
    const second = open({ name, openDatabase });
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
    expect((await open({ name }).namespace('1001', 'notes').get('e'))?.value, 'usable afterwards').to.equal(5);
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
    expect(await open({ name, now }).namespace('1001', 'notes').get('a')).to.equal(undefined);
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
    const cache = open({ name, journal, now });
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
        await open({ name, now: () => 1001 })
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
