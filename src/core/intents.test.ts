import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import type { AgentCommand, ProfileName, SessionRecord } from './contract.ts';
import { agentId, dialog, reason, user } from './test/fixtures.ts';
import { Harness, signedInOnACall } from './test/harness.ts';

const wrapUp: AgentCommand = { type: 'update-call-data', dialogId: '77', wrapUpReason: 'Sale' };
const callData: AgentCommand = {
  type: 'update-call-data',
  dialogId: '77',
  callVariables: [{ name: 'callVariable1', value: 'platinum' }],
};
const ready: AgentCommand = { type: 'set-state', state: 'READY' };

function crash(h: Harness): SessionRecord {
  const session = h.persisted;
  assert.ok(session);
  h.restartWorker();
  return JSON.parse(JSON.stringify(session)) as SessionRecord;
}
const puts = (h: Harness, path: string) => h.requests('PUT', path).length;
const outcomes = (h: Harness) => h.view.toasts.filter(({ key }) => key === 'command-outcome').map((one) => one.params);

describe('intents outlive the worker', () => {
  for (const [name, command] of Object.entries({ 'wrap-up choice': wrapUp, 'call data': callData })) {
    it(`swift: a ${name} in flight when the worker died is written again, once, and told`, () => {
      const h = signedInOnACall({ profile: 'swift', obeys: false });
      h.nodes.publisher.scripted.push({ method: 'PUT', path: paths.dialog('77'), reply: 'lost' });
      h.command('c', command);
      const session = crash(h);
      assert.deepEqual(
        session.unsettled.map(({ command: kept, status }) => ({ kept, status })),
        [{ kept: command, status: 'sent' }],
      );
      h.feed({ type: 'resume', session });
      h.untilPhase('connected').run(100);
      assert.equal(puts(h, paths.dialog('77')), 2);
      const { mediaProperties, ...rest } = dialog('77');
      const written = {
        ...mediaProperties,
        ...(name === 'call data' ? { callVariables: callData.callVariables ?? [] } : { wrapUpReason: 'Sale' }),
      };
      h.setDialogs('put', { ...rest, mediaProperties: written });
      h.run(60_000);
      assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome: 'applied' } }]);
      assert.deepEqual(outcomes(h), [{ command: 'update-call-data', outcome: 'applied' }]);
    });
  }

  it('written before the worker died: the re-read call shows it, and nothing is sent again', () => {
    const h = signedInOnACall({ profile: 'swift', obeys: false });
    h.command('c', wrapUp);
    const session = crash(h);
    h.dialogs = [
      dialog('77', 'ACTIVE', { mediaProperties: { ...dialog('77').mediaProperties, wrapUpReason: 'Sale' } }),
    ];
    h.feed({ type: 'resume', session });
    h.untilPhase('connected').run(1_000);
    assert.equal(puts(h, paths.dialog('77')), 1);
    assert.deepEqual(outcomes(h), [{ command: 'update-call-data', outcome: 'applied' }]);
  });

  it('a hold beside a consultation: to the next worker, too, a call on hold proves nothing', () => {
    const h = signedInOnACall({ profile: 'swift', obeys: false });
    h.command('h', { type: 'call-action', action: 'HOLD', dialogId: '77' });
    h.command('k', { type: 'call-to', action: 'CONSULT_CALL', dialogId: '77', to: '4002' });
    const session = crash(h);
    h.dialogs = [dialog('77', 'HELD')];
    h.feed({ type: 'resume', session });
    h.untilPhase('connected').run(60_000);
    assert.deepEqual(h.settled.find(({ id }) => id === 'h')?.outcome, { outcome: 'unknown' });
  });

  it('the call has gone meanwhile: not applied when it was never sent, unknown when it was', () => {
    for (const held of [true, false]) {
      const h = signedInOnACall({ profile: 'swift', obeys: false });
      if (held) {
        h.stopNode('publisher');
        h.untilLost();
      }
      h.command('c', wrapUp);
      h.dialogs = [];
      h.agent = user('NOT_READY');
      if (!held) h.stopNode('publisher');
      h.untilLost().untilPhase('connected').run(60_000);
      assert.equal(h.outcomeOf('c')?.outcome, held ? 'not-applied' : 'unknown');
      assert.deepEqual(outcomes(h), [{ command: 'update-call-data', outcome: held ? 'not-applied' : 'unknown' }]);
    }
  });

  it('a state in flight is asked for again by the next worker, once; after that it stays unknown', () => {
    const h = new Harness({ profile: 'swift', obeys: false }).signIn();
    h.command('c', ready);
    let session = crash(h);
    h.feed({ type: 'resume', session });
    h.untilPhase('connected').run(100);
    session = crash(h);
    assert.equal(session.unsettled[0]?.resent, true);
    h.feed({ type: 'resume', session });
    h.untilPhase('connected').run(60_000);
    const states = h.effects.filter(
      ({ effect }) => effect.type === 'request' && effect.request.body?.kind === 'UserState',
    );
    assert.equal(states.length, 2);
    assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome: 'unknown' } }]);
  });

  it('a state that was held when the worker died is asked for after the move', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.stopNode('publisher');
    h.untilLost();
    h.command('c', ready);
    const session = crash(h);
    assert.equal(session.unsettled[0]?.status, 'held');
    h.feed({ type: 'resume', session });
    h.untilPhase('connected').run(1_000);
    assert.equal(h.view.agent?.state, 'READY');
    assert.deepEqual(outcomes(h), [{ command: 'set-state', outcome: 'applied' }]);
  });

  it('a supervisor who has decided otherwise meanwhile is not overruled', () => {
    const h = new Harness({ profile: 'swift', obeys: false }).signIn();
    h.command('c', ready);
    h.agent = user('NOT_READY', { reasonCode: reason(999, -1, 'Supervisor Initiated') });
    h.stopNode('publisher');
    h.untilConnectedAgain().run(60_000);
    const outcome = h.outcomeOf('c');
    assert.ok(outcome?.outcome === 'not-applied' && outcome.code === 'changed-by-supervisor');
  });

  it('a pending state with its reason survives worker and move', () => {
    const h = signedInOnACall({ profile: 'swift' });
    h.command('c', { type: 'set-state', state: 'NOT_READY', reasonCodeId: 1 });
    h.run(100);
    const session = crash(h);
    assert.deepEqual(session.wish, { state: 'NOT_READY', reasonCodeId: 1 });
    h.agent = user('TALKING');
    h.stopNode('publisher');
    h.feed({ type: 'resume', session });
    h.untilPhase('connected').run(1_000);
    assert.equal(h.view.agent?.pendingState, 'NOT_READY');
    const last = h.effects.findLast(
      ({ effect }) => effect.type === 'request' && effect.request.body?.kind === 'UserState',
    );
    assert.ok(last?.effect.type === 'request');
    assert.deepEqual(last.effect.request.body, { kind: 'UserState', state: 'NOT_READY', reasonCodeId: 1 });
  });

  for (const profile of ['12.6', '11.x'] as const satisfies readonly ProfileName[]) {
    it(`DF-10, ${profile}: call data in flight is compared, never sent again`, () => {
      const h = signedInOnACall({ profile, obeys: false });
      h.command('c', wrapUp);
      h.stopNode('publisher');
      h.untilConnectedAgain().run(60_000);
      assert.equal(puts(h, paths.dialog('77')), 1);
      assert.deepEqual(outcomes(h), [{ command: 'update-call-data', outcome: 'unknown' }]);
    });
  }

  const once: Readonly<Record<string, AgentCommand>> = {
    DTMF: { type: 'call-action', dialogId: '77', action: 'SEND_DTMF' },
    'a transfer': { type: 'call-action', dialogId: '77', action: 'TRANSFER' },
    'a conference': { type: 'call-action', dialogId: '77', action: 'CONFERENCE' },
    'a hold': { type: 'call-action', dialogId: '77', action: 'HOLD' },
    'a new call': { type: 'make-call', to: '5550000' },
  };
  for (const [name, command] of Object.entries(once)) {
    it(`${name} is never sent twice: not by a move, not by the next worker`, () => {
      const h = signedInOnACall({ profile: 'swift', obeys: false });
      h.command('c', command);
      const path = command.type === 'make-call' ? paths.userDialogs(agentId) : paths.dialog('77');
      const count = () => h.requests('POST', path).length + puts(h, path);
      h.stopNode('publisher');
      h.untilLost();
      const session = crash(h);
      h.feed({ type: 'resume', session });
      h.untilPhase('connected').run(60_000);
      assert.equal(count(), 1);
      assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome: 'unknown' } }]);
      assert.equal(outcomes(h).length, 1);
    });
  }
});
