import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import { profileNames, type ProfileName } from './contract.ts';
import { user } from './test/fixtures.ts';
import { Harness, signedInOnACall } from './test/harness.ts';
import { policies } from './policy.ts';

describe('DF-6: the last look', () => {
  /** The publisher comes back while the subscriber's good answer is on its way. */
  function recoversInLastLook(profile: ProfileName, table = policies): Harness {
    const h = new Harness({ profile, policies: table }).signIn();
    h.setStatus('subscriber', 'OUT_OF_SERVICE');
    h.stopNode('publisher');
    h.untilPhase('searching');
    h.run(3_000);
    h.setStatus('subscriber', 'IN_SERVICE');
    const seen = h.requests('GET', paths.systemInfo).filter(({ node }) => node === 'subscriber').length;
    // The next round asks both nodes; the publisher comes up just after it refused.
    h.until(() => h.requests('GET', paths.systemInfo).filter(({ node }) => node === 'subscriber').length > seen);
    h.run(h.latencyMs);
    h.startNode('publisher');
    h.until(() => h.view.phase === 'connected');
    return h;
  }

  for (const profile of profileNames) {
    it(`${profile}: the current node has recovered, so the desktop stays and says so`, () => {
      const h = recoversInLastLook(profile);
      assert.equal(h.view.node, 'publisher');
      assert.equal(h.view.epoch, 1);
      assert.equal(h.view.banner?.key, 'reconnected');
      assert.equal(h.view.lastMove?.to, 'publisher');
      assert.ok(h.notices.some(({ key }) => key === 'reconnecting'));
      assert.ok(!h.notices.some(({ key }) => key === 'switching'));
    });

    it(`${profile}: a mutant that skips the last look is caught`, () => {
      const mutant = { ...policies, [profile]: { ...policies[profile], lastLookMs: 0 } };
      assert.equal(recoversInLastLook(profile, mutant).view.node, 'subscriber');
    });

    it(`${profile}: a current node that stays silent does not hold up the move for longer than the bound`, () => {
      const h = new Harness({ profile }).signIn();
      h.setStatus('subscriber', 'OUT_OF_SERVICE');
      h.cutNetwork('publisher');
      h.untilPhase('searching');
      h.run(30_000);
      h.setStatus('subscriber', 'IN_SERVICE');
      h.until(
        () =>
          h.requests('GET', paths.systemInfo).at(-1)?.node === 'publisher' &&
          h.view.nodes.subscriber.status === 'in-service',
      );
      const lookAt = h.now;
      h.untilPhase('switching');
      assert.ok(h.now - lookAt <= policies[profile].lastLookMs + 20, `${h.now - lookAt} ms`);
    });

    it(`${profile}: REST back but notifications not: not recovered, so it moves`, () => {
      const h = new Harness({ profile }).signIn();
      h.stopNotification('publisher');
      h.untilConnectedAgain(60_000);
      assert.equal(h.view.node, 'subscriber');
    });
  }
});

describe('DF-2, DF-6: `finesse` is gone at both nodes, which answer all the same', () => {
  function goneAtBoth(): Harness {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.setFinesse('subscriber', false);
    h.setFinesse('publisher', false);
    h.untilPhase('searching');
    h.run(60_000);
    return h;
  }

  it('the desktop does not go to and fro between them', () => {
    const h = goneAtBoth();
    assert.equal(h.view.phase, 'searching');
    assert.equal(h.view.node, 'publisher');
    assert.equal(h.view.epoch, 1);
  });

  it('it goes where `finesse` is back first, and at once', () => {
    for (const node of ['subscriber', 'publisher'] as const) {
      const h = goneAtBoth();
      const backAt = h.now;
      h.setFinesse(node, true);
      h.untilPhase('connected');
      assert.equal(h.view.node, node);
      assert.ok(h.now - backAt < 3_000, `${node}: ${h.now - backAt} ms`);
    }
  });

  it('a session there that ends tells nothing any more: the node is tried', () => {
    const h = goneAtBoth();
    h.stopNotification('subscriber');
    h.nodes.subscriber.notification = 'up';
    h.nodes.subscriber.finesse = true;
    h.until(() => h.view.phase === 'connected');
    assert.equal(h.view.node, 'subscriber');
  });
});

describe('staying', () => {
  it('12.6: notifications back within the three attempts: everything is read again on the same node', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    h.stopNotification('publisher');
    h.untilPhase('suspect');
    h.run(7_000);
    h.nodes.publisher.notification = 'up';
    h.agent = user('READY');
    h.untilPhase('connected');
    assert.equal(h.view.epoch, 1);
    assert.equal(h.view.banner?.key, 'reconnected');
    assert.equal(h.view.agent?.state, 'READY');
    assert.deepEqual(
      h.phases.map(({ phase }) => phase),
      ['signing-in', 'connected', 'suspect', 'restoring', 'connected'],
    );
  });

  it('swift: one lost connection to a good node is taken up at once', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    const since = h.now;
    h.closeChannels('publisher');
    h.run(200);
    assert.equal(h.view.phase, 'connected');
    assert.equal(h.view.node, 'publisher');
    assert.deepEqual(
      h.phasesSince(since).map((entry) => entry.split('@')[0]),
      ['suspect', 'restoring', 'connected'],
    );
  });

  for (const profile of profileNames) {
    it(`CTI-8, ${profile}: both nodes out of service, then the current one recovers by its event`, () => {
      const h = signedInOnACall({ profile });
      h.setStatus('publisher', 'OUT_OF_SERVICE');
      h.setStatus('subscriber', 'OUT_OF_SERVICE');
      h.run(41_000);
      assert.equal(h.view.phase, 'searching');
      assert.equal(h.view.nodes.subscriber.status, 'out-of-service');
      h.dialogs = [];
      h.agent = user('READY');
      const recovered = h.now;
      h.setStatus('publisher', 'IN_SERVICE');
      h.untilPhase('connected');
      assert.ok(h.now - recovered < 200, 'the event is enough, no poll is awaited');
      assert.equal(h.view.node, 'publisher');
      assert.equal(h.view.agent?.state, 'READY', 'the last state');
      assert.deepEqual(h.view.dialogs, []);
    });
  }

  it('what the lost channel still says, in the same epoch, is not believed', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    const lost = h.nodes.publisher.channels[0]!;
    h.closeChannels('publisher');
    h.untilConnectedAgain();
    h.feed({ type: 'channel', channel: lost.id, epoch: lost.epoch, event: { kind: 'closed', reason: 'reset' } });
    assert.equal(h.view.phase, 'connected');
  });

  it('silence to an old question does not speak against a node heard since', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    h.nodes.publisher.rest = 'silent';
    h.setStatus('subscriber', 'OUT_OF_SERVICE');
    h.setStatus('publisher', 'OUT_OF_SERVICE');
    h.untilPhase('searching');
    h.run(1_000);
    h.nodes.publisher.rest = 'up';
    h.setStatus('publisher', 'IN_SERVICE');
    h.untilPhase('connected');
    h.run(6_000);
    assert.equal(h.view.nodes.publisher.status, 'in-service');
  });

  it('finesse unavailable and then back, with notifications up', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    h.setStatus('subscriber', 'OUT_OF_SERVICE');
    h.setFinesse('publisher', false);
    h.untilPhase('searching');
    h.run(5_000);
    h.setFinesse('publisher', true);
    h.untilPhase('connected', 30_000);
    assert.equal(h.view.node, 'publisher');
    assert.equal(h.effects.filter(({ effect }) => effect.type === 'open-channel').length, 1, 'the channel was kept');
  });
});
