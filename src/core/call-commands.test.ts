/** Consultation, transfer, conference, tones, putting out, listening: sent once, and told as the data shows it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Dialog } from '../wire/dialog.ts';
import { paths } from '../wire/paths.ts';
import type { AgentCommand } from './contract.ts';
import { agentId, dialog, extension, user } from './test/fixtures.ts';
import { Harness, signedInOnACall } from './test/harness.ts';

const colleague = '4002';
const consult: AgentCommand = { type: 'call-to', dialogId: '77', action: 'CONSULT_CALL', to: colleague };
const sendOn: AgentCommand = { type: 'call-to', dialogId: '77', action: 'TRANSFER_SST', to: colleague };
const conference: AgentCommand = { type: 'call-action', dialogId: '77', action: 'CONFERENCE' };
const transfer: AgentCommand = { type: 'call-action', dialogId: '77', action: 'TRANSFER' };
const tones: AgentCommand = { type: 'send-tones', dialogId: '77', tones: '12#' };
const putOut: AgentCommand = { type: 'drop-participant', dialogId: '77', address: colleague };
const listen: AgentCommand = { type: 'supervise-call', action: 'SILENT_MONITOR', extension: colleague };
const bargeIn: AgentCommand = { type: 'supervise-call', action: 'BARGE_CALL', extension: colleague, dialogId: '80' };

type Legs = Readonly<Record<string, Dialog['state']>>;

/** A call with these legs. */
function call(id: string, legs: Legs, callType = 'ACD_IN', more: Partial<Dialog> = {}): Dialog {
  const some = dialog(id);
  const [template] = some.participants;
  assert.ok(template);
  return {
    ...some,
    mediaProperties: { ...some.mediaProperties, callType },
    participants: Object.entries(legs).map(([mediaAddress, state]) => ({ ...template, mediaAddress, state })),
    ...more,
  };
}

const customer = '5551234';
const held = call('77', { [customer]: 'ACTIVE', [extension]: 'HELD' });
const consultation = call('78', { [extension]: 'ACTIVE', [colleague]: 'ACTIVE' }, 'CONSULT', {
  fromAddress: extension,
  toAddress: colleague,
  associatedDialogUri: paths.dialog('77'),
});
const joined = call('77', { [customer]: 'ACTIVE', [extension]: 'ACTIVE', [colleague]: 'ACTIVE' }, 'CONFERENCE');
const passedOn = call('77', { [customer]: 'ACTIVE', [colleague]: 'ACTIVE', [extension]: 'DROPPED' }, 'TRANSFER');

const onACall = (): Harness => signedInOnACall({ profile: 'swift', obeys: false });
const withColleague = (): Harness => {
  const h = new Harness({ profile: 'swift', obeys: false });
  h.agent = user('TALKING');
  h.dialogs = [held, consultation];
  return h.signIn();
};
const onConference = (): Harness => {
  const h = new Harness({ profile: 'swift', obeys: false });
  h.agent = user('TALKING');
  h.dialogs = [joined];
  return h.signIn();
};

function refused(h: Harness, requestId: string): void {
  const errors = [{ errorType: 'Generic Error', errorMessage: 'The call is over', errorData: '' }];
  h.publish('publisher', paths.userDialogs(agentId), {
    event: 'put',
    source: paths.dialog('77'),
    requestId,
    data: { kind: 'ApiErrors', value: errors },
  });
}

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

  it('of two conferences that are asked for at once neither is shown: it may have been the other one', () => {
    const h = withColleague();
    h.command('c', conference);
    h.command('again', conference);
    h.run(100).setDialogs('put', joined);
    h.run(100);
    assert.deepEqual([h.outcomeOf('c'), h.outcomeOf('again')], [undefined, undefined]);
    h.run(60_000);
    assert.deepEqual([h.outcomeOf('c'), h.outcomeOf('again')], [{ outcome: 'unknown' }, { outcome: 'unknown' }]);
  });

  it('a call retrieved beside a conference, asked for before or after it: that speaks with everybody too, and proves nothing', () => {
    const retrieve = { type: 'call-action', dialogId: '77', action: 'RETRIEVE' } as const;
    for (const order of [['retrieve', 'c'] as const, ['c', 'retrieve'] as const]) {
      const h = withColleague();
      for (const id of order) h.command(id, id === 'c' ? conference : retrieve);
      h.run(100).setDialogs('put', joined);
      h.run(100);
      assert.deepEqual([h.outcomeOf('c'), h.outcomeOf('retrieve')], [{ outcome: 'applied' }, undefined]);
      refused(h, 'retrieve');
      h.run(100);
      assert.equal(h.outcomeOf('retrieve')?.outcome, 'not-applied');
    }
    const alone = withColleague();
    alone.command('retrieve', retrieve);
    alone.run(100).setDialogs('put', joined);
    alone.run(100);
    assert.deepEqual(alone.outcomeOf('retrieve'), { outcome: 'applied' });
  });

  it('a hold that was asked for beside a consultation: that holds the call too, and proves nothing', () => {
    const h = onACall();
    h.command('c', consult);
    h.command('hold', { type: 'call-action', dialogId: '77', action: 'HOLD' });
    h.run(100).setDialogs('put', held);
    h.run(100);
    assert.equal(h.outcomeOf('hold'), undefined);
    refused(h, 'hold');
    h.run(100);
    assert.equal(h.outcomeOf('hold')?.outcome, 'not-applied');
    const before = onACall();
    before.command('hold', { type: 'call-action', dialogId: '77', action: 'HOLD' });
    before.command('c', consult);
    before.run(100).setDialogs('put', held);
    before.run(100);
    assert.equal(before.outcomeOf('hold'), undefined, 'nor one that was asked for before it');
    const alone = onACall();
    alone.command('hold', { type: 'call-action', dialogId: '77', action: 'HOLD' });
    alone.run(100).setDialogs('put', held);
    alone.run(100);
    assert.deepEqual(alone.outcomeOf('hold'), { outcome: 'applied' });
  });

  it('a conference: somebody of each call on one', () => {
    const h = withColleague();
    h.command('c', conference);
    h.run(100).setDialogs('put', { ...held, secondaryId: 'x' });
    h.run(100);
    assert.equal(h.outcomeOf('c'), undefined, 'any change of the call is not enough');
    h.setDialogs('delete', consultation);
    h.run(100);
    assert.equal(h.outcomeOf('c'), undefined, 'nor that the colleague has gone');
    h.setDialogs('put', joined);
    h.run(100);
    assert.deepEqual(h.outcomeOf('c'), { outcome: 'applied' });
  });

  it('transfers: the last word about the call names who is on it now, though it comes before the answer', () => {
    for (const [h, command] of [
      [withColleague(), transfer],
      [onACall(), sendOn],
    ] as const) {
      h.command('c', command);
      h.setDialogs('delete', passedOn);
      h.run(100);
      assert.deepEqual(h.outcomeOf('c'), { outcome: 'applied' });
    }
  });

  describe('a transfer that was lost, to somebody who is on the call: being on it when the agent is off proves nothing', () => {
    const lose = (h: Harness, id: string, command: AgentCommand): Harness => {
      h.nodes.publisher.scripted.push({ method: 'PUT', path: paths.dialog('77'), reply: 'lost' });
      h.command(id, command);
      return h.run(100);
    };
    const isUnknown = (h: Harness): void => {
      assert.equal(h.outcomeOf('c'), undefined);
      h.setDialogs('delete', passedOn);
      h.run(60_000);
      assert.deepEqual(h.outcomeOf('c'), { outcome: 'unknown' });
    };

    it('on it when it was asked for', () => {
      isUnknown(lose(onConference(), 'c', sendOn));
    });

    it('on it since, by a conference', () => {
      const h = lose(onACall(), 'c', sendOn);
      h.setDialogs('put', joined);
      isUnknown(h.run(100));
    });

    it('on it since, as the call tells that was read for another command', () => {
      const h = lose(onACall(), 'older', { type: 'call-action', dialogId: '77', action: 'HOLD' }).run(5_000);
      lose(h, 'c', sendOn);
      h.dialogs = [joined];
      isUnknown(h.until(() => h.outcomeOf('older') !== undefined));
    });

    it('to the next worker, too', () => {
      const h = lose(onConference(), 'c', sendOn);
      const session: unknown = JSON.parse(JSON.stringify(h.persisted));
      h.restartWorker();
      h.dialogs = [call('77', { [customer]: 'ACTIVE', [colleague]: 'ACTIVE', [extension]: 'WRAP_UP' })];
      h.feed({ type: 'resume', session: session as NonNullable<typeof h.persisted> });
      h.untilPhase('connected').run(60_000);
      assert.deepEqual(h.outcomeOf('c'), { outcome: 'unknown' });
    });
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
