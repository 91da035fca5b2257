/** A search looks for itself: what an earlier one asked neither counts for it nor holds it up. Found by the simulation, seed 3048. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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
});
