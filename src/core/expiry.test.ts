import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import { agentId, extension, user } from './test/fixtures.ts';
import { Harness, signedInOnACall } from './test/harness.ts';

const minute = 60_000;
const lasts = (h: Harness, ms: number): Harness => {
  h.feed({ type: 'sign-in-lasts', until: h.now + ms });
  return h;
};
const told = (h: Harness): string[] => h.notices.map(({ key }) => key).filter((key) => key.startsWith('sign-in'));
const forcedOut = (h: Harness): unknown[] =>
  h.effects.flatMap(({ effect }) =>
    effect.type === 'request' && effect.request.body?.kind === 'UserState' && effect.request.body.state === 'LOGOUT'
      ? [effect.request.body.reasonCodeId]
      : [],
  );

const stage = (h: Harness): string | undefined => h.view.signInEnd?.stage;

describe('the end of a sign-in by tokens', () => {
  it('PF-10: told 10 min and 5 min before and in the last minute, each once; at zero the agent is forced out', () => {
    const h = lasts(new Harness().signIn(), 12 * minute);
    h.run(2 * minute - 10);
    assert.equal(stage(h), undefined);
    h.run(20);
    assert.equal(stage(h), 'ten-minutes');
    h.run(5 * minute);
    assert.equal(stage(h), 'five-minutes');
    h.run(4 * minute);
    assert.equal(stage(h), 'last-minute');
    assert.deepEqual(told(h), ['sign-in-ends', 'sign-in-ends', 'sign-in-ends-soon']);
    assert.deepEqual(forcedOut(h), []);
    h.run(minute);
    assert.deepEqual(forcedOut(h), [255]);
    assert.equal(h.view.phase, 'expired');
    assert.equal(h.view.banner?.key, 'sign-in-ended');
    assert.equal(h.view.signInEnd, undefined);
  });

  it('PF-10, GL-10: after zero nothing that was shown is lost, and signing in again goes on with it', () => {
    const h = lasts(signedInOnACall(), minute);
    h.untilPhase('expired', 2 * minute);
    assert.equal(h.view.dialogs.length, 1);
    assert.equal(h.view.agent?.loginId, agentId);
    h.feed({ type: 'sign-in', agentId, extension, node: 'publisher' });
    lasts(h, 60 * minute);
    h.untilPhase('connected');
    assert.equal(h.view.dialogs.length, 1);
    h.run(40 * minute);
    assert.equal(h.view.phase, 'connected');
  });

  it('PF-10: renewed in time, no word of it is left and nothing else changes', () => {
    const h = lasts(signedInOnACall(), 9 * minute);
    const { epoch, dialogs } = h.view;
    assert.equal(stage(h), 'ten-minutes', 'told at once when it is late already');
    h.run(8.5 * minute);
    lasts(h, 60 * minute);
    assert.equal(h.view.signInEnd, undefined);
    assert.ok(told(h).includes('sign-in-renewed'));
    h.run(30 * minute);
    assert.equal(h.view.phase, 'connected');
    assert.equal(h.view.epoch, epoch);
    assert.equal(h.view.dialogs, dialogs);
    assert.deepEqual(forcedOut(h), []);
  });

  it('PF-10: in the middle of a failover the sign-in ends all the same', () => {
    const h = lasts(new Harness().signIn(), minute);
    h.stopNode('publisher');
    h.stopNode('subscriber');
    h.untilPhase('searching', 50_000).untilPhase('expired', 2 * minute);
    h.startNode('publisher');
    h.startNode('subscriber');
    h.run(2 * minute);
    assert.equal(h.view.phase, 'expired');
  });

  it('PF-10: a password has no end, and another agent does not inherit one', () => {
    const h = lasts(new Harness().signIn(), 20 * minute);
    h.feed({ type: 'sign-out' });
    h.agent = user('LOGOUT');
    h.untilPhase('signed-out');
    h.agent = user('NOT_READY');
    h.signIn();
    h.run(30 * minute);
    assert.equal(h.view.phase, 'connected');
    assert.deepEqual(told(h), []);
  });

  it('PF-10: a computer that slept over the end finds it ended', () => {
    const h = lasts(new Harness({ profile: 'swift' }).signIn(), 5 * minute);
    h.now += 30 * minute;
    h.run(1_000);
    assert.equal(h.view.phase, 'expired');
    assert.ok(h.requests('PUT', paths.user(agentId)).length > 0);
  });
});
