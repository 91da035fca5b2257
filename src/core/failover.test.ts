import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { profileNames } from './contract.ts';
import { Harness, signedInOnACall } from './test/harness.ts';

/** DF-2: the three triggers, and what silence looks like; each leaves the publisher unusable. */
const triggers: Record<string, (h: Harness) => void> = {
  'out-of-service': (h) => h.setStatus('publisher', 'OUT_OF_SERVICE'),
  'notifications-lost': (h) => h.stopNode('publisher'),
  'finesse-unavailable': (h) => {
    h.setFinesse('publisher', false);
    h.nodes.publisher.rest = 'refused';
  },
  silence: (h) => h.cutNetwork('publisher'),
};

describe('DF-2, DF-6: each trigger in each profile moves the agent with call and state intact', () => {
  for (const profile of profileNames) {
    for (const [trigger, cause] of Object.entries(triggers)) {
      it(`${profile}: ${trigger}`, () => {
        const h = signedInOnACall({ profile });
        const before = h.view;
        cause(h);
        h.untilLost();
        const lostAt = h.now;
        const lost = h.notices.find(({ key }) => key === 'connection-lost');
        assert.deepEqual(lost?.params, { trigger, node: 'publisher' });
        assert.equal(h.view.dialogs, before.dialogs, 'data stays readable meanwhile');
        assert.ok(h.view.staleSince !== undefined);
        h.untilPhase('connected');
        assert.equal(h.view.node, 'subscriber');
        assert.equal(h.view.epoch, 2);
        assert.equal(h.view.agent?.state, 'TALKING');
        assert.equal(h.view.dialogs, before.dialogs, 'an equal call keeps its identity');
        assert.equal(h.view.queues, before.queues);
        assert.equal(h.view.staleSince, undefined);
        assert.equal(h.view.banner?.key, 'moved');
        assert.equal(h.view.banner.params['from'], 'publisher');
        assert.equal(h.view.banner.params['to'], 'subscriber');
        assert.equal(h.view.lastMove?.trigger, trigger);
        const names = h.phases.filter(({ at }) => at >= lostAt - 20).map(({ phase }) => phase);
        assert.deepEqual(names, ['suspect', 'searching', 'switching', 'restoring', 'connected']);
        const banners = h.notices
          .filter(({ kind, at }) => kind === 'banner' && at >= lostAt - 20)
          .map(({ key }) => key);
        assert.deepEqual(banners, ['connection-lost', 'searching', 'switching', 'restoring', 'moved']);
        if (profile === 'swift') assert.ok(h.now - lostAt < 10_000, `${h.now - lostAt} ms`);
      });
    }
  }
});

describe('knowledge is only what was shown', () => {
  it('nodes are unknown before a probe, and each probe stamps its time', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    assert.equal(h.view.nodes.publisher.status, 'in-service');
    assert.equal(h.view.nodes.subscriber.status, 'unknown');
    assert.equal(h.view.nodes.subscriber.seenAt, undefined);
    h.stopNode('publisher');
    h.untilLost();
    assert.equal(h.view.nodes.publisher.status, 'in-service', 'a lost channel says nothing of the node');
    h.untilPhase('switching');
    assert.equal(h.view.nodes.publisher.status, 'unreachable');
    assert.equal(h.view.nodes.subscriber.status, 'in-service');
  });
});
