import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import { profileNames } from './contract.ts';
import { policies } from './policy.ts';
import { agentId } from './test/fixtures.ts';
import { Harness } from './test/harness.ts';

const pings = (h: Harness): number[] => h.effects.filter(({ effect }) => effect.type === 'ping').map(({ at }) => at);

describe('DF-1: a connection that is half open', () => {
  it('swift: silence, one more ping, then presumed dead; the banner says silence', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    const since = h.now;
    h.cutNetwork('publisher');
    h.untilLost();
    const { pingEveryMs, pongTimeoutMs, pingRetries } = policies.swift;
    assert.ok(h.now - since <= pingEveryMs + (1 + pingRetries) * pongTimeoutMs + 10, `${h.now - since} ms`);
    assert.deepEqual(h.view.banner?.params, { trigger: 'silence', node: 'publisher' });
    assert.equal(h.view.nodes.publisher.status, 'in-service', 'not called unreachable before a probe has shown it');
    h.untilPhase('connected');
    assert.equal(h.view.node, 'subscriber');
    assert.equal(h.view.nodes.publisher.status, 'unreachable');
  });

  it('swift: REST is silent while notifications work: one probe, then presumed dead', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.nodes.publisher.rest = 'silent';
    h.command('c', { type: 'set-state', state: 'READY' });
    const since = h.now;
    const asked = h.probes('publisher', since).length;
    h.untilLost();
    assert.equal(h.probes('publisher', since).filter(({ at }) => at < h.now).length - asked, 1, 'one probe');
    const { requestTimeoutMs, probeTimeoutMs } = policies.swift;
    assert.ok(h.now - since <= requestTimeoutMs + probeTimeoutMs + 10, `${h.now - since} ms`);
    h.untilPhase('connected');
    assert.equal(h.view.lastMove?.trigger, 'silence');
    assert.equal(h.view.node, 'subscriber');
  });

  it('swift: one request without an answer is no trigger while the node answers the probe', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.nodes.publisher.scripted.push({ method: 'PUT', path: paths.user(agentId), reply: 'lost' });
    h.command('c', { type: 'set-state', state: 'READY' });
    h.run(15_000);
    assert.equal(h.view.phase, 'connected');
    assert.equal(h.view.epoch, 1);
  });
});

describe('DF-1: time that nobody saw', () => {
  for (const profile of profileNames) {
    it(`${profile}: after a sleep the node is asked first; silence meanwhile is not its silence`, () => {
      const h = new Harness({ profile }).signIn();
      h.run(policies[profile].pingEveryMs - 100);
      // It fell asleep with a ping on its way; that pong is lost with the sleep.
      h.until(() => pings(h).length > 0);
      h.sleep(3_600_000);
      const woke = h.now;
      h.run(60_000);
      assert.equal(h.view.phase, 'connected');
      assert.equal(h.view.epoch, 1);
      assert.ok(pings(h).includes(woke), 'asked in the very moment of waking');
    });

    it(`${profile}: a node that really is gone after the sleep is found out all the same`, () => {
      const h = new Harness({ profile }).signIn();
      h.cutNetwork('publisher');
      h.sleep(3_600_000);
      h.untilConnectedAgain();
      assert.equal(h.view.node, 'subscriber');
    });

    it(`${profile}: a search that was slept through goes on where it was`, () => {
      const h = new Harness({ profile, latencyMs: 150 }).signIn();
      h.stopNode('publisher');
      h.untilPhase('switching');
      h.sleep(600_000);
      h.run(20);
      assert.notEqual(h.view.phase, 'searching', 'the bound of switching did not run while nobody was awake');
      h.untilPhase('connected');
      assert.equal(h.view.epoch, 2);
    });
  }

  it('a tab or worker that is always late finds a silent node nevertheless: forgiven once, not for ever', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.cutNetwork('publisher');
    for (let round = 0; round < 20 && h.view.phase === 'connected'; round += 1) h.sleep(12_000).run(0);
    assert.notEqual(h.view.phase, 'connected');
  });

  it('a request that was under way while it slept is asked again, not held against the node', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.closeChannels('publisher');
    h.nodes.publisher.scripted.push({ method: 'GET', path: paths.userDialogs(agentId), reply: 'lost' });
    h.untilPhase('restoring');
    h.run(10);
    h.sleep(600_000);
    h.run(100);
    assert.equal(h.view.phase, 'connected');
    assert.equal(h.view.epoch, 1);
  });

  for (const profile of profileNames) {
    it(`${profile}: the clock is set back by an hour: timers keep their distance, nothing is lost`, () => {
      const h = new Harness({ profile }).signIn();
      h.stopNode('subscriber');
      h.sleep(-3_600_000);
      // A browser's timer keeps its distance; the core hears the new time with it.
      h.step((core) => core.wake(h.now));
      const since = h.now;
      assert.equal(h.view.phase, 'connected');
      assert.ok(h.view.phaseSince <= h.now);
      h.cutNetwork('publisher');
      h.untilLost(60_000);
      assert.ok(h.now - since < 60_000, 'silence is still found in its time');
    });
  }
});

describe('DF-1: hints of the browser', () => {
  it('offline and online only bring the next look forward; without proof nothing is given up', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    for (const online of [false, true]) {
      const before = pings(h).length;
      h.feed({ type: 'network-hint', online });
      assert.equal(pings(h).length, before + 1);
      h.run(100);
    }
    h.run(30_000);
    assert.equal(h.view.phase, 'connected');
    assert.equal(h.view.epoch, 1);
  });

  it('12.6 and 11.x do not know them', () => {
    for (const profile of ['12.6', '11.x'] as const) {
      const h = new Harness({ profile }).signIn();
      const before = pings(h).length;
      h.feed({ type: 'network-hint', online: false });
      assert.equal(pings(h).length, before);
    }
  });
});

describe('DF-1: split reachability', () => {
  for (const profile of profileNames) {
    it(`${profile}: REST answers, notifications do not: the desktop moves`, () => {
      const h = new Harness({ profile }).signIn();
      h.stopNotification('publisher');
      h.untilConnectedAgain();
      assert.equal(h.view.node, 'subscriber');
      assert.equal(h.view.nodes.publisher.status, 'in-service', 'its SystemInfo was never bad');
    });

    it(`${profile}: only the current node can be reached from here: it stays and comes back`, () => {
      const h = new Harness({ profile }).signIn();
      h.cutNetwork('subscriber');
      h.stopNotification('publisher');
      h.untilLost();
      h.run(45_000);
      assert.equal(h.view.phase, 'searching');
      assert.equal(h.view.nodes.subscriber.status, 'unreachable');
      h.nodes.publisher.notification = 'up';
      h.untilPhase('connected', 60_000);
      assert.equal(h.view.node, 'publisher');
      assert.equal(h.view.epoch, 1);
    });
  }
});

describe('hysteresis', () => {
  it('swift: a move is a success once it has held; before, the next one is slower each time', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    const waits: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const from = h.view.node!;
      const to = from === 'publisher' ? 'subscriber' : 'publisher';
      h.stopNode(from);
      h.startNode(to);
      const lost = h.untilLost().now;
      h.untilPhase('connected');
      assert.equal(h.view.node, to);
      assert.equal(h.view.lastMove?.heldAt, undefined);
      waits.push(h.now - lost);
      h.run(1_000);
    }
    assert.ok(waits[0]! < 500, waits.join());
    for (const [index, wait] of waits.slice(1).entries()) {
      assert.ok(wait >= policies.swift.attemptBackoffMs * 2 ** index, waits.join());
    }
    h.run(policies.swift.holdMs);
    assert.equal(h.view.lastMove?.heldAt !== undefined, true);
    const from = h.view.node!;
    h.startNode(from === 'publisher' ? 'subscriber' : 'publisher');
    h.stopNode(from);
    const lost = h.untilLost().now;
    h.untilPhase('connected');
    assert.ok(h.now - lost < 500, 'what held is forgotten');
  });
});
