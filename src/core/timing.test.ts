import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { policies } from './policy.ts';
import { Harness } from './test/harness.ts';

describe('documented timing, to the second', () => {
  for (const [profile, interval] of [
    ['12.6', 20_000],
    ['11.x', 10_000],
  ] as const) {
    it(`DF-4, DF-5 ${profile}: both nodes are polled every ${interval / 1000} s`, () => {
      const h = new Harness({ profile }).signIn();
      const since = h.now;
      h.setStatus('subscriber', 'OUT_OF_SERVICE');
      h.setStatus('publisher', 'OUT_OF_SERVICE');
      h.untilPhase('searching');
      const start = h.now;
      h.run(95_000);
      for (const node of ['publisher', 'subscriber'] as const) {
        const times = h.probes(node, since).map(({ at }) => Math.round((at - start) / 1000));
        const expected = Array.from(
          { length: Math.floor(95_000 / interval) + 1 },
          (_, round) => (round * interval) / 1000,
        );
        assert.deepEqual(times, expected, node);
      }
    });
  }

  for (const profile of ['12.6', '11.x'] as const) {
    it(`DF-3 ${profile}: three attempts to reconnect notifications, then the search`, () => {
      const h = new Harness({ profile, latencyMs: 0 }).signIn();
      const since = h.now;
      h.stopNode('publisher');
      h.stopNode('subscriber');
      h.run(60_000);
      assert.deepEqual(h.phasesSince(since), ['suspect@0', 'searching@10000']);
      const attempts = h.effects.filter(({ at, effect }) => effect.type === 'open-channel' && at >= since);
      assert.deepEqual(
        attempts.map(({ at }) => at - since),
        [0, 5_000, 10_000],
      );
      assert.equal(
        h.probes('publisher', since)[0]?.at,
        since + 10_000,
        'no look at the nodes before (first look: assumed)',
      );
    });
  }

  it('finesse.md 2.5: silence is found after a ping and two retries of 10 s each (12.6)', () => {
    const h = new Harness({ profile: '12.6', latencyMs: 0 });
    h.signIn();
    const pings = () => h.effects.filter(({ effect }) => effect.type === 'ping').map(({ at }) => at);
    h.until(() => pings().length > 0);
    const firstPing = pings()[0]!;
    h.until(() => pings().length > 1);
    assert.equal(pings()[1]! - firstPing, 10_000);
    h.cutNetwork('publisher');
    h.untilLost();
    assert.equal(h.now - pings()[2]!, 30_000, 'from the first ping without an answer');
    assert.equal(pings().length, 5);
  });

  it('12.6: a trigger that is proof goes to searching at once, announcing both phases', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    h.setStatus('subscriber', 'OUT_OF_SERVICE');
    const since = h.now;
    h.setStatus('publisher', 'OUT_OF_SERVICE');
    h.run(100);
    assert.deepEqual(h.phasesSince(since), ['suspect@10', 'searching@10']);
  });

  it('12.6 asks for a successful CTI heartbeat of the alternate, 11.x does not (DF-4)', () => {
    for (const profile of ['12.6', 'swift', '11.x'] as const) {
      const h = new Harness({ profile }).signIn();
      h.nodes.subscriber.heartbeat = 'failure';
      h.stopNode('publisher');
      h.run(90_000);
      assert.equal(h.view.node, profile === '11.x' ? 'subscriber' : 'publisher', profile);
      h.nodes.subscriber.heartbeat = 'success';
      h.untilPhase('connected');
      assert.equal(h.view.node, 'subscriber');
    }
  });
});

describe('swift', () => {
  it('a refused request is a trigger of its own', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.nodes.publisher.rest = 'refused';
    h.command('c', { type: 'set-state', state: 'READY' });
    h.untilConnectedAgain();
    assert.equal(h.view.lastMove?.trigger, 'request-refused');
    assert.equal(h.view.node, 'subscriber');
    h.run(200);
    assert.deepEqual(h.outcomeOf('c'), { outcome: 'applied' });
  });

  it('later rounds are jittered, and the same seed gives the same times', () => {
    const times = () => {
      const h = new Harness({ profile: 'swift' }).signIn();
      h.stopNode('publisher');
      h.stopNode('subscriber');
      h.untilPhase('searching');
      const since = h.now;
      h.run(30_000);
      return h.probes('publisher', since).map(({ at }) => at - since);
    };
    const first = times();
    const gaps = first.slice(1).map((time, index) => time - first[index]!);
    assert.ok(new Set(gaps).size > 2);
    assert.ok(
      gaps.every((gap) => gap >= 250 && gap <= 5_000),
      gaps.join(),
    );
    assert.deepEqual(times(), first);
  });

  it('an alternate that answers but cannot take the agent is tried less and less often', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.nodes.subscriber.notification = 'refused';
    h.stopNode('publisher');
    h.run(100_000);
    const attempts = h.phases.filter(({ phase }) => phase === 'switching').map(({ at }) => at);
    const gaps = attempts.slice(1).map((at, index) => at - attempts[index]!);
    assert.ok(gaps.length >= 5 && gaps.length <= 9, gaps.join());
    assert.ok(gaps.at(-1)! >= 20_000, gaps.join());
  });

  it('a silent node is left for the search after the bound of suspecting', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.cutNetwork('publisher');
    h.untilPhase('suspect');
    const since = h.now;
    h.untilPhase('searching');
    assert.ok(h.now - since <= policies.swift.suspectBoundMs + 10);
  });

  it('the hint that the network is back shortens the wait', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.stopNode('publisher');
    h.stopNode('subscriber');
    h.run(20_000);
    h.startNode('subscriber');
    const since = h.now;
    h.feed({ type: 'network-hint', online: true });
    h.untilPhase('connected');
    assert.ok(h.now - since < 300);
  });
});
