import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { IllegalInput } from './contract.ts';
import { paths } from '../wire/paths.ts';
import { agentId, user } from './test/fixtures.ts';
import { Harness, signedInOnACall } from './test/harness.ts';

/** The server closes our connection because another desktop of the agent has made one. */
function takenOver(h: Harness): Harness {
  h.tell('publisher', { kind: 'closed', reason: 'conflict' });
  h.nodes.publisher.channels = [];
  return h.run(1_000);
}
const opened = (h: Harness) => h.effects.filter(({ effect }) => effect.type === 'open-channel').length;

describe('another desktop of the same agent', () => {
  it('is told, with nothing lost and nothing done by itself', () => {
    for (const profile of ['swift', '12.6', '11.x'] as const) {
      const h = takenOver(signedInOnACall({ profile }));
      assert.equal(h.view.phase, 'displaced');
      assert.deepEqual([h.view.banner?.key, h.view.banner?.params], ['displaced', { node: 'publisher', times: 1 }]);
      assert.equal(h.view.dialogs.length, 1);
      const count = h.effects.length;
      h.run(600_000);
      assert.equal(h.effects.length, count, 'nobody takes it back but the agent: no ping-pong');
    }
  });

  it('the agent goes on here: connected again on the same node, everything read again', () => {
    const h = takenOver(signedInOnACall({ profile: 'swift' }));
    h.agent = user('HOLD');
    h.feed({ type: 'take-back' });
    assert.equal(h.view.banner?.key, 'taking-back');
    h.untilPhase('connected');
    assert.equal(h.view.agent?.state, 'HOLD');
    assert.equal(h.view.node, 'publisher');
    assert.equal(h.view.epoch, 1);
  });

  it('taken over again, it is said so, and again nothing is done by itself', () => {
    const h = takenOver(new Harness({ profile: 'swift' }).signIn());
    h.feed({ type: 'take-back' });
    h.untilPhase('connected');
    takenOver(h);
    assert.deepEqual(h.view.banner?.params, { node: 'publisher', times: 2 });
    const count = opened(h);
    h.run(60_000);
    assert.equal(opened(h), count);
  });

  it('the agent leaves it to the other desktop: nothing is asked of the server, nothing is kept', () => {
    const h = takenOver(new Harness({ profile: 'swift' }).signIn());
    const puts = h.requests('PUT', paths.user(agentId)).length;
    h.feed({ type: 'sign-out' });
    assert.equal(h.view.phase, 'signed-out');
    assert.equal(h.view.banner?.key, 'signed-out-here');
    assert.equal(h.requests('PUT', paths.user(agentId)).length, puts);
    assert.equal(h.persisted, undefined);
  });

  it('a page that is loaded again asks again, and does not take the connection', () => {
    const h = takenOver(new Harness({ profile: 'swift' }).signIn());
    const session = h.persisted;
    assert.equal(session?.displaced, true);
    h.restartWorker();
    const count = opened(h);
    h.feed({ type: 'resume', session });
    h.run(10_000);
    assert.equal(h.view.phase, 'displaced');
    assert.equal(opened(h), count);
    h.feed({ type: 'take-back' });
    h.untilPhase('connected');
    assert.equal(h.view.agent?.state, 'NOT_READY');
  });

  it('wishes meanwhile are refused, and taking back is illegal elsewhere', () => {
    const h = takenOver(new Harness({ profile: 'swift' }).signIn());
    h.command('c', { type: 'set-state', state: 'READY' });
    assert.equal(h.outcomeOf('c')?.outcome, 'not-applied');
    const other = new Harness().signIn();
    assert.throws(() => other.feed({ type: 'take-back' }), IllegalInput);
  });
});
