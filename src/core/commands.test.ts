import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import type { AgentCommand, ProfileName } from './contract.ts';
import { agentId, dialog, extension, reason, team, user } from './test/fixtures.ts';
import { errors, reply } from './test/fake-node.ts';
import { Harness, signedInOnACall } from './test/harness.ts';

const ready: AgentCommand = { type: 'set-state', state: 'READY' };
const notReady: AgentCommand = { type: 'set-state', state: 'NOT_READY', reasonCodeId: 1 };
const putUser = { method: 'PUT', path: paths.user(agentId) } as const;

const onACall = (profile: ProfileName = '12.6', obeys = true): Harness => signedInOnACall({ profile, obeys });

const statusOf = (h: Harness) => h.view.pending[0]?.status;

describe('commands while connected', () => {
  it('a state change is sent, accepted, and applied when its event shows it', () => {
    const h = new Harness({ obeys: false }).signIn();
    h.command('c', notReady);
    assert.equal(statusOf(h), 'sent');
    h.run(50);
    assert.equal(statusOf(h), 'accepted');
    assert.equal(h.settled.length, 0, 'NOT_READY already, but not with this reason');
    h.setAgent(user('NOT_READY', { reasonCodeId: 1, reasonCode: reason(10, 1, 'Break') }));
    h.run(50);
    assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome: 'applied' } }]);
    assert.deepEqual(h.view.pending, []);
    assert.equal(h.view.toasts.length, 0);
  });

  it('during a call the pending state is the sign', () => {
    const h = onACall();
    h.command('c', notReady);
    h.run(100);
    assert.deepEqual(h.outcomeOf('c'), { outcome: 'applied' });
    assert.equal(h.view.agent?.pendingState, 'NOT_READY');
  });

  it('a refusal at once: not applied with the type, and told', () => {
    const h = new Harness().signIn();
    h.nodes.publisher.scripted.push({ ...putUser, reply: reply(400, errors('Invalid State', 'not now')) });
    h.command('c', ready);
    h.run(100);
    assert.deepEqual(h.outcomeOf('c'), { outcome: 'not-applied', code: 'Invalid State', message: 'not now' });
    assert.equal(h.view.toasts[0]?.key, 'command-refused');
  });

  for (const requestId of ['c', '']) {
    it(`a refusal by event (${requestId ? 'request id' : 'by source only'})`, () => {
      const h = new Harness({ obeys: false }).signIn();
      h.command('c', ready);
      h.run(100);
      h.publish('publisher', paths.user(agentId), {
        event: 'put',
        source: paths.user(agentId),
        requestId,
        data: errors('Generic Error', 'CF_INVALID_OBJECT_STATE'),
      });
      h.run(100);
      assert.equal(h.outcomeOf('c')?.outcome, 'not-applied');
    });
  }

  it('an error with the request id of somebody else settles nothing', () => {
    const h = new Harness({ obeys: false }).signIn();
    h.command('c', ready);
    h.run(100);
    const path = paths.user(agentId);
    h.publish('publisher', path, { event: 'put', source: path, requestId: 'other', data: errors('Generic Error') });
    h.run(100);
    assert.equal(h.settled.length, 0);
  });

  for (const [shows, outcome] of [
    [true, 'applied'],
    [false, 'unknown'],
  ] as const) {
    it(`no event for 20 s after the 202: read again, then ${outcome}`, () => {
      const h = new Harness({ obeys: false }).signIn();
      h.command('c', ready);
      h.run(100);
      if (shows) h.agent = user('READY');
      h.run(19_800);
      assert.equal(h.settled.length, 0);
      h.run(300);
      assert.equal(h.outcomeOf('c')?.outcome, outcome);
    });
  }

  it('a newer state replaces an older one on its way', () => {
    const h = new Harness({ obeys: false }).signIn();
    h.command('a', ready);
    h.command('b', notReady);
    assert.deepEqual(h.outcomeOf('a'), {
      outcome: 'not-applied',
      code: 'superseded',
      message: 'A newer state was asked for.',
    });
    assert.equal(h.view.pending.length, 1);
  });

  it('a call is made, held, taken back and dropped', () => {
    const h = new Harness().signIn();
    h.command('make', { type: 'make-call', to: '5550000' });
    h.run(100);
    assert.deepEqual(h.outcomeOf('make'), { outcome: 'applied' });
    for (const action of ['HOLD', 'RETRIEVE', 'DROP'] as const) {
      h.command(action, { type: 'call-action', dialogId: '900', action });
      h.run(100);
      assert.deepEqual(h.outcomeOf(action), { outcome: 'applied' }, action);
    }
    const sent = h.effects.flatMap(({ effect }) =>
      effect.type === 'request' && effect.request.body?.kind === 'DialogAction' ? [effect.request.body] : [],
    );
    assert.deepEqual(sent[0], { kind: 'DialogAction', action: 'HOLD', targetMediaAddress: extension });
    assert.deepEqual(h.view.dialogs, []);
  });

  it('an action without a sign of its own is applied with the next change of its dialog', () => {
    const h = onACall('12.6', false);
    h.command('c', { type: 'call-action', dialogId: '77', action: 'START_RECORDING' });
    h.run(100);
    h.setDialogs('put', dialog('77', 'ACTIVE', { secondaryId: 'rec' }));
    h.run(100);
    assert.deepEqual(h.outcomeOf('c'), { outcome: 'applied' });
  });

  it('a supervisor changes the state of a member', () => {
    const h = new Harness();
    h.agent = user('NOT_READY', { roles: ['Supervisor'], teams: [{ uri: '', id: '1', name: '' }] });
    h.teams = [team([{ loginId: '1002', state: 'READY' }])];
    h.signIn();
    h.command('c', { type: 'set-member-state', loginId: '1002', state: 'NOT_READY' });
    h.run(50);
    const changed = { ...user('NOT_READY'), loginId: '1002', extension: '4002' };
    const source = paths.user('1002');
    h.publish('publisher', paths.teamUsers('1'), { event: 'put', source, data: { kind: 'User', value: changed } });
    h.run(50);
    assert.deepEqual(h.outcomeOf('c'), { outcome: 'applied' });
    assert.equal(h.view.teams[0]?.users[0]?.state, 'NOT_READY');
    assert.equal(h.view.agent?.loginId, agentId, 'the own agent is untouched');
  });
});
