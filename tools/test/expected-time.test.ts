// What the banner says a failover will take, held against the core that does it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { profileNames } from '../../src/core/contract.ts';
import { Harness } from '../../src/core/test/harness.ts';
import { expectedText, expectedTime, type ExpectedTime } from '../../src/desktop/expected-time.ts';

const triggers: Record<string, (h: Harness) => void> = {
  'out-of-service': (h) => h.setStatus('publisher', 'OUT_OF_SERVICE'),
  'notifications-lost': (h) => h.stopNode('publisher'),
  'finesse-unavailable': (h) => {
    h.setFinesse('publisher', false);
    h.nodes.publisher.rest = 'refused';
  },
};
const now = (h: Harness): ExpectedTime => expectedTime(h.view, h.now - (h.view.staleSince ?? h.now), 6);

describe('DF-11: the expected time in the banner is true', () => {
  for (const profile of profileNames) {
    for (const latencyMs of [10, 100, 200]) {
      for (const [trigger, cause] of Object.entries(triggers)) {
        it(`${profile}, ${latencyMs} ms, ${trigger}: something is said, and the agent is back by then`, () => {
          const h = new Harness({ profile, latencyMs }).signIn();
          h.run(30_000);
          assert.deepEqual(now(h), { kind: 'not-known' }, 'nothing while connected');
          cause(h);
          h.untilLost();
          const lostAt = h.view.staleSince ?? h.now;
          const said: ExpectedTime[] = [];
          h.until(() => {
            said.push(now(h));
            return h.view.phase === 'connected';
          });
          const seconds = said.flatMap((one) => (one.kind === 'within' ? [one.seconds] : []));
          assert.ok(seconds.length > 0, 'it was said');
          assert.equal(said.filter(({ kind }) => kind === 'overdue').length, 0);
          assert.ok(h.now - lostAt <= Math.min(...seconds) * 1000, `${h.now - lostAt} ms against ${seconds.join()}`);
        });
      }
    }
  }

  it('says so when it takes longer, instead of counting past its word', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    h.cutNetwork('publisher');
    h.untilLost();
    h.until(() => now(h).kind === 'overdue' || h.view.phase === 'connected');
    assert.equal(now(h).kind, 'overdue');
    assert.match(expectedText(now(h)), /^longer than the usual \d+ seconds$/);
  });

  it('promises nothing while no node is in service, and nothing of a node that nobody has looked at', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.run(30_000);
    h.stopNode('publisher');
    h.stopNode('subscriber');
    h.untilPhase('searching');
    h.until(() => now(h).kind === 'no-node');
    assert.equal(expectedText(now(h)), 'no node in service yet');
    const other = new Harness({ profile: '12.6' }).signIn();
    other.cutNetwork('publisher');
    other.untilLost();
    assert.deepEqual(now(other), { kind: 'not-known' });
    assert.equal(expectedText(now(other)), '');
  });
});
