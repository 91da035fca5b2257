// A tab's next page has at once what the last one knew, also when the database is slow, closed or gone.
import { expect } from '@open-wc/testing';
import type { CacheRecord } from './contract.ts';
import { closeAll, gated, open } from './test/opened.ts';
import { databaseWith, deleteRaw, freshName, memoryStore, putRaw, scan, until } from './test/planted.ts';
import { openDatabase, type OpenDatabase } from './database.ts';

afterEach(closeAll);

const never: OpenDatabase = () => new Promise<never>(() => undefined);

/** A tab whose page has been there for long: each page that it opens has its stores. */
function tabOf(name: string) {
  const stores = { journal: memoryStore(), tab: memoryStore() };
  let time = Date.now();
  const page = (openWith?: OpenDatabase) =>
    open({ name, ...stores, now: () => time, ...(openWith && { openDatabase: openWith }) });
  return {
    stores,
    page,
    goOn: (ms: number) => void (time += ms),
    async leftBy(work: (page: ReturnType<typeof open>) => Promise<unknown>): Promise<void> {
      const first = page();
      await first.preload('1001');
      await work(first);
      time += 10_000;
      void first.flush('leaving');
      time += 1_000;
    },
  };
}

describe('a parting copy of DesktopCache', () => {
  it('is read before there is a database', async () => {
    const tab = tabOf(freshName());
    await tab.leftBy((page) => page.namespace('1001', 'notes').put('list', [{ text: 'Grüße 😀' }], { version: 3 }));
    const next = tab.page(never);
    const record = await next.namespace('1001', 'notes').get('list');
    expect(next.state.kind).to.equal('opening');
    expect(record?.value).to.deep.equal([{ text: 'Grüße 😀' }]);
    expect(record?.version).to.equal(3);
    expect(tab.stores.tab.items.size, 'a page that crashes leaves none').to.equal(0);
  });

  it('holds the last words, although they have not reached the disk', async () => {
    const name = freshName();
    const tab = tabOf(name);
    const hung = databaseWith(() => ({ write: () => new Promise<void>(() => undefined) }));
    const dying = tab.page(hung);
    await dying.preload('1001');
    tab.goOn(10_000);
    void dying.namespace('1001', 'notes').put('draft', 'last words');
    void dying.flush('leaving');
    const next = tab.page();
    expect((await next.namespace('1001', 'notes').get('draft'))?.value).to.equal('last words');
    await until(async () => (await scan(name)).length === 1, 'they are on disk');
  });

  it('is met with the database: what that has newer is told, and what it never got is written', async () => {
    const name = freshName();
    const tab = tabOf(name);
    await tab.leftBy(async (page) => {
      await page.namespace('1001', 'notes').put('followed', 'old');
      await page.namespace('1001', 'notes').put('lost', 'kept');
    });
    const [gate, goes] = gated();
    const next = tab.page(async (of, onLost) => {
      await gate;
      return openDatabase(of, onLost);
    });
    const notes = next.namespace('1001', 'notes');
    const heard: CacheRecord[] = [];
    notes.onRemotePut?.((record) => heard.push(record));
    expect((await notes.get('followed'))?.value).to.equal('old');
    // Past the cache: a page that told the others of it would have been heard by this one, sooner or later.
    const there = { owner: '1001', name: 'notes', version: 1, savedAt: Date.now() + 60_000 };
    await putRaw(name, { ...there, key: 'followed', value: 'newer' });
    await putRaw(name, { ...there, key: 'more', value: 'new' });
    await deleteRaw(name, ['1001', 'notes', 'lost']);
    expect((await scan(name)).map(({ key }) => key)).to.have.members(['followed', 'more']);
    goes();
    await until(() => heard.length > 1, 'both are told');
    expect((await notes.get('followed'))?.value).to.equal('newer');
    expect((await notes.get('more'))?.value).to.equal('new');
    expect((await notes.get('lost'))?.value).to.equal('kept');
    await until(async () => (await scan(name)).some(({ key }) => key === 'lost'), 'it is written again');
  });

  it('is not taken when another tab has written since', async () => {
    const name = freshName();
    const tab = tabOf(name);
    await tab.leftBy((page) => page.namespace('1001', 'notes').put('list', 'old'));
    const other = open({ name, journal: tab.stores.journal, tab: memoryStore(), now: () => Date.now() + 60_000 });
    await other.namespace('1001', 'notes').put('list', 'newer', { durability: 'strict' });
    expect((await tab.page().namespace('1001', 'notes').get('list'))?.value).to.equal('newer');
  });

  it('is not taken when what another tab had put before, and could tell nobody, has come to the disk since', async () => {
    const name = freshName();
    const tab = tabOf(name);
    await tab.leftBy((page) => page.namespace('1001', 'notes').put('list', 'old'));
    const [gate, goes] = gated();
    const channel = globalThis.BroadcastChannel;
    try {
      Reflect.set(globalThis, 'BroadcastChannel', undefined);
      const frozen = open({
        name,
        journal: tab.stores.journal,
        tab: memoryStore(),
        now: () => Date.now() + 60_000,
        openDatabase: async (of, onLost) => gate.then(() => openDatabase(of, onLost)),
      });
      const put = frozen.namespace('1001', 'notes').put('list', 'newer', { durability: 'strict' });
      await tab.leftBy((page) => page.namespace('1001', 'notes').get('list'));
      goes();
      await put;
      expect((await tab.page().namespace('1001', 'notes').get('list'))?.value).to.equal('newer');
    } finally {
      Reflect.set(globalThis, 'BroadcastChannel', channel);
    }
  });

  it('is nobody else’s: another agent in the same tab reads the database', async () => {
    const tab = tabOf(freshName());
    await tab.leftBy((page) => page.namespace('1001', 'notes').put('list', 'mine'));
    const next = tab.page();
    expect(await next.namespace('1002', 'notes').get('list')).to.equal(undefined);
    expect(next.state.kind).to.equal('open');
  });

  it('is not left of what was forgotten', async () => {
    const tab = tabOf(freshName());
    await tab.leftBy(async (page) => {
      await page.namespace('1001', 'notes').put('list', 'secret');
      await page.forget('1001');
    });
    expect([...tab.stores.tab.items.values()].join()).not.to.contain('secret');
  });
});
