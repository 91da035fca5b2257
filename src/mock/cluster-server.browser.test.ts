import { expect } from '@open-wc/testing';
import { createClusterServer, type ClusterServer } from './cluster-server.ts';
import type { Engine } from './engine.ts';
import { JournalFailure } from './journal.ts';
import type { ClientToCluster } from './protocol.ts';
import { startCluster } from './start-cluster.ts';
import { memoryJournal, type MemoryJournal } from './test/memory-journal.ts';
import { TestClient } from './test/port-client.ts';
import { createToyWorld, toyGone, toyOptions } from './test/toy-world.ts';

const rest = (id: string, node: 'publisher' | 'subscriber' | 'current' = 'publisher'): ClientToCluster => ({
  type: 'rest',
  id,
  node,
  request: { method: 'GET', path: '/finesse/api/SystemInfo', headers: {} },
});
const bind = (session: string): ClientToCluster => ({
  type: 'xmpp',
  session,
  node: 'publisher',
  frame: { kind: 'connect', loginId: '1001', password: 'secret', resource: 'desktop' },
});

describe('the cluster’s server', () => {
  let server: ClusterServer;
  let journal: MemoryJournal;
  let engine: Engine | undefined;
  let world: ReturnType<typeof createToyWorld> | undefined;
  let wallAhead = 0;
  const connect = (): TestClient => {
    const { port1, port2 } = new MessageChannel();
    server.connect(port1);
    return new TestClient(port2);
  };
  const start = async (): Promise<void> => {
    engine = await startCluster({
      server,
      journal,
      makeWorld: (...args) => (world = createToyWorld(...args)),
      options: toyOptions,
      wall: () => performance.timeOrigin + performance.now() + wallAhead,
    });
  };
  /** A new worker on the same database. */
  const restart = async (): Promise<void> => {
    engine?.stop();
    server = createClusterServer(crypto.randomUUID());
    await start();
  };
  beforeEach(() => {
    wallAhead = 0;
    server = createClusterServer('first');
    journal = memoryJournal();
  });
  afterEach(() => engine?.stop());

  it('the first hello decides the speed of a fresh cluster, and what was said before is served', async () => {
    const client = connect();
    client.send(rest('early'));
    const hello = client.hello('page', 50);
    await start();
    await hello;
    const { reply } = await client.next('rest');
    expect(reply.status).to.equal(200);
    expect(client.welcomed?.instance).to.equal('first');
    expect(client.welcomed?.clock.speed).to.equal(50);
  });

  it('a page changes the speed for everybody; a core does not', async () => {
    const [page, core] = [connect(), connect()];
    void start();
    await page.hello('page', 1000);
    await core.hello('core', 1);
    const before = engine!.now();
    const other = connect();
    await other.hello('page', 20);
    const told = await core.next('welcome');
    expect(told.clock.speed).to.equal(20);
    expect((await page.next('welcome')).clock).to.deep.equal(told.clock);
    expect(told.clock.virtualAt).to.be.at.least(before);
    expect(told.clock.virtualAt).to.be.lessThan(before + 60_000);
  });

  it('answers go to the port that asked, under its own ids', async () => {
    const [one, two] = [connect(), connect()];
    void start();
    await one.hello();
    await two.hello();
    one.send(rest('same'));
    two.send(rest('same', 'subscriber'));
    expect((await one.next('rest')).id).to.equal('same');
    expect((await two.next('rest')).id).to.equal('same');
    one.send(bind('s'));
    two.send(bind('s'));
    const [first, second] = [await one.next('xmpp'), await two.next('xmpp')];
    expect(first.session).to.equal('s');
    expect(first.frame).not.to.deep.equal(second.frame);
    expect([...one.heard, ...two.heard]).to.deep.equal([]);
  });

  it('a page’s fetch goes to its current node; without one it is refused', async () => {
    const page = connect();
    void start();
    await page.hello();
    const fetching = page.adopt();
    fetching.send(rest('1', 'current'));
    expect((await fetching.next('rest-failed')).reason).to.equal('refused');
    page.send({ type: 'current-node', node: 'subscriber' });
    page.send(rest('flush'));
    await page.next('rest');
    fetching.send(rest('2', 'current'));
    expect((await fetching.next('rest')).id).to.equal('2');
    expect([...journal.entries.values()].at(-1)?.input).to.include({ type: 'rest', node: 'subscriber' });
  });

  it('the service worker’s port outlives the page that brought it, and follows another page', async () => {
    const [first, second] = [connect(), connect()];
    void start();
    await first.hello();
    await second.hello();
    first.send({ type: 'current-node', node: 'publisher' });
    second.send({ type: 'current-node', node: 'subscriber' });
    const fetching = first.adopt();
    first.send({ type: 'goodbye' });
    second.send(rest('flush'));
    await second.next('rest');
    fetching.send(rest('1', 'current'));
    await fetching.next('rest');
    expect([...journal.entries.values()].at(-1)?.input).to.include({ type: 'rest', node: 'subscriber' });
  });

  it('an adopted port that says hello is a client of its own', async () => {
    const page = connect();
    void start();
    await page.hello();
    const core = page.adopt();
    await core.hello('core');
    core.send(bind('s'));
    await core.next('xmpp');
    page.send({ type: 'goodbye' });
    core.send(rest('still here'));
    await core.next('rest');
    expect(toyGone(world!)).to.deep.equal([]);
  });

  it('a session without a hello is refused', async () => {
    const client = connect();
    const page = connect();
    void start();
    await page.hello();
    client.send(bind('s'));
    expect((await client.next('xmpp')).frame).to.deep.equal({ kind: 'refused', reason: 'refused' });
  });

  it('a client whose lock is free is gone: crash and goodbye alike', async () => {
    const [watcher, crashing, leaving] = [connect(), connect(), connect()];
    void start();
    for (const client of [watcher, crashing, leaving]) await client.hello();
    for (const client of [crashing, leaving]) {
      client.send(bind('s'));
      await client.next('xmpp');
    }
    expect(engine!.clients.size).to.equal(2);
    crashing.release();
    leaving.send({ type: 'goodbye' });
    while (toyGone(world!).length < 2) {
      watcher.send(rest('tick'));
      await watcher.next('rest');
    }
    expect(engine!.clients.size).to.equal(0);
    expect(server.clientCount).to.equal(1);
  });

  it('lab actions: done after they are journalled, refused with the code', async () => {
    const page = connect();
    void start();
    await page.hello();
    page.send({ type: 'lab', id: '1', action: 'stop-node', args: { node: 'publisher' } });
    expect((await page.next('lab-done')).id).to.equal('1');
    expect([...journal.entries.values()].at(-1)?.input).to.deep.include({
      fault: { action: 'stop-node', node: 'publisher' },
    });
    page.send({ type: 'lab', id: '2', action: 'set-fire', args: {} });
    expect((await page.next('lab-refused')).code).to.equal('unknown-action');
    page.send({ type: 'lab', id: '3', action: 'stop-node', args: { node: 'third' } });
    expect((await page.next('lab-refused')).code).to.equal('bad-arguments');
    page.send({ type: 'lab', id: '4', action: 'ring', args: { agent: 'nobody', from: '5' } });
    expect(await page.next('lab-refused')).to.deep.include({ id: '4', code: 'unknown-agent' });
    expect(journal.entries.size).to.equal(1);
  });

  it('watchers get the lines so far, the view, and what is new', async () => {
    const page = connect();
    void start();
    await page.hello();
    page.send({ type: 'watch' });
    expect((await page.next('log')).entry.text).to.contain('fresh');
    await page.next('world');
    page.send({ type: 'lab', id: '1', action: 'stop-node', args: { node: 'publisher' } });
    expect((await page.next('log')).entry.text).to.equal('stop-node');
  });

  it('nonsense is refused with a word and disturbs nobody', async () => {
    const page = connect();
    void start();
    await page.hello();
    page.send({ type: 'watch' });
    await page.next('log');
    for (const nonsense of [{ type: 'rest' }, { type: 'hello', role: 'root' }, { kind: 'x' }]) page.send(nonsense);
    expect((await page.next('log')).entry.text).to.contain('not in the protocol');
    page.send(rest('1'));
    await page.next('rest');
  });

  describe('after the worker has died', () => {
    const lines = async (): Promise<string> => {
      const page = connect();
      await page.hello();
      page.send({ type: 'watch' });
      await page.next('world');
      return page.heard.flatMap((message) => (message.type === 'log' ? [message.entry.text] : [])).join('\n');
    };
    const live = async (): Promise<void> => {
      const core = connect();
      void start();
      await core.hello('core');
      core.send(bind('s'));
      await core.next('xmpp');
    };

    it('goes on with the time of the absence and silent clients', async () => {
      await live();
      const before = engine!.now();
      wallAhead = 1000;
      await restart();
      expect(engine!.now()).to.be.at.least(before + 1_000_000);
      expect(engine!.origin.speed).to.equal(1000);
      expect(toyGone(world!)).to.deep.equal(['first.1']);
      expect(await lines()).to.contain('1 connection');
    });

    for (const [what, spoil] of [
      ['an older format', () => (journal.snapshot = { ...journal.snapshot!, format: 0 })],
      ['a missing input', () => journal.entries.set(7, { sequence: 7, at: 1e13, input: bind('x') as never })],
      ['a world that no longer reads its snapshot', () => (journal.snapshot = { ...journal.snapshot!, world: {} })],
      ['an absence of months', () => (wallAhead = 1e10)],
    ] as const) {
      it(`starts afresh and says why: ${what}`, async () => {
        await live();
        spoil();
        server = createClusterServer('second');
        engine?.stop();
        const [said] = await Promise.all([lines(), start()]);
        expect(said).to.match(/fresh cluster was started; the stored one could not be used: .+\./);
        expect(toyGone(world!)).to.deep.equal([]);
        expect(journal.snapshot?.format).to.equal(1);
      });
    }

    it('without a database it runs in memory and says so once', async () => {
      journal.load = () => Promise.reject(new JournalFailure('unavailable', 'planted'));
      const page = connect();
      void start();
      await page.hello();
      page.send(rest('1'));
      await page.next('rest');
      page.send({ type: 'watch' });
      await page.next('world');
      const said = page.heard.filter(
        (message) => message.type === 'log' && message.entry.text.includes('in memory only'),
      );
      expect(said.length).to.equal(1);
      expect(journal.snapshots).to.equal(0);
    });
  });
});
