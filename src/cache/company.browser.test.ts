// DesktopCache in two tabs: each hears what the other writes, and asks for what it has missed.
import { expect } from '@open-wc/testing';
import { closeAll, gated, open } from './test/opened.ts';
import { databaseWith, freshName, scan, until } from './test/planted.ts';

afterEach(closeAll);

describe('DesktopCache in two tabs', () => {
  it('two instances: each hears of the other; the later write wins', async () => {
    const name = freshName();
    let time = 1000;
    const [one, two] = [open({ name, now: () => time }), open({ name, now: () => time })];
    const [mine, theirs] = [one.namespace('1001', 'notes'), two.namespace('1001', 'notes')];
    await Promise.all([one.preload('1001'), two.preload('1001')]);
    const heard: unknown[] = [];
    theirs.onRemotePut?.(({ key, value }) => heard.push([key, value]));
    void mine.put('a', 'first');
    void one.namespace('1001', 'other').put('a', 'not for notes');
    await until(async () => (await theirs.get('a'))?.value === 'first', 'the other tab hears of it');
    expect(heard).to.deep.equal([['a', 'first']]);
    time = 2000;
    const late = theirs.put('a', 'second', { durability: 'strict' });
    await until(async () => (await mine.get('a'))?.value === 'second', 'and back');
    await Promise.all([late, one.flush('idle')]);
    expect((await scan(name)).map(({ value }) => value)).to.have.members(['second', 'not for notes']);
    void mine.delete('a');
    await until(async () => (await theirs.get('a')) === undefined, 'a deletion is heard of too');
  });

  it('two that write in the same millisecond agree at once, and so does whoever starts then; a clear takes both', async () => {
    const name = freshName();
    const now = () => 1000;
    const [one, two] = [open({ name, now }), open({ name, now })];
    const [mine, theirs] = [one.namespace('1001', 'notes'), two.namespace('1001', 'notes')];
    await Promise.all([one.preload('1001'), two.preload('1001')]);
    const both = [theirs.put('a', 'theirs'), mine.put('a', 'mine'), mine.put('mine', 1), theirs.put('theirs', 1)];
    const readBy = async () => [(await mine.get('a'))?.value, (await theirs.get('a'))?.value];
    await until(async () => (await mine.get('theirs')) !== undefined, 'one has heard of the other');
    await until(async () => (await theirs.get('mine')) !== undefined, 'and the other of one');
    expect(await readBy(), 'that which was opened later').to.deep.equal(['theirs', 'theirs']);
    await Promise.all(both);
    const third = open({ name, now }).namespace('1001', 'notes');
    expect((await third.get('a'))?.value).to.equal('theirs');
    await mine.clear();
    expect(await scan(name)).to.have.length(0);
  });

  it('a write told before this tab listened, and on disk only after it has read, is heard of all the same, once', async () => {
    const name = freshName();
    const [gate, opens] = gated();
    const waits = databaseWith((real) => ({
      write: (operations, options) => gate.then(() => real.write(operations, options)),
    }));
    const one = open({ name, openDatabase: waits });
    await one.preload('1001');
    const put = one.namespace('1001', 'notes').put('a', 'first', { durability: 'strict' });
    await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
    const theirs = open({ name }).namespace('1001', 'notes');
    const heard: unknown[] = [];
    theirs.onRemotePut?.(({ key, value }) => heard.push([key, value]));
    await until(async () => (await theirs.get('a'))?.value === 'first', 'it asks for what it has missed');
    opens();
    await put;
    expect(heard).to.deep.equal([['a', 'first']]);
  });

  it('a write that comes to the disk while this tab reads there is heard of', async () => {
    const name = freshName();
    const [gate, opens] = gated();
    const late = databaseWith((real) => ({
      readAll: (owner) => real.readAll(owner).then((found) => gate.then(() => found)),
    }));
    const one = open({ name });
    await one.preload('1001');
    const two = open({ name, openDatabase: late });
    const reading = two.preload('1001');
    await until(() => two.state.kind === 'open', 'its database is there');
    await one.namespace('1001', 'notes').put('a', 'first', { durability: 'strict' });
    opens();
    await reading;
    const theirs = two.namespace('1001', 'notes');
    await until(async () => (await theirs.get('a'))?.value === 'first', 'read too early, and asked for');
  });

  it('tells the other tabs of one turn’s writes in one message', async () => {
    const name = freshName();
    const messages: unknown[] = [];
    const other = new BroadcastChannel(`understudy-cache:${name}`);
    other.onmessage = ({ data }: MessageEvent<unknown>) => Array.isArray(data) && messages.push(data);
    const [one, two] = [open({ name }), open({ name })];
    await two.preload('1001');
    const puts = ['a', 'b', 'c'].map((gadget) => one.namespace('1001', gadget).put('k', gadget));
    await until(async () => (await two.namespace('1001', 'c').get('k'))?.value === 'c', 'the other tab hears of all');
    expect((await two.namespace('1001', 'a').get('k'))?.value).to.equal('a');
    await until(() => messages.length > 0, 'heard here too');
    expect(messages).to.have.length(1);
    other.close();
    await Promise.all(puts);
  });
});
