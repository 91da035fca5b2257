/** A search looks for itself: what an earlier one asked neither counts for it nor holds it up. Found by the simulation, seeds 3048, 5000928. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import { agentId } from './test/fixtures.ts';
import { Harness } from './test/harness.ts';

/** A search that ended on the current node while its look at the silent alternate was unanswered; then another trigger. */
function twiceInTrouble(profile: '12.6' | '11.x' | 'swift'): { h: Harness; secondAt: number } {
  const h = new Harness({ profile }).signIn();
  h.nodes.subscriber.rest = 'silent';
  h.setStatus('publisher', 'OUT_OF_SERVICE');
  h.untilPhase('searching').run(100);
  h.setStatus('publisher', 'IN_SERVICE');
  h.untilPhase('connected', 2_000);
  const secondAt = h.now;
  h.setStatus('publisher', 'OUT_OF_SERVICE');
  h.untilPhase('searching').run(100);
  return { h, secondAt };
}

describe('looks of an earlier search', () => {
  for (const profile of ['12.6', '11.x', 'swift'] as const) {
    it(`${profile}: the alternate is asked anew`, () => {
      const { h, secondAt } = twiceInTrouble(profile);
      assert.equal(h.probes('subscriber', secondAt).length, 1);
    });

    it(`${profile}: an old answer is no look`, () => {
      const h = new Harness({ profile }).signIn();
      h.setStatus('publisher', 'OUT_OF_SERVICE');
      h.nodes.subscriber.rest = 'silent';
      h.untilPhase('searching').run(100);
      const asked = h.effects.findLast(
        ({ effect }) => effect.type === 'request' && effect.node === 'subscriber',
      )?.effect;
      h.setStatus('publisher', 'IN_SERVICE');
      h.untilPhase('connected', 2_000);
      h.setStatus('publisher', 'OUT_OF_SERVICE');
      h.untilLost();
      if (asked?.type !== 'request') assert.fail('the alternate was not asked');
      const reply = { status: 200, headers: {}, payload: h.systemInfo('subscriber') };
      h.feed({ type: 'reply', id: asked.id, epoch: asked.epoch, reply });
      h.run(2_500);
      assert.notEqual(h.view.phase, 'switching');
      assert.equal(h.view.epoch, 1, 'nothing has shown that the alternate is good');
    });
  }

  it('swift: what was seen before the data was read in vain is no look either', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.setStatus('publisher', 'OUT_OF_SERVICE');
    h.untilLost();
    h.nodes.publisher.rest = 'silent';
    h.setStatus('publisher', 'IN_SERVICE');
    h.untilPhase('restoring', 1_000).run(100);
    h.nodes.subscriber.rest = 'silent';
    const lostAt = h.now;
    h.stopNotification('publisher');
    h.untilPhase('searching', 3_000).run(2_500);
    assert.ok(h.probes('subscriber', lostAt).length > 0);
    assert.equal(h.view.epoch, 1, 'nothing has shown since that the alternate is good');
  });

  it('swift: silence is no look, though an answer to an earlier question had the node in service', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.nodes.subscriber.rest = 'silent';
    const source = paths.userMaintenance(agentId);
    const value = { phase: 'SCHEDULED', seconds: 60, alternateHost: 'sub.example' } as const;
    h.publish('publisher', source, { event: 'put', source, data: { kind: 'MaintenanceAlert', value } });
    h.run(100);
    const asked = h.effects.findLast(({ effect }) => effect.type === 'request' && effect.node === 'subscriber');
    if (asked?.effect.type !== 'request') assert.fail('the alternate was not asked whether it would do');
    const { id, epoch } = asked.effect;
    h.setStatus('publisher', 'OUT_OF_SERVICE');
    h.untilPhase('searching').run(10);
    h.feed({ type: 'reply', id, epoch, reply: { status: 200, headers: {}, payload: h.systemInfo('subscriber') } });
    assert.equal(h.view.nodes.subscriber.status, 'in-service');
    h.run(20_000);
    assert.equal(h.view.nodes.subscriber.status, 'unreachable');
    assert.equal(h.view.epoch, 1, 'nothing has shown in this search that the alternate is good');
  });
});
