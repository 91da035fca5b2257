/** The core client over reloads, clocks and builds: coming back, the cluster's clock, recordings, and pages and workers of other builds. */
import { expect } from '@open-wc/testing';
import { createCore } from '../../core/core.ts';
import { heldLocks } from '../../thread/locks.ts';
import { aliveLock } from '../pure/instance.ts';
import { askAhead, tabLock } from './ask-ahead.ts';
import { agentId, password } from '../test/fake-cluster.ts';
import { codeOf, instanceOf, leaveAll, open, phase, request, setting, signIn, until, when } from './test/stage.ts';

afterEach(leaveAll);

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

  it('a worker that never answers is left for another life of it, which later tabs find at once', async () => {
    const { tab } = await setting('shared');
    const first = tab({ deafLives: 1 });
    await signIn(first);
    const second = tab({ deafLives: 1 });
    await open(second);
    expect(instanceOf(second)).to.equal(instanceOf(first));
    expect(second.view?.phase).to.equal('connected');
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

  it('what the page has asked ahead is used: its tab id and lock, and the worker that was alive then', async () => {
    const { tab } = await setting('shared');
    const ahead = askAhead();
    const one = tab({ ahead });
    await open(one);
    expect(await heldLocks(tabLock(ahead.tabId))).to.have.length(1);
    const late = askAhead();
    expect((await late.held).some((lock) => lock.startsWith(aliveLock(instanceOf(one) ?? 'none')))).to.equal(true);
    const two = tab({ ahead: late });
    await open(two);
    expect(instanceOf(two)).to.equal(instanceOf(one));
    two.leave();
    await until('its lock is free', async () => (await heldLocks(tabLock(late.tabId))).length === 0);
    expect(one.connection.kind).to.equal('open');
  });
});
