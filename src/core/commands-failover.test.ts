import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import type { AgentCommand, ProfileName } from './contract.ts';
import { agentId, dialog, extension, user } from './test/fixtures.ts';
import { Harness, signedInOnACall } from './test/harness.ts';

const ready: AgentCommand = { type: 'set-state', state: 'READY' };
const notReady: AgentCommand = { type: 'set-state', state: 'NOT_READY', reasonCodeId: 1 };
const hold: AgentCommand = { type: 'call-action', dialogId: '77', action: 'HOLD' };

const onACall = (profile: ProfileName = '12.6', obeys = true): Harness => signedInOnACall({ profile, obeys });

const sentTo = (h: Harness, path: string) => h.requests('PUT', path).slice(path === paths.user(agentId) ? 1 : 0);

describe('commands across a failover', () => {
  const lostToast = (h: Harness, key: string) =>
    h.view.toasts.filter((toast) => toast.key === key).map(({ params }) => params);

  it('swift: a state asked for meanwhile is held, and sent once after the move', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.stopNode('publisher');
    h.untilLost();
    h.command('c', ready);
    assert.equal(h.view.pending[0]?.status, 'held');
    h.untilPhase('connected');
    h.run(1_000);
    assert.equal(sentTo(h, paths.user(agentId)).filter(({ epoch }) => epoch === 2).length, 2, 'LOGIN and the state');
    assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome: 'applied' } }]);
    assert.deepEqual(lostToast(h, 'command-outcome'), [{ command: 'set-state', outcome: 'applied' }]);
  });

  for (const profile of ['12.6', '11.x'] as const) {
    it(`DF-10, ${profile}: it is lost, and the agent is told`, () => {
      const h = new Harness({ profile }).signIn();
      h.stopNode('publisher');
      h.untilLost();
      h.command('c', ready);
      h.untilPhase('connected');
      h.run(30_000);
      assert.equal(h.settled.length, 1);
      const outcome = h.outcomeOf('c');
      assert.ok(outcome?.outcome === 'not-applied' && outcome.code === 'lost-in-failover');
      assert.deepEqual(lostToast(h, 'pending-lost'), [{ state: 'READY' }]);
      assert.equal(h.view.agent?.state, 'NOT_READY');
    });

    it(`DF-10, ${profile}: a pending state is lost, and the agent is told`, () => {
      const h = onACall(profile);
      h.command('c', notReady);
      h.run(100);
      h.agent = user('TALKING');
      h.stopNode('publisher');
      h.untilConnectedAgain();
      h.run(1_000);
      assert.deepEqual(lostToast(h, 'pending-lost'), [{ state: 'NOT_READY' }]);
      assert.equal(h.view.agent?.pendingState, undefined);
    });
  }

  it('swift: a pending state is asked for again, with its reason, once', () => {
    const h = onACall('swift');
    h.command('c', notReady);
    h.run(100);
    h.agent = user('TALKING');
    h.stopNode('publisher');
    h.untilConnectedAgain();
    h.run(1_000);
    const sent = h.effects.flatMap(({ effect }) =>
      effect.type === 'request' && effect.request.body?.kind === 'UserState' ? [effect.request.body] : [],
    );
    assert.deepEqual(sent, Array(2).fill({ kind: 'UserState', state: 'NOT_READY', reasonCodeId: 1 }));
    assert.equal(h.view.agent?.pendingState, 'NOT_READY');
    assert.equal(h.settled.length, 1, 'its caller was told long ago');
    assert.deepEqual(lostToast(h, 'command-outcome'), [{ command: 'set-state', outcome: 'applied' }]);
  });

  it('a call action without a connection is refused at once', () => {
    const h = onACall('swift');
    h.stopNode('publisher');
    h.untilLost();
    h.command('c', hold);
    const outcome = h.outcomeOf('c');
    assert.ok(outcome?.outcome === 'not-applied' && outcome.code === 'not-connected');
    h.untilPhase('connected').run(30_000);
    assert.equal(h.settled.length, 1);
    assert.equal(h.requests('PUT', paths.dialog('77')).length, 0);
  });

  for (const [happened, outcome] of [
    [true, 'applied'],
    [false, 'unknown'],
  ] as const) {
    for (const profile of ['swift', '12.6'] as const) {
      it(`${profile}: a HOLD in flight when the link died: ${outcome} by the re-read state, never sent again`, () => {
        const h = onACall(profile, false);
        h.nodes.publisher.scripted.push({ method: 'PUT', path: paths.dialog('77'), reply: 'lost' });
        h.command('c', hold);
        if (happened) h.dialogs = [dialog('77', 'HELD')];
        h.stopNode('publisher');
        h.untilConnectedAgain().run(60_000);
        assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome } }]);
        assert.equal(h.requests('PUT', paths.dialog('77')).length, 1);
        assert.deepEqual(lostToast(h, 'command-outcome'), [{ command: 'call-action', outcome }]);
      });
    }
  }

  it('an accepted HOLD whose event the failover swallowed is found in the re-read calls', () => {
    const h = onACall('swift', false);
    h.command('c', hold);
    h.run(100);
    assert.equal(h.view.pending[0]?.status, 'accepted');
    h.dialogs = [dialog('77', 'HELD')];
    h.stopNode('publisher');
    h.untilConnectedAgain();
    assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome: 'applied' } }]);
  });

  it('a call being made when the link died is compared with the new calls', () => {
    const h = new Harness({ profile: 'swift', obeys: false }).signIn();
    h.command('c', { type: 'make-call', to: '5550000' });
    h.stopNode('publisher');
    h.dialogs = [dialog('901', 'ACTIVE', { fromAddress: extension, toAddress: '5550000' })];
    h.untilConnectedAgain().run(30_000);
    assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome: 'applied' } }]);
    assert.equal(h.requests('POST', paths.userDialogs(agentId)).length, 1);
  });

  it('a 503 fails over, and a state refused by it is sent after the move (swift)', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.nodes.publisher.status = 'OUT_OF_SERVICE';
    h.command('c', ready);
    h.untilConnectedAgain().run(1_000);
    assert.equal(h.view.lastMove?.trigger, 'out-of-service');
    assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome: 'applied' } }]);
  });

  it('a call action refused by a 503 has not taken place', () => {
    const h = onACall('swift');
    h.nodes.publisher.status = 'OUT_OF_SERVICE';
    h.command('c', hold);
    h.untilConnectedAgain().run(1_000);
    assert.equal(h.settled.length, 1);
    assert.equal(h.outcomeOf('c')?.outcome, 'not-applied');
  });

  it('call data written meanwhile is sent after the move in swift, lost in 12.6', () => {
    for (const profile of ['swift', '12.6'] as const) {
      const h = onACall(profile);
      h.stopNode('publisher');
      h.untilLost();
      h.command('c', { type: 'update-call-data', dialogId: '77', wrapUpReason: 'Sale' });
      h.untilPhase('connected').run(60_000);
      assert.equal(h.requests('PUT', paths.dialog('77')).length, profile === 'swift' ? 1 : 0);
      assert.equal(h.settled.length, 1);
    }
  });

  it('sent again once, and then a second failover: unknown, not a third time', () => {
    const h = new Harness({ profile: 'swift', obeys: false }).signIn();
    h.stopNode('publisher');
    h.untilLost();
    h.command('c', ready);
    h.untilPhase('connected').run(100);
    h.startNode('publisher');
    h.stopNode('subscriber');
    h.untilConnectedAgain().run(60_000);
    assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome: 'unknown' } }]);
    const states = h.effects.filter(
      ({ effect }) => effect.type === 'request' && effect.request.body?.kind === 'UserState',
    );
    assert.equal(states.length, 1);
  });

  it('what is open at a sign-out is settled', () => {
    const h = new Harness({ profile: 'swift', obeys: false }).signIn();
    h.command('a', { type: 'make-call', to: '1' });
    h.stopNode('publisher');
    h.stopNode('subscriber');
    h.untilPhase('searching');
    h.command('b', ready);
    h.feed({ type: 'sign-out' });
    assert.equal(h.outcomeOf('a')?.outcome, 'unknown');
    assert.equal(h.outcomeOf('b')?.outcome, 'not-applied');
  });
});
