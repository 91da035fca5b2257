/** Consultation, transfer, conference, tones, putting out, listening: sent once, and told as the data shows it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import type { AgentCommand } from './contract.ts';
import { agentId, extension } from './test/fixtures.ts';
import type { Harness } from './test/harness.ts';
import {
  call,
  colleague,
  conference,
  consult,
  consultation,
  customer,
  held,
  joined,
  onACall,
  onConference,
  refused,
  sendOn,
  transfer,
  withColleague,
} from './test/joined-calls.ts';

const tones: AgentCommand = { type: 'send-tones', dialogId: '77', tones: '12#' };
const putOut: AgentCommand = { type: 'drop-participant', dialogId: '77', address: colleague };
const listen: AgentCommand = { type: 'supervise-call', action: 'SILENT_MONITOR', extension: colleague };
const bargeIn: AgentCommand = { type: 'supervise-call', action: 'BARGE_CALL', extension: colleague, dialogId: '80' };

const bodies = (h: Harness): unknown[] =>
  h.effects.flatMap(({ effect }) =>
    effect.type === 'request' && effect.request.requestId === 'c' ? [effect.request.body] : [],
  );

describe('call control: what is sent', () => {
  for (const [name, command, body] of [
    ['a consultation', consult, { action: 'CONSULT_CALL', targetMediaAddress: extension, toAddress: colleague }],
    ['a transfer at once', sendOn, { action: 'TRANSFER_SST', targetMediaAddress: extension, toAddress: colleague }],
    ['tones', tones, { action: 'SEND_DTMF', targetMediaAddress: extension, dtmfString: '12#' }],
    ['putting somebody out', putOut, { action: 'PARTICIPANT_DROP', targetMediaAddress: colleague }],
  ] as const) {
    it(name, () => {
      const h = onACall();
      h.command('c', command);
      assert.deepEqual(bodies(h), [{ kind: 'DialogAction', ...body }]);
      assert.equal(h.requests('PUT', paths.dialog('77')).length, 1);
    });
  }

  it('listening and barging in are asked of the own calls', () => {
    const h = onACall();
    const common = { kind: 'SuperviseCall', fromAddress: extension, toAddress: colleague };
    h.command('c', bargeIn);
    assert.deepEqual(bodies(h), [{ ...common, action: 'BARGE_CALL', associatedDialogUri: paths.dialog('80') }]);
    assert.equal(h.requests('POST', paths.userDialogs(agentId)).length, 1);
  });
});

describe('call control: what shows that it took place', () => {
  it('a consultation: the second call, made on behalf of the first', () => {
    const h = onACall();
    h.command('c', consult);
    h.run(100).setDialogs('put', held);
    h.run(100);
    assert.equal(h.outcomeOf('c'), undefined, 'being put on hold is not it');
    h.setDialogs('post', { ...consultation, associatedDialogUri: paths.dialog('12') });
    h.run(100);
    assert.equal(h.outcomeOf('c'), undefined, 'nor is a consultation about another call');
    h.setDialogs('post', { ...consultation, id: '79' });
    h.run(100);
    assert.deepEqual(h.outcomeOf('c'), { outcome: 'applied' });
  });

  it('a transfer out of the house: the call is gone, and no refusal came for as long as one may take', () => {
    const h = onACall();
    h.command('c', sendOn);
    h.run(100).setDialogs('delete', call('77', { [customer]: 'DROPPED', [extension]: 'DROPPED' }));
    h.run(5_000);
    assert.equal(h.outcomeOf('c'), undefined);
    h.run(30_000);
    assert.deepEqual(h.outcomeOf('c'), { outcome: 'applied' });
  });

  it('the customer has hung up before it: the refusal is told', () => {
    const h = onACall();
    h.command('c', sendOn);
    h.run(100).setDialogs('delete', call('77', { [customer]: 'DROPPED', [extension]: 'DROPPED' }));
    refused(h, 'c');
    h.run(30_000);
    assert.equal(h.outcomeOf('c')?.outcome, 'not-applied');
  });

  it('no answer and the call gone: unknown', () => {
    const h = onACall();
    h.nodes.publisher.scripted.push({ method: 'PUT', path: paths.dialog('77'), reply: 'lost' });
    h.command('c', sendOn);
    h.setDialogs('delete', call('77', { [customer]: 'DROPPED', [extension]: 'DROPPED' }));
    h.run(60_000);
    assert.deepEqual(h.outcomeOf('c'), { outcome: 'unknown' });
  });

  it('tones: nothing can show them, and that is said soon; a refusal is told', () => {
    const h = onACall();
    h.command('c', tones);
    h.run(2_000);
    assert.deepEqual(h.outcomeOf('c'), { outcome: 'unknown' });
    h.command('d', tones);
    refused(h.run(100), 'd');
    h.run(2_000);
    assert.equal(h.outcomeOf('d')?.outcome, 'not-applied');
  });

  it('CTI-7: who is missing in a picture that may be incomplete was not put out by that', () => {
    const h = onConference();
    h.command('c', putOut);
    h.run(100).setDialogs('put', call('77', { [customer]: 'ACTIVE', [extension]: 'ACTIVE' }, 'CONFERENCE'));
    h.run(100);
    // Signing in found the conference there, with somebody of outside: it is in doubt.
    assert.equal(h.view.doubtfulCalls.length, 1);
    assert.equal(h.outcomeOf('c'), undefined);
    h.run(60_000);
    assert.deepEqual(h.outcomeOf('c'), { outcome: 'unknown' });
  });

  it('putting out, listening, barging in', () => {
    const h = onACall();
    h.run(100).setDialogs('put', joined);
    h.command('c', putOut);
    h.run(100).setDialogs('put', call('77', { [customer]: 'ACTIVE', [extension]: 'ACTIVE' }, 'CONFERENCE'));
    h.run(100);
    assert.deepEqual(h.outcomeOf('c'), { outcome: 'applied' });
    const monitor = call('80', { [extension]: 'ACTIVE', [colleague]: 'ACTIVE' }, 'SUPERVISOR_MONITOR');
    h.command('d', listen);
    h.run(100).setDialogs('post', monitor);
    h.run(100);
    assert.deepEqual(h.outcomeOf('d'), { outcome: 'applied' });
    h.command('e', bargeIn);
    h.run(100).setDialogs('delete', monitor);
    h.run(100);
    assert.equal(h.outcomeOf('e'), undefined);
    h.setDialogs('post', { ...joined, id: '81' });
    h.run(100);
    assert.deepEqual(h.outcomeOf('e'), { outcome: 'applied' });
  });
});

describe('call control across a failover', () => {
  const cases = [
    ['a consultation', onACall, consult, [held, consultation]],
    ['a conference', withColleague, conference, [joined]],
    [
      'a transfer that is wrapped up',
      withColleague,
      transfer,
      [call('77', { [customer]: 'ACTIVE', [colleague]: 'ACTIVE', [extension]: 'WRAP_UP' })],
    ],
    ['a transfer of which nothing is left', onACall, sendOn, undefined],
    ['tones', onACall, tones, undefined],
    ['listening', onACall, listen, undefined],
  ] as const;
  for (const [name, begin, command, after] of cases) {
    for (const way of ['move', 'next worker'] as const) {
      it(`${name}, ${way}: sent once, ${after ? 'found in the data read again' : 'unknown'}`, () => {
        const h = begin();
        h.command('c', command);
        if (after) h.dialogs = [...after];
        else if (command === sendOn) h.dialogs = [];
        h.stopNode('publisher');
        if (way === 'move') h.untilConnectedAgain().run(60_000);
        else {
          h.untilLost();
          const session: unknown = JSON.parse(JSON.stringify(h.persisted));
          h.restartWorker();
          h.feed({ type: 'resume', session: session as NonNullable<typeof h.persisted> });
          h.untilPhase('connected').run(60_000);
        }
        assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome: after ? 'applied' : 'unknown' } }]);
        assert.equal(bodies(h).length, 1);
        const told = h.view.toasts.filter(({ key }) => key === 'command-outcome');
        assert.deepEqual(
          told.map(({ params }) => params),
          [{ command: command.type, outcome: after ? 'applied' : 'unknown' }],
        );
      });
    }
    it(`${name} without a connection is refused at once and never sent`, () => {
      const h = begin();
      h.stopNode('publisher');
      h.untilLost();
      h.command('c', command);
      const outcome = h.outcomeOf('c');
      assert.ok(outcome?.outcome === 'not-applied' && outcome.code === 'not-connected');
      h.untilPhase('connected').run(30_000);
      assert.equal(bodies(h).length, 0);
    });
  }
});
