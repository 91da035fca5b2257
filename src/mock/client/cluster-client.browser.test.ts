import { expect } from '@open-wc/testing';
import type { WorldView } from '../../sim/contract.ts';
import type { ApiRequest } from '../../wire/http.ts';
import { paths } from '../../wire/paths.ts';
import type { ClientToCluster, ClusterToClient, PageToServiceWorker } from '../protocol.ts';
import { TestClient } from '../test/port-client.ts';
import { openTestCore, setClusterStage, type ClusterStage } from './test/cluster-stage.ts';
import { bound, lineOf, metAgain, viewOf } from './test/seen.ts';
import { connectCluster } from './cluster-client.ts';
import type { ClusterClient } from './contract.ts';
import { createLabCalls } from './lab-calls.ts';

const signIn: ApiRequest = {
  method: 'PUT',
  path: paths.user('1001'),
  body: { kind: 'UserLogin', extension: '4001' },
};
const readUser: ApiRequest = { method: 'GET', path: paths.user('1001') };
const systemInfo: ApiRequest = { method: 'GET', path: paths.systemInfo };

const agent = (view: WorldView, loginId = '1001') => view.agents.find((each) => each.loginId === loginId);
const codeOf = (work: Promise<void>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code?: unknown }).code,
  );

describe('the mock cluster, from a page', () => {
  describe('in a SharedWorker', () => {
    it('two clients see one cluster', async () => {
      const name = `cluster-shared-${crypto.randomUUID()}`;
      const one = connectCluster({ speed: 100, host: 'shared', name });
      const two = connectCluster({ speed: 100, host: 'shared', name });
      const seen = viewOf(two, (view) => !view.nodes.subscriber.running);
      await one.lab('stop-node', { node: 'subscriber' });
      expect((await seen).nodes.publisher.running).to.equal(true);
      const core = await openTestCore(two);
      expect(await core.request('subscriber', systemInfo)).to.equal('refused');
      indexedDB.deleteDatabase(name);
    });
  });

  describe('in a worker that can be killed', () => {
    let stage: ClusterStage;
    const client = (speed = 1): ClusterClient => connectCluster({ speed, host: 'dedicated', name: stage.name });
    beforeEach(async () => {
      stage = await setClusterStage();
    });
    afterEach(() => stage.end());

    it('answers REST in XML and notifications with items', async () => {
      stage.spawn();
      const core = await openTestCore(client(100), { speed: 100 });
      await bound(core);
      const reply = await core.request('publisher', signIn);
      expect(reply).to.have.property('status', 202);
      const item = await core.next('item');
      expect(item.xml).to.contain('<Update>');
      const user = await core.request('publisher', readUser);
      expect(user).to.have.nested.property('payload.kind', 'User');
    });

    it('what a client was told is known to the next instance, killed at that very moment', async () => {
      stage.spawn();
      const cluster = client();
      const core = await openTestCore(cluster);
      await bound(core);
      await core.request('publisher', signIn);
      await stage.kill();
      stage.spawn();
      const view = await viewOf(cluster, (each) => agent(each)?.state === 'NOT_READY');
      expect(agent(view)?.extension).to.equal('4001');
      const next = await openTestCore(cluster);
      const user = await next.request('publisher', readUser);
      expect(user).to.have.nested.property('payload.value.state', 'NOT_READY');
    });

    it('a lab action that was done stays done', async () => {
      stage.spawn();
      const cluster = client();
      await cluster.lab('stop-notification', { node: 'publisher' });
      await stage.kill();
      stage.spawn();
      await cluster.lab('stop-node', { node: 'subscriber' });
      const view = await viewOf(cluster, ({ nodes }) => !nodes.subscriber.running);
      expect(view.nodes.publisher.notificationRunning).to.equal(false);
    });

    it('the client finds the new instance by itself and goes on at the speed that was', async () => {
      stage.spawn();
      const cluster = client(1);
      await cluster.lab('cut-network');
      const other = client(500);
      await lineOf(other, /500 times/);
      await stage.kill();
      const waiting = cluster.lab('restore-network');
      stage.spawn();
      await waiting;
      const said = await lineOf(cluster, /went on while nobody watched/);
      const later = await lineOf(cluster, /restores the network/);
      expect(later.at).to.be.at.least(said.at);
      let changes = 0;
      cluster.watch({ onLog: ({ text }) => (changes += /1 times/.test(text) ? 1 : 0) });
      await cluster.lab('cut-network', { node: 'publisher' });
      expect(changes).to.equal(0);
    });

    it('changes its speed when asked, for all, and the next instance keeps to it', async () => {
      stage.spawn();
      const cluster = client(1);
      const other = client(1);
      // A page's first word asks for its own speed: before that is heard nothing can be agreed.
      await other.lab('restore-network');
      const heard = lineOf(other, /Time goes 500 times/);
      await cluster.setSpeed(500);
      await heard;
      // What it goes by already needs no word of it.
      await other.setSpeed(500);
      await cluster.setSpeed(Number.NaN);
      await other.setSpeed(400);
      // The one that did not ask must have heard of it too: in the next instance each says how fast time goes.
      await cluster.setSpeed(400);
      await stage.kill();
      stage.spawn();
      await metAgain(cluster);
      const core = new TestClient(cluster.portForCore());
      // A core's word changes no speed: it is told the one that the pages have brought.
      await core.hello('core', 1);
      expect(core.welcomed?.clock.speed).to.equal(400);
      core.release();
    });

    it('an agent whose core died with everything is signed out of readiness in the end (PF-1)', async () => {
      stage.spawn();
      const cluster = client(1);
      const core = await openTestCore(cluster);
      await bound(core);
      await core.request('publisher', signIn);
      await viewOf(cluster, (view) => view.nodes.publisher.present.includes('1001'));
      await stage.kill();
      stage.spawn();
      // The minute of the grace alone is quick: before, a busy browser would lose the agent at a thousand times.
      const view = await viewOf(client(1000), (each) => agent(each)?.reasonCode === 50002);
      expect(view.nodes.publisher.present).to.deep.equal([]);
    });

    it('an agent who is back within the grace is left alone (PF-2)', async () => {
      stage.spawn();
      const cluster = client(1);
      const core = await openTestCore(cluster);
      await bound(core);
      await core.request('publisher', signIn);
      await core.request('publisher', {
        method: 'PUT',
        path: paths.user('1001'),
        body: { kind: 'UserState', state: 'READY' },
      });
      await viewOf(cluster, (view) => agent(view)?.state === 'READY');
      await stage.kill();
      stage.spawn();
      await metAgain(cluster);
      const next = await openTestCore(cluster);
      await bound(next);
      const view = await viewOf(cluster, ({ nodes }) => nodes.publisher.present.includes('1001'));
      expect(agent(view)?.state).to.equal('READY');
    });

    it('page fetch goes to the node that the page names, and nowhere without one', async () => {
      stage.spawn();
      const cluster = client(100);
      const fetching = await openTestCore(cluster, { hello: false });
      expect(await fetching.request('current', systemInfo)).to.equal('refused');
      cluster.setCurrentNode('subscriber');
      await cluster.lab('stop-node', { node: 'publisher' });
      expect(await fetching.request('current', systemInfo)).to.have.property('status', 200);
      cluster.setCurrentNode('publisher');
      await cluster.lab('ring', { agent: '1001', from: '0301234567' }).catch(() => undefined);
      expect(await fetching.request('current', systemInfo)).to.equal('refused');
    });

    it('the service worker is handed a port when it asks, and told when the cluster has died', async () => {
      stage.spawn();
      const cluster = client(100);
      cluster.setCurrentNode('publisher');
      const said: PageToServiceWorker[] = [];
      let heard: () => void = () => undefined;
      // The browser makes these objects; only what is used of them is stood in for.
      const worker = Object.assign(Object.create(ServiceWorker.prototype) as ServiceWorker, {
        postMessage: (message: PageToServiceWorker) => {
          said.push(message);
          heard();
        },
      });
      const container = Object.assign(new EventTarget(), { controller: worker, startMessages: () => undefined });
      cluster.serveServiceWorker(container as unknown as ServiceWorkerContainer);
      const ask = (type: string): boolean =>
        container.dispatchEvent(Object.assign(new Event('message'), { data: { type }, source: worker }));
      ask('say-hello');
      ask('need-cluster-port');
      expect(said.map(({ type }) => type)).to.deep.equal(['cluster-port']);
      const { port } = said[0] as Extract<PageToServiceWorker, { type: 'cluster-port' }>;
      const answered = new Promise<ClusterToClient>((resolve) => {
        port.onmessage = (event: MessageEvent<ClusterToClient>) => resolve(event.data);
      });
      const request = { method: 'GET', path: paths.systemInfo, headers: {} } as const;
      port.postMessage({ type: 'rest', id: '1', node: 'current', request } satisfies ClientToCluster);
      expect(await answered).to.have.nested.property('reply.status', 200);
      const told = new Promise<void>((resolve) => (heard = resolve));
      await stage.kill();
      await told;
      expect(said.at(-1)).to.deep.equal({ type: 'no-cluster' });
    });

    it('impossible lab actions are refused with a code', async () => {
      stage.spawn();
      const cluster = client();
      expect(await codeOf(cluster.lab('set-fire'))).to.equal('unknown-action');
      expect(await codeOf(cluster.lab('stop-node'))).to.equal('bad-arguments');
      expect(await codeOf(cluster.lab('ring', { agent: '7777', from: '5' }))).to.equal('unknown-agent');
      expect(await codeOf(cluster.lab('ring', { agent: '1001', from: '5' }))).to.equal('agent-not-available');
      expect(await codeOf(cluster.lab('ring', { agent: () => 1 }))).to.equal('bad-arguments');
    });

    it('a damaged journal: a fresh cluster, and the log says why', async () => {
      await new Promise<void>((resolve) => {
        const opening = indexedDB.open(stage.name, 1);
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore('inputs');
          opening.result.createObjectStore('state').put({ format: 1, options: 'gone' }, 'snapshot');
        };
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      });
      stage.spawn();
      const cluster = client();
      expect((await lineOf(cluster, /fresh cluster/)).text).to.contain('snapshot is damaged');
      await cluster.lab('stop-node', { node: 'publisher' });
    });

    it('the database is taken away while it runs: nothing is lost', async () => {
      stage.spawn();
      const cluster = client();
      await cluster.lab('stop-node', { node: 'subscriber' });
      await new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(stage.name);
        deleting.onsuccess = () => resolve();
        deleting.onblocked = () => reject(new Error('the journal did not give way'));
      });
      await cluster.lab('stop-notification', { node: 'publisher' });
      await stage.kill();
      stage.spawn();
      const view = await viewOf(cluster, ({ nodes }) => !nodes.publisher.notificationRunning);
      expect(view.nodes.subscriber.running).to.equal(false);
    });

    it('a second instance waits for the first to end', async () => {
      stage.spawn();
      const cluster = client();
      await cluster.lab('stop-node', { node: 'subscriber' });
      const waiting = new Worker(new URL('../cluster.worker.ts', import.meta.url), {
        type: 'module',
        name: stage.name,
      });
      await cluster.lab('stop-notification', { node: 'publisher' });
      stage.kill();
      const view = await viewOf(
        cluster,
        ({ nodes }) => !nodes.subscriber.running && !nodes.publisher.notificationRunning,
      );
      expect(view.nodes.publisher.running).to.equal(true);
      waiting.terminate();
    });
  });

  it('a lab action under way when the worker dies ends at once, one not yet sent does not', async () => {
    let leave: () => void = () => undefined;
    const left = new Promise<void>((resolve) => (leave = resolve));
    const calls = createLabCalls(({ action }) => (action === 'sent' ? Promise.resolve() : left), 2000);
    const [sent, kept] = [codeOf(calls.call('sent', {})), codeOf(calls.call('kept', {}))];
    await Promise.resolve();
    calls.lost();
    leave();
    expect(await sent).to.equal('cluster-gone');
    calls.lost();
    expect(await Promise.race([kept, Promise.resolve('waits')])).to.equal('waits');
  });

  it('a lab action without an answer ends at its deadline', async () => {
    const calls = createLabCalls(() => Promise.resolve(), 20);
    expect(await codeOf(calls.call('stop-node', {}))).to.equal('deadline');
  });
});
