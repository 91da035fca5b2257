// DesktopCache in Chromium: objects as text, large ones in pieces; nobody's value is anybody else's.
import { expect } from '@open-wc/testing';
import { CacheFailure } from './contract.ts';
import { closeAll, open } from './test/opened.ts';
import { freshName, fullUntilEvicted, putRaw, request, scan, scanPieces, until } from './test/planted.ts';

afterEach(closeAll);

/** About so many characters as JSON. */
const listOf = (characters: number, letter = 'x'): { readonly text: string }[] =>
  Array.from({ length: Math.ceil(characters / 100) }, (_, at) => ({ text: `${at} ${letter.repeat(84)}` }));
const strict = { durability: 'strict' } as const;

describe('DesktopCache with large values', () => {
  it('gives them back after a new start, whatever their letters, beside small ones and such that JSON would change', async () => {
    const name = freshName();
    const notes = open({ name }).namespace('1001', 'notes');
    const values: Readonly<Record<string, unknown>> = {
      small: { a: [1] },
      large: listOf(200_000),
      wide: listOf(100_000, '語'),
      huge: listOf(700_000),
      hugeAndWide: listOf(300_000, '語'),
      dated: { at: new Date(7), list: listOf(100_000) },
      text: 'y'.repeat(100_000),
    };
    await Promise.all(Object.entries(values).map(([key, value]) => notes.put(key, value)));
    await notes.put('last', 1, strict);
    const again = open({ name }).namespace('1001', 'notes');
    ((await again.get('large'))?.value as unknown[]).pop();
    for (const [key, value] of Object.entries(values)) expect((await again.get(key))?.value, key).to.deep.equal(value);
    expect((await again.all()).map(({ key }) => key)).to.have.members([...Object.keys(values), 'last']);
    expect((await scan(name)).find(({ key }) => key === 'large')).not.to.have.any.keys('text', 'value');
    const pieces = (await scanPieces(name)) as string[][];
    const countOf = (key: string) => pieces.filter(([, , of]) => of === key).length;
    expect(['large', 'wide'].map(countOf), 'below what would be files').to.deep.equal([4, 4]);
    expect(['huge', 'hugeAndWide'].map(countOf), 'one file for each').to.deep.equal([1, 1]);
  });

  it('pieces go with what they belong to: overwritten by less, deleted, cleared, expired, put by a leaving page', async () => {
    const name = freshName();
    let time = 1000;
    const disk = fullUntilEvicted();
    const cache = open({ name, now: () => (time += 1), openDatabase: disk.openDatabase });
    const notes = cache.namespace('1001', 'notes');
    const large = listOf(200_000);
    const countOf = async () => (await scanPieces(name)).length;
    await notes.put('a', large, strict);
    const whole = await countOf();
    expect(whole).to.be.greaterThan(1);
    await notes.put('a', listOf(70_000), strict);
    expect(await countOf())
      .to.be.lessThan(whole)
      .and.greaterThan(0);
    await notes.put('a', listOf(700_000), strict);
    expect(await countOf(), 'in one').to.equal(1);
    await notes.put('a', large, strict);
    expect(await countOf(), 'in pieces again').to.equal(whole);
    await notes.put('a', { small: 1 }, strict);
    expect(await countOf(), 'overwritten').to.equal(0);
    await notes.put('a', large, strict);
    void notes.delete('a');
    await cache.flush('idle');
    expect(await countOf(), 'deleted').to.equal(0);
    await Promise.all([notes.put('a', large), cache.namespace('1001', 'other').put('b', large)]);
    await notes.clear();
    expect(await countOf(), 'of the other').to.equal(whole);
    await cache.forget('1001');
    expect(await countOf(), 'forgotten').to.equal(0);
    await notes.put('a', large, { ttlMs: 10, ...strict });
    time += 20;
    disk.fill();
    await notes.put('b', 1, strict);
    expect(await countOf(), 'expired').to.equal(0);
    await notes.put('c', large, strict);
    void notes.put('c', [1]);
    await cache.flush('leaving');
    await until(async () => (await countOf()) === 0, 'put by a leaving page');
    expect(
      (
        await open({ name, now: () => time })
          .namespace('1001', 'notes')
          .get('c')
      )?.value,
    ).to.deep.equal([1]);
  });

  it('a value whose pieces are not all there is corrupt and kept aside, and the others come back', async () => {
    const name = freshName();
    const first = open({ name }).namespace('1001', 'notes');
    await first.put('good', listOf(100_000));
    await first.put('bad', listOf(100_000), strict);
    const database = await request(indexedDB.open(name));
    await request(
      database.transaction('pieces', 'readwrite').objectStore('pieces').delete(['1001', 'notes', 'bad', 1]),
    );
    database.close();
    const cache = open({ name });
    const notes = cache.namespace('1001', 'notes');
    const failure: unknown = await notes.get('bad').catch((cause: unknown) => cause);
    expect(failure).to.be.instanceOf(CacheFailure).and.to.have.property('code', 'corrupt');
    expect((await notes.get('good'))?.value).to.deep.equal(listOf(100_000));
    const aside = (await notes.get('bad~broken'))?.value as { readonly found: readonly unknown[] };
    expect(aside.found[0]).to.be.a('string');
    await cache.flush('idle');
    expect((await scanPieces(name)).filter((key) => (key as string[])[2] === 'bad')).to.deep.equal([]);
  });

  it('a number of pieces that cannot be is corrupt, and nobody waits for them', async () => {
    const name = freshName();
    await open({ name }).namespace('1001', 'notes').put('good', [1], strict);
    const counts = [0, -1, 1.5, 1e12];
    for (const pieces of counts)
      await putRaw(name, { owner: '1001', name: 'notes', key: `bad ${pieces}`, pieces, version: 1, savedAt: 5 });
    const notes = open({ name }).namespace('1001', 'notes');
    expect((await notes.get('good'))?.value).to.deep.equal([1]);
    for (const pieces of counts) {
      const failure: unknown = await notes.get(`bad ${pieces}`).catch((cause: unknown) => cause);
      expect(failure, String(pieces)).to.be.instanceOf(CacheFailure).and.to.have.property('code', 'corrupt');
    }
  });

  it('a text that is no JSON is corrupt and kept aside as it stands', async () => {
    const name = freshName();
    await open({ name }).namespace('1001', 'notes').put('good', [1], strict);
    await putRaw(name, { owner: '1001', name: 'notes', key: 'bad', text: '{"half":', version: 1, savedAt: 5 });
    const cache = open({ name });
    const notes = cache.namespace('1001', 'notes');
    expect((await notes.all()).map(({ key }) => key)).to.deep.equal(['good']);
    const failure: unknown = await notes.get('bad').catch((cause: unknown) => cause);
    expect(failure).to.be.instanceOf(CacheFailure).and.to.have.property('code', 'corrupt');
    expect((await notes.get('bad~broken'))?.value).to.equal('{"half":');
    await cache.flush('idle');
    expect((await scan(name)).map(({ key }) => key)).to.have.members(['good', 'bad~broken']);
    await notes.put('bad', [2]);
    expect((await notes.get('bad'))?.value).to.deep.equal([2]);
  });

  it('a value is its reader’s own: of two gadgets, of two reads, of another tab', async () => {
    const name = freshName();
    const [one, two] = [open({ name }), open({ name })];
    await two.preload('1001');
    const mine = one.namespace('1001', 'notes');
    const heard: { list: number[] }[] = [];
    const listen = (): void => {
      two.namespace('1001', 'notes').onRemotePut?.(({ value }) => {
        heard.push(value as { list: number[] });
        heard[0]?.list.push(9);
      });
    };
    listen();
    listen();
    const given = { list: [1] };
    const put = mine.put('a', given);
    given.list.push(2);
    ((await mine.get('a'))?.value as typeof given).list.push(3);
    await put;
    await until(() => heard.length === 2, 'the other tab hears of it');
    expect(heard[1]).to.deep.equal({ list: [1] });
    for (const cache of [one, two, open({ name })])
      expect((await cache.namespace('1001', 'notes').get('a'))?.value).to.deep.equal({ list: [1] });
  });

  it('takes over a database of the version before', async () => {
    const name = freshName();
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () =>
      opening.result
        .createObjectStore('records', { keyPath: ['owner', 'name', 'key'] })
        .createIndex('by-expiry', 'expiresAt');
    (await request(opening)).close();
    await putRaw(name, { owner: '1001', name: 'notes', key: 'a', value: { old: [1] }, version: 1, savedAt: 5 });
    const notes = open({ name }).namespace('1001', 'notes');
    expect((await notes.get('a'))?.value).to.deep.equal({ old: [1] });
    await notes.put('b', listOf(100_000), strict);
    expect((await open({ name }).namespace('1001', 'notes').get('b'))?.value).to.deep.equal(listOf(100_000));
  });
});
