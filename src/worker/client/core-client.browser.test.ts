import { expect } from '@open-wc/testing';
import { createCore } from '../../core/core.ts';
import { heldLocks } from '../../thread/locks.ts';
import type { RpcError } from '../../thread/rpc.ts';
import { agentId, createFakeCluster, password } from '../test/fake-cluster.ts';
import type { FakeCluster } from '../test/fake-cluster.ts';
import { connectCore } from './core-client.ts';
import type { CoreClientOptions } from './core-client.ts';
import type { CoreClient, CoreConnection } from './contract.ts';

const request = { agentId, password, extension: '4001' } as const;
let scopes = 0;
let opened: CoreClient[] = [];

interface Setting {
  readonly name: string;
  readonly cluster: FakeCluster;
  tab(options?: Partial<CoreClientOptions> & { readonly workerBuild?: string }): CoreClient;
  kill(): void;
}

async function setting(host: 'shared' | 'dedicated'): Promise<Setting> {
  const name = `core-test-${Date.now()}-${scopes++}`;
  const cluster = await createFakeCluster();
  return {
    name,
    cluster,
    tab({ workerBuild, ...options } = {}) {
      const url = new URL('../test/mortal.worker.ts', import.meta.url);
      if (workerBuild !== undefined) url.searchParams.set('build', workerBuild);
      const client = connectCore({
        build: 'dev',
        link: { kind: 'mock', speed: 1 },
        host,
        clusterPort: () => cluster.port(),
        worker: { url, name },
        ...options,
      });
      opened.push(client);
      return client;
    },
    kill() {
      const words = new BroadcastChannel(`kill:${name}`);
      words.postMessage('die');
      words.close();
    },
  };
}

/** Resolves as soon as the condition holds; looked at on every event of the client. */
function when(client: CoreClient, what: string, holds: () => boolean, withinMs = 30_000): Promise<void> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const finish = (end: () => void) => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      end();
    };
    const look = () => {
      if (holds()) finish(resolve);
    };
    const timer = setTimeout(() => {
      const seen = `${JSON.stringify(client.connection)} ${client.view?.phase ?? 'no view'}`;
      finish(() => reject(new Error(`${what}: not within ${withinMs} ms (${seen})`)));
    }, withinMs);
    stops.push(client.onConnection(look), client.onView(look), client.onLog(look));
    look();
  });
}
const open = (client: CoreClient) => when(client, 'open', () => client.connection.kind === 'open');
const phase = (client: CoreClient, wanted: string) => when(client, wanted, () => client.view?.phase === wanted);
const instanceOf = (client: CoreClient) => (client.connection.kind === 'open' ? client.connection.instance : undefined);

/** Signs in, and waits until a new worker could go on with it. */
async function signIn(client: CoreClient): Promise<void> {
  let kept = false;
  const stop = client.onLog(({ text }) => (kept ||= text.includes('is kept')));
  await client.signIn(request);
  await when(client, 'connected and kept', () => kept && client.view?.phase === 'connected');
  stop();
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const limit = performance.now() + 30_000;
  while (!(await holds())) {
    if (performance.now() > limit) throw new Error(`${what}: not in time`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    (error: unknown) => (error as RpcError).code,
  );
}

afterEach(() => {
  for (const client of opened) client.leave();
  opened = [];
});

for (const host of ['shared', 'dedicated'] as const) {
  describe(`core client, ${host} worker`, () => {
    it('signs in through the worker, in XML, and shows the view', async () => {
      const { tab, cluster } = await setting(host);
      const client = tab();
      await open(client);
      expect(client.connection).to.include({ kind: 'open', host });
      expect(client.view?.phase).to.equal('signed-out');
      await signIn(client);
      expect(client.view?.agent?.state).to.equal('NOT_READY');
      expect(cluster.asked).to.include('xmpp connect bound');
      expect(cluster.asked).to.include(`PUT /finesse/api/User/${agentId}`);
    });

    it('tells the fate of a command, and the code of a refusal', async () => {
      const { tab } = await setting(host);
      const client = tab();
      await open(client);
      expect(await codeOf(client.command({ type: 'set-state', state: 'READY' }))).to.equal('illegal-input');
      expect(await codeOf(client.signIn({ ...request, password: '' }))).to.equal('bad-arguments');
      expect(await codeOf(client.command({ type: 'dance' } as never))).to.equal('bad-arguments');
      await signIn(client);
      expect(await client.command({ type: 'set-state', state: 'READY' })).to.deep.equal({ outcome: 'applied' });
      expect(client.view?.agent?.state).to.equal('READY');
      expect(await codeOf(client.signIn(request))).to.equal('illegal-input');
    });

    it('two tabs share one session; closing the first leaves the second working', async () => {
      const { tab, cluster } = await setting(host);
      const first = tab();
      await signIn(first);
      const second = tab();
      await phase(second, 'connected');
      expect(instanceOf(second)).to.equal(instanceOf(first));
      await first.command({ type: 'set-state', state: 'READY' });
      await when(second, 'READY in the second tab', () => second.view?.agent?.state === 'READY');
      first.leave();
      await second.command({ type: 'set-state', state: 'NOT_READY' });
      expect(second.view?.agent?.state).to.equal('NOT_READY');
      // The dedicated worker's cluster port is bridged through the first tab, so there the core must connect anew.
      const channels = cluster.asked.filter((line) => line === 'xmpp connect bound').length;
      if (host === 'shared') expect(channels).to.equal(1);
    });

    it('a killed worker is noticed: pending calls are rejected, a new one goes on with the session', async () => {
      const { tab, kill, cluster } = await setting(host);
      const client = tab();
      await signIn(client);
      const before = instanceOf(client);
      const seen: CoreConnection['kind'][] = [];
      client.onConnection(({ kind }) => seen.push(kind));
      cluster.mute = true;
      const pending = codeOf(client.command({ type: 'set-state', state: 'READY' }));
      await when(client, 'the command is sent', () => (client.view?.pending.length ?? 0) > 0);
      kill();
      expect(await pending).to.equal('worker-gone');
      cluster.mute = false;
      await open(client);
      await phase(client, 'connected');
      expect(instanceOf(client)).not.to.equal(before);
      expect(seen).to.deep.equal(['replacing', 'open']);
      expect(client.view?.session?.agentId).to.equal(agentId);
    });

    it('keeps unchanged slices of the view across the replacement', async () => {
      const { tab, kill } = await setting(host);
      const client = tab();
      await open(client);
      const { nodes } = client.view ?? {};
      const before = instanceOf(client);
      kill();
      await when(client, 'replaced', () => client.connection.kind === 'open' && instanceOf(client) !== before);
      expect(client.view?.nodes).to.equal(nodes);
    });

    it('asks for another cluster port when the cluster was replaced', async () => {
      const { tab, cluster } = await setting(host);
      const client = tab();
      await signIn(client);
      expect(cluster.hellos).to.equal(1);
      const connectedAgain = when(
        client,
        'on the new cluster',
        () => cluster.hellos === 2 && client.view?.phase === 'connected' && client.view.notifications === 'open',
      );
      cluster.die();
      await when(client, 'the loss is noticed', () => client.view?.phase !== 'connected');
      await connectedAgain;
    });

    it('without tabs the worker ends: presence goes, locks are free', async () => {
      const { tab, cluster, name } = await setting(host);
      const client = tab({ link: { kind: 'mock', speed: 50 } });
      cluster.speed = 50;
      await signIn(client);
      client.leave();
      if (host === 'shared') await until('goodbye', () => cluster.asked.includes('xmpp disconnect'));
      await until('no worker', async () => (await heldLocks(`core-alive:${name}|`)).length === 0);
      expect(await heldLocks(`core:${name}:`)).to.deep.equal([]);
    });
  });
}

/** Another tab: an iframe with its own globals, workers and locks. */
async function otherTab(): Promise<{ readonly connectCore: typeof connectCore; close(): void }> {
  const frame = document.createElement('iframe');
  frame.src = new URL('../test/tab.html', import.meta.url).href;
  document.body.append(frame);
  for (;;) {
    const { connectCore: inFrame } = frame.contentWindow as unknown as { connectCore?: typeof connectCore };
    if (inFrame) return { connectCore: inFrame, close: () => frame.remove() };
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

for (const host of ['shared', 'dedicated'] as const) {
  describe(`core client between real tabs, ${host} worker`, () => {
    it('a second tab shares the session and goes on when the first is gone without a word', async () => {
      const { tab, cluster, name } = await setting(host);
      const first = await otherTab();
      const inFirst = first.connectCore({
        build: 'dev',
        link: { kind: 'mock', speed: 1 },
        host,
        clusterPort: () => cluster.port(),
        worker: { url: new URL('../test/mortal.worker.ts', import.meta.url), name },
      });
      await signIn(inFirst);
      const second = tab();
      await phase(second, 'connected');
      expect(instanceOf(second)).to.equal(instanceOf(inFirst));
      expect(second.connection).to.include({ host: host === 'shared' ? 'shared' : 'other-tab' });
      const before = instanceOf(second);
      const lines: string[] = [];
      second.onLog(({ text }) => lines.push(text));
      first.close();
      if (host === 'dedicated') {
        // The worker went with its tab; this one hosts the next.
        await when(second, 'hosting', () => instanceOf(second) !== before && second.connection.kind === 'open');
        expect(second.connection).to.include({ host: 'dedicated' });
      } else {
        await when(second, 'the end of the first tab is noticed', () => lines.some((text) => text === 'tabs: 1'));
        expect(instanceOf(second)).to.equal(before);
      }
      await phase(second, 'connected');
      expect(await second.command({ type: 'set-state', state: 'READY' })).to.deep.equal({ outcome: 'applied' });
    });
  });
}

describe('core client: reload, clock, versions', () => {
  it('a page that comes back within the grace is signed in again; one that comes too late is told', async () => {
    const { tab, cluster, name, kill } = await setting('shared');
    const first = tab();
    await signIn(first);
    first.leave();
    kill();
    await until('no worker', async () => (await heldLocks(`core-alive:${name}|`)).length === 0);
    const second = tab();
    await phase(second, 'connected');
    expect(second.view?.banner?.key).to.equal('resumed');
    second.leave();
    kill();
    await until('no worker', async () => (await heldLocks(`core-alive:${name}|`)).length === 0);
    // At this speed the few milliseconds since are more than the grace.
    cluster.speed = 1000;
    await new Promise((resolve) => setTimeout(resolve, 100));
    const third = tab({ link: { kind: 'mock', speed: 1000 } });
    await open(third);
    expect(third.view?.phase).to.equal('signed-out');
    expect(third.view?.banner?.key).to.equal('lapsed');
    third.leave();
    const fourth = tab();
    await open(fourth);
    expect(fourth.view?.phase).to.equal('signed-out');
  });

  it('signing out leaves nothing to come back to', async () => {
    const { tab, name, kill } = await setting('shared');
    const client = tab();
    await signIn(client);
    const erased = new Promise<void>((resolve) => client.onLog(({ text }) => text.includes('is erased') && resolve()));
    await client.signOut();
    await phase(client, 'signed-out');
    await erased;
    client.leave();
    kill();
    await until('no worker', async () => (await heldLocks(`core-alive:${name}|`)).length === 0);
    const again = tab();
    await open(again);
    expect(again.view?.phase).to.equal('signed-out');
    expect(again.view?.banner?.key).not.to.equal('lapsed');
  });

  it("takes the cluster's clock, and follows its speed", async () => {
    const { tab, cluster } = await setting('shared');
    cluster.speed = 10;
    const client = tab({ link: { kind: 'mock', speed: 10 } });
    await open(client);
    const rate = async () => {
      const [virtual, real] = [client.now(), performance.now()];
      await until('100 ms', () => performance.now() - real > 100);
      return (client.now() - virtual) / (performance.now() - real);
    };
    expect(await rate()).to.be.closeTo(10, 2);
    const before = client.now();
    cluster.changeSpeed(100);
    await until('the new speed', async () => (await rate()) > 50);
    expect(client.now()).to.be.at.least(before);
  });

  it('the recording holds what the core saw, and no password', async () => {
    const { tab } = await setting('shared');
    const client = tab();
    await signIn(client);
    const recording = await client.recording();
    expect(recording.inputs.map(({ input }) => input?.type)).to.include.members(['sign-in', 'reply', 'channel']);
    const text = JSON.stringify(recording);
    expect(text).to.contain(agentId);
    expect(text).not.to.contain(password);
  });

  it('the recording, replayed, gives the view that was seen', async () => {
    const { tab } = await setting('shared');
    const client = tab();
    await signIn(client);
    await client.command({ type: 'set-state', state: 'READY' });
    const { start, inputs } = await client.recording();
    const hosts = { publisher: '', subscriber: '' };
    const replayed = createCore({ profile: 'swift', move: 'in-place', seed: 0, hosts }, start);
    for (const { at, input } of inputs) {
      if (input) replayed.handle(input, at);
      else replayed.wake(at);
      replayed.effects();
    }
    expect(JSON.stringify(replayed.view())).to.equal(JSON.stringify(client.view));
  });

  it('a wrong password is refused and not kept', async () => {
    const { tab } = await setting('shared');
    const client = tab();
    await client.signIn({ ...request, password: 'wrong' });
    await when(client, 'refused', () => client.view?.banner?.key === 'sign-in-failed');
    expect(client.view?.phase).to.equal('signed-out');
  });

  const old = '2026-01-01T00:00:00.000Z';
  const recent = '2026-02-01T00:00:00.000Z';

  it('an older page is told so by a newer worker', async () => {
    const { tab } = await setting('shared');
    const client = tab({ build: old, workerBuild: recent });
    await when(client, 'outdated', () => client.connection.kind === 'outdated');
    expect(await codeOf(client.signIn(request))).to.equal('worker-gone');
  });

  it("a newer build's worker makes the older one step down and goes on with its session", async () => {
    const { tab, name } = await setting('shared');
    const before = tab({ build: old, workerBuild: old });
    await signIn(before);
    const after = tab({ build: recent, workerBuild: recent });
    await phase(after, 'connected');
    await when(before, 'outdated', () => before.connection.kind === 'outdated');
    expect(after.view?.banner?.key).to.equal('resumed');
    await until('one worker', async () => (await heldLocks(`core-alive:${name}|`)).length === 1);
    // An old page that is opened now starts an old worker, which finds the newer one and leaves the agent to it.
    const late = tab({ build: old, workerBuild: old });
    await when(late, 'outdated', () => late.connection.kind === 'outdated');
    expect(after.view?.phase).to.equal('connected');
  });

  it('an older worker steps down for a newer page', async () => {
    const { tab, name } = await setting('shared');
    const first = tab({ build: old, workerBuild: old });
    await open(first);
    const [firstWorker = 'none'] = await heldLocks(`core-alive:${name}|`);
    expect(firstWorker).to.contain(old);
    const newer = tab({ build: recent, workerBuild: old });
    await until('the first worker is gone', async () => {
      const held = await heldLocks(`core-alive:${name}|`);
      return !held.includes(firstWorker);
    });
    await when(first, 'outdated', () => first.connection.kind === 'outdated');
    newer.leave();
  });

  it('without SharedWorker too: a newer page takes the hosting over from an older one', async () => {
    const { tab } = await setting('dedicated');
    const first = tab({ build: old, workerBuild: old });
    await signIn(first);
    const newer = tab({ build: recent, workerBuild: recent });
    await when(newer, 'connected', () => newer.connection.kind === 'open' && newer.view?.phase === 'connected');
    await when(first, 'outdated', () => first.connection.kind === 'outdated');
    expect(newer.view?.banner?.key).to.equal('resumed');
  });

  it('one agent has one core: a second worker is refused the sign-in', async () => {
    const { tab } = await setting('shared');
    const shared = tab();
    await signIn(shared);
    const other = tab({ host: 'dedicated' });
    await open(other);
    expect(instanceOf(other)).not.to.equal(instanceOf(shared));
    expect(await codeOf(other.signIn(request))).to.equal('agent-in-use');
    expect(shared.view?.phase).to.equal('connected');
  });

  it('a duplicated tab, which brings the same id, is a tab of its own', async () => {
    const { tab } = await setting('shared');
    const tabId = crypto.randomUUID();
    const one = tab({ tabId });
    await open(one);
    const two = tab({ tabId });
    await open(two);
    one.leave();
    await signIn(two);
  });
});
