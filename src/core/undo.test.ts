import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import type { ProfileName } from './contract.ts';
import { agentId, dialog, reason, user } from './test/fixtures.ts';
import { Harness } from './test/harness.ts';

const forcedOut = (state: 'NOT_READY' | 'LOGOUT', code = 50002) =>
  user(state, { reasonCodeId: -1, reasonCode: reason(code, -1, 'Connection Failure') });
const keysOf = (h: Harness): readonly string[] =>
  h.view.toasts.map(({ key }) => key).filter((key) => key !== 'events-missed');
const wordOf = (h: Harness): unknown => h.view.toasts.find(({ key }) => key === 'forced-logout')?.params['undo'];
const sent = (h: Harness, kind: 'UserState' | 'UserLogin') =>
  h.effects.flatMap(({ effect }) =>
    effect.type === 'request' && effect.request.body?.kind === kind ? [effect.request.body] : [],
  );

function movedAs(before: ReturnType<typeof user>, profile: ProfileName = 'swift'): Harness {
  const h = new Harness({ profile });
  h.agent = before;
  h.signIn();
  h.stopNode('publisher');
  h.untilConnectedAgain();
  return h;
}

describe('PF-3: a late forced logout is taken back', () => {
  for (const code of [255, 50002, 20001, 20002]) {
    it(`LOAD=0, ${code}: who was Ready is asked for Ready again, and told`, () => {
      const h = movedAs(user('READY')).run(120_000);
      h.setAgent(forcedOut('NOT_READY', code));
      h.run(1_000);
      assert.equal(h.view.agent?.state, 'READY');
      assert.equal(h.view.phase, 'connected');
      assert.deepEqual(keysOf(h), ['forced-logout', 'forced-logout-undone']);
      assert.equal(wordOf(h), 'under-way');
      assert.deepEqual(h.view.toasts[1]?.params, { state: 'READY', outcome: 'applied' });
      assert.equal(h.settled.length, 0, 'nobody but the agent asked for it');
    });
  }

  it('LOAD=0: Not Ready comes back with the reason that the agent had chosen', () => {
    const h = movedAs(user('NOT_READY', { reasonCodeId: 1, reasonCode: reason(10, 1, 'Break') }));
    h.setAgent(forcedOut('NOT_READY'));
    h.run(1_000);
    assert.deepEqual(sent(h, 'UserState'), [{ kind: 'UserState', state: 'NOT_READY', reasonCodeId: 1 }]);
    assert.equal(h.view.agent?.reasonCodeId, 1);
  });

  it('LOAD=0: Not Ready without a reason is as good as it was; nothing is sent', () => {
    const h = movedAs(user('NOT_READY'));
    h.setAgent(forcedOut('NOT_READY'));
    h.run(1_000);
    assert.equal(wordOf(h), 'nothing');
    assert.equal(sent(h, 'UserState').length, 0);
  });

  it('wrap-up that was ended by force is not followed by Ready: the agent had not finished', () => {
    const h = movedAs(user('READY'));
    h.setAgent(user('WORK_READY'));
    h.run(1_000);
    h.setAgent(forcedOut('NOT_READY'));
    h.run(1_000);
    assert.equal(wordOf(h), 'nothing');
    assert.equal(h.view.agent?.state, 'NOT_READY');
  });

  it('put off to the end of the call: what was chosen before the call comes back, or what was wished in it', () => {
    for (const wished of [false, true]) {
      const h = new Harness({ profile: 'swift' });
      h.agent = user('READY');
      h.signIn();
      h.dialogs = [dialog('77')];
      h.setDialogs('post', dialog('77'));
      h.setAgent(user('TALKING'));
      h.run(1_000);
      h.stopNode('publisher');
      h.untilConnectedAgain();
      if (wished) h.command('w', { type: 'set-state', state: 'NOT_READY', reasonCodeId: 1 });
      h.run(600_000);
      const own = sent(h, 'UserState').length;
      h.setDialogs('delete', dialog('77', 'DROPPED'));
      h.setAgent(forcedOut('NOT_READY'));
      h.run(1_000);
      const expected = wished ? { state: 'NOT_READY', reasonCodeId: 1 } : { state: 'READY' };
      assert.deepEqual(sent(h, 'UserState').slice(own), [{ kind: 'UserState', ...expected }]);
      assert.equal(h.view.agent?.state, expected.state);
    }
  });

  it('LOAD=1: signed in again with the former state, without a move', () => {
    const h = movedAs(user('READY')).run(60_000);
    const logins = sent(h, 'UserLogin').length;
    h.setAgent(forcedOut('LOGOUT'));
    h.run(15);
    assert.equal(h.view.phase, 'restoring');
    assert.equal(h.view.banner?.key, 'signing-in-again');
    h.untilPhase('connected').run(1_000);
    assert.equal(sent(h, 'UserLogin').length, logins + 1);
    assert.equal(h.view.agent?.state, 'READY');
    assert.equal(h.view.epoch, 2);
    assert.equal(h.view.node, 'subscriber');
    assert.deepEqual(keysOf(h), ['forced-logout', 'forced-logout-undone']);
    assert.ok(h.persisted);
  });

  it('LOAD=1 in the middle of a call: signed in again, and not Ready while the call is up', () => {
    const h = movedAs(user('READY'));
    h.setDialogs('post', dialog('77'));
    h.setAgent(user('TALKING'));
    h.run(1_000);
    h.setAgent(forcedOut('LOGOUT'));
    h.run(100).untilPhase('connected').run(1_000);
    assert.equal(h.view.dialogs.length, 1);
    assert.equal(sent(h, 'UserState').length, 0);
    assert.deepEqual(h.view.toasts.at(-1)?.params, { state: 'NOT_READY', outcome: 'applied' });
  });

  it('LOAD=1: refused, it is the end of the session, not a search for another node', () => {
    const h = movedAs(user('READY'));
    h.nodes.subscriber.scripted.push({
      method: 'PUT',
      path: paths.user(agentId),
      reply: { status: 400, headers: {}, payload: { kind: 'ApiErrors', value: [] } },
    });
    h.setAgent(forcedOut('LOGOUT'));
    h.run(1_000);
    assert.equal(h.view.phase, 'signed-out');
  });

  for (const state of ['NOT_READY', 'LOGOUT'] as const) {
    it(`at most once per epoch (${state}): a second one stays, and that is told`, () => {
      const h = movedAs(user('READY'));
      h.setAgent(forcedOut(state));
      h.run(100).untilPhase('connected').run(1_000);
      const count = h.effects.length;
      h.setAgent(forcedOut(state));
      h.run(30_000);
      assert.equal(h.view.toasts.filter(({ key }) => key === 'forced-logout').at(-1)?.params['undo'], 'already-once');
      assert.equal(h.view.phase, state === 'LOGOUT' ? 'signed-out' : 'connected');
      const later = h.effects.slice(count).map(({ effect }) => effect);
      assert.ok(!later.some((effect) => effect.type === 'request' && effect.request.method === 'PUT'));
    });

    it(`12.6 and 11.x leave it (${state}), as documented, and say so`, () => {
      for (const profile of ['12.6', '11.x'] as const) {
        const h = movedAs(user('READY'), profile);
        h.setAgent(forcedOut(state));
        h.run(1_000);
        assert.equal(wordOf(h), 'not-by-profile');
        assert.equal(sent(h, 'UserState').length, 0);
        assert.equal(h.view.phase, state === 'LOGOUT' ? 'signed-out' : 'connected');
      }
    });
  }

  for (const code of [999, 50003, 50004]) {
    it(`${code} is never taken back, signed out or Not Ready`, () => {
      for (const state of ['NOT_READY', 'LOGOUT'] as const) {
        const h = movedAs(user('READY'));
        const count = h.effects.length;
        h.setAgent(forcedOut(state, code));
        h.run(30_000);
        const later = h.effects.slice(count).map(({ effect }) => effect);
        assert.ok(!later.some((effect) => effect.type === 'request' && effect.request.method === 'PUT'));
      }
    });
  }

  it('a supervisor who decides meanwhile is not overruled', () => {
    const h = movedAs(user('READY'));
    h.startNode('publisher');
    h.stopNode('subscriber');
    h.agent = forcedOut('NOT_READY');
    h.untilLost();
    h.agent = forcedOut('NOT_READY', 999);
    h.untilPhase('connected').run(1_000);
    assert.equal(sent(h, 'UserState').length, 0);
    assert.deepEqual(keysOf(h), ['changed-by-supervisor']);
  });

  it('the agent who chooses meanwhile is not overruled either', () => {
    const h = new Harness({ profile: 'swift', obeys: false });
    h.agent = user('READY');
    h.signIn();
    h.setAgent(forcedOut('NOT_READY'));
    h.run(10);
    h.command('c', { type: 'set-state', state: 'NOT_READY', reasonCodeId: 1 });
    h.run(50);
    h.setAgent(user('NOT_READY', { reasonCodeId: 1, reasonCode: reason(10, 1, 'Break') }));
    h.run(60_000);
    assert.equal(h.view.agent?.reasonCodeId, 1);
    assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome: 'applied' } }]);
    assert.deepEqual(keysOf(h), ['forced-logout']);
  });

  it('lost while it is being taken back: the next worker does it, once more and not a third time', () => {
    const h = new Harness({ profile: 'swift', obeys: false });
    h.agent = user('READY');
    h.signIn();
    h.setAgent(forcedOut('NOT_READY'));
    h.run(11);
    const session = h.persisted;
    assert.equal(session?.races?.undoneIn, 1);
    h.restartWorker();
    h.feed({ type: 'resume', session });
    h.untilPhase('connected').run(40_000);
    assert.equal(sent(h, 'UserState').length, 2);
    assert.equal(h.view.toasts.at(-1)?.params['outcome'], 'unknown');
    assert.equal(h.persisted?.races?.undo, undefined);
  });
});

describe('PF-4 and PF-5', () => {
  it('PF-4: a forced logout that finds the agent signing out, or signed out, is harmless and not told as one', () => {
    const h = movedAs(user('NOT_READY'));
    h.feed({ type: 'sign-out' });
    h.setAgent(forcedOut('LOGOUT'));
    h.run(5_000);
    assert.equal(h.view.phase, 'signed-out');
    h.setAgent(forcedOut('LOGOUT'));
    h.run(5_000);
    assert.deepEqual(keysOf(h), []);
    assert.equal(sent(h, 'UserLogin').length, 2);
  });

  for (const state of ['NOT_READY', 'LOGOUT'] as const) {
    it(`PF-5: after a crash and a sign-in on the alternate, the old node's forced logout (${state}) is taken back`, () => {
      const h = new Harness({ profile: 'swift' });
      h.agent = user('READY');
      h.signIn('subscriber').run(150_000);
      h.setAgent(forcedOut(state));
      h.run(100).untilPhase('connected').run(1_000);
      assert.equal(h.view.agent?.state, 'READY');
      assert.deepEqual(keysOf(h), ['forced-logout', 'forced-logout-undone']);
    });
  }
});

describe('PF-7: what a lost CTI link leaves behind is no forced logout', () => {
  function afterLinkOutage(before: ReturnType<typeof user>): Harness {
    const h = new Harness({ profile: 'swift' });
    h.agent = before;
    h.signIn();
    h.setStatus('publisher', 'OUT_OF_SERVICE');
    h.setStatus('subscriber', 'OUT_OF_SERVICE');
    h.run(30_000);
    h.setStatus('publisher', 'IN_SERVICE');
    return h;
  }

  it('was Not Ready: Connection Failure is explained, and stays', () => {
    const h = afterLinkOutage(user('NOT_READY', { reasonCodeId: 1, reasonCode: reason(10, 1, 'Break') }));
    h.agent = forcedOut('NOT_READY');
    h.untilPhase('connected').run(30_000);
    assert.deepEqual(keysOf(h), ['link-failure-shown']);
    assert.equal(sent(h, 'UserState').length, 0);
  });

  it('was Ready: the next Not Ready shows it whatever was chosen; that is explained and counts as done', () => {
    const h = new Harness({ profile: 'swift', obeys: false });
    h.agent = user('READY');
    h.signIn();
    h.setStatus('publisher', 'OUT_OF_SERVICE');
    h.setStatus('subscriber', 'OUT_OF_SERVICE');
    h.run(30_000);
    h.setStatus('publisher', 'IN_SERVICE');
    h.untilPhase('connected').run(60_000);
    h.command('c', { type: 'set-state', state: 'NOT_READY', reasonCodeId: 1 });
    h.run(50);
    h.setAgent(forcedOut('NOT_READY'));
    h.run(1_000);
    assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome: 'applied' } }]);
    assert.deepEqual(keysOf(h), ['link-failure-shown']);
  });

  it('a node that forces the agent out after such an outage is still recognised', () => {
    const h = afterLinkOutage(user('READY'));
    h.untilPhase('connected').run(60_000);
    h.setAgent(forcedOut('NOT_READY'));
    h.run(1_000);
    assert.deepEqual(keysOf(h), ['forced-logout', 'forced-logout-undone']);
  });
});
