/**
 * What proves a conference, a transfer, and what is done beside them: not what may be the doing of another command, nor
 * somebody who came onto the call by another way.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import type { AgentCommand } from './contract.ts';
import { extension } from './test/fixtures.ts';
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
  passedOn,
  refused,
  sendOn,
  transfer,
  withColleague,
} from './test/joined-calls.ts';

/** A command whose request gets lost on its way. */
function lose(h: Harness, id: string, command: AgentCommand): Harness {
  h.nodes.publisher.scripted.push({ method: 'PUT', path: paths.dialog('77'), reply: 'lost' });
  h.command(id, command);
  return h.run(100);
}

function nextWorker(h: Harness, dialogs: Harness['dialogs']): Harness {
  const session: unknown = JSON.parse(JSON.stringify(h.persisted));
  h.restartWorker();
  h.dialogs = dialogs;
  h.feed({ type: 'resume', session: session as NonNullable<typeof h.persisted> });
  return h.untilPhase('connected').run(60_000);
}

describe('call control: what proves nothing, because another command does the same', () => {
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
});

describe('call control: what proves a conference', () => {
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

  describe('one that was lost, when the agent consults and somebody else passes the call on to the colleague', () => {
    const cameOtherwise = call('77', { [customer]: 'WRAP_UP', [extension]: 'HELD', [colleague]: 'ACTIVE' }, 'TRANSFER');
    const retrieved = call('77', { [extension]: 'ACTIVE', [colleague]: 'ACTIVE' }, 'TRANSFER');
    const withOther = call('77', { [customer]: 'ACTIVE', [extension]: 'ACTIVE', [colleague]: 'ACTIVE' }, 'CONFERENCE');
    const isUnknown = (h: Harness): void => {
      assert.equal(h.outcomeOf('c'), undefined);
      h.run(60_000);
      assert.deepEqual(h.outcomeOf('c'), { outcome: 'unknown' });
    };

    it('the call is held', () => {
      const h = lose(withColleague(), 'c', conference);
      h.setDialogs('put', cameOtherwise);
      isUnknown(h.run(100));
    });

    it('it was held, and is retrieved when the consultation is over', () => {
      const h = lose(withColleague(), 'c', conference);
      h.setDialogs('put', cameOtherwise);
      h.run(100).setDialogs('delete', consultation);
      h.run(100).setDialogs('put', { ...retrieved, participants: withOther.participants });
      isUnknown(h.run(100));
    });

    it('it is spoken on, and the consultation held until it ends', () => {
      const h = lose(withColleague(), 'c', conference);
      h.setDialogs('put', call('78', { [extension]: 'HELD', [colleague]: 'ACTIVE' }, 'CONSULT'));
      h.run(100).setDialogs('put', withOther);
      h.run(100).setDialogs('delete', consultation);
      isUnknown(h.run(100));
    });

    it('nor does it prove a transfer, when the agent leaves', () => {
      const h = lose(withColleague(), 'c', transfer);
      h.setDialogs('put', cameOtherwise);
      h.run(100).setDialogs('delete', passedOn);
      isUnknown(h.run(100));
    });

    it('to the next worker, too (seed 7000089)', () => {
      const h = nextWorker(lose(withColleague(), 'c', conference), [cameOtherwise, consultation]);
      assert.deepEqual(h.outcomeOf('c'), { outcome: 'unknown' });
    });
  });

  it('also when the call that was spoken on stays, and the one that was held goes after it', () => {
    const h = withColleague();
    h.command('c', conference);
    h.run(100).setDialogs('put', { ...joined, id: '78' });
    h.run(100).setDialogs('delete', held);
    h.run(100);
    assert.deepEqual(h.outcomeOf('c'), { outcome: 'applied' });
  });
});

describe('call control: what proves a transfer', () => {
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
      nextWorker(h, [call('77', { [customer]: 'ACTIVE', [colleague]: 'ACTIVE', [extension]: 'WRAP_UP' })]);
      assert.deepEqual(h.outcomeOf('c'), { outcome: 'unknown' });
    });
  });
});
