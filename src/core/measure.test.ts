import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { policies } from './policy.ts';
import { Harness } from './test/harness.ts';

describe('GL-3, GL-4: looks ahead of time', () => {
  it('GL-3: soon after sign-in the round trips to both nodes are known', () => {
    const h = new Harness({ profile: 'swift', latencyMs: 40 }).signIn().run(3_000);
    assert.equal(h.view.nodes.publisher.roundTripMs, 80);
    assert.equal(h.view.nodes.subscriber.roundTripMs, 80);
    assert.equal(h.view.nodes.subscriber.status, 'in-service');
  });

  it('GL-3: a slow first answer (a cold connection) is not taken for the round trip', () => {
    const h = new Harness({ profile: 'swift', latencyMs: 40 });
    const { subscriber } = h.nodes;
    h.signIn();
    subscriber.extraMs = 300;
    h.until(() => h.view.nodes.subscriber.roundTripMs !== undefined);
    subscriber.extraMs = 0;
    h.run(1_000);
    assert.equal(h.view.nodes.subscriber.roundTripMs, 80);
  });

  for (const how of ['refused', 'silent'] as const) {
    it(`GL-4: an alternate that is ${how} is found before it is needed, and told once`, () => {
      const h = new Harness({ profile: 'swift' });
      h.nodes.subscriber.rest = how;
      h.signIn().run(10_000);
      assert.equal(h.view.phase, 'connected');
      assert.equal(h.view.nodes.subscriber.status, 'unreachable');
      h.run(600_000);
      assert.equal(h.notices.filter(({ key }) => key === 'alternate-unreachable').length, 1);
    });
  }

  it('GL-4: an alternate that is lost later is found within a few minutes, and so is its return', () => {
    const h = new Harness({ profile: 'swift' }).signIn().run(5_000);
    h.stopNode('subscriber');
    h.until(() => h.view.nodes.subscriber.status === 'unreachable', policies.swift.measureEveryMs + 1_000);
    assert.equal(h.view.toasts.at(-1)?.params['node'], 'subscriber');
    h.startNode('subscriber');
    h.until(() => h.view.nodes.subscriber.status === 'in-service', policies.swift.measureDoubtfulMs + 1_000);
    assert.equal(h.view.epoch, 1);
  });

  it('GL-4: it is cheap: some two dozen small requests an hour', () => {
    const h = new Harness({ profile: 'swift' }).signIn().run(10_000);
    const since = h.now;
    h.run(3_600_000);
    const count = h.probes('publisher', since).length + h.probes('subscriber', since).length;
    assert.ok(count >= 24 && count <= 34, `${count}`);
  });

  it('GL-4: a certificate that expires while the desktop is closed for the night is found on the next day', () => {
    const h = new Harness({ profile: 'swift' }).signIn().run(5_000);
    h.nodes.subscriber.rest = 'refused';
    h.sleep(12 * 3_600_000).run(3_000);
    assert.equal(h.view.nodes.subscriber.status, 'unreachable');
  });

  it('12.6 and 11.x ask nothing that is not documented', () => {
    for (const profile of ['12.6', '11.x'] as const) {
      const h = new Harness({ profile }).signIn();
      const since = h.now;
      h.run(3_600_000);
      assert.equal(h.probes('publisher', since).length + h.probes('subscriber', since).length, 0);
    }
  });
});
