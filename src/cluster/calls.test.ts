/** Calls from ringing to wrap-up, and what they make of agent states. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paths } from '../wire/paths.ts';
import { ClusterRefusal } from './contract.ts';
import { bench, valueOf } from './test/bench.ts';
import type { Bench } from './test/bench.ts';
import { timing } from './timing.ts';

function readyBench(loginId = '1001'): Bench {
  const b = bench();
  b.signIn(loginId);
  b.setState(loginId, 'READY');
  b.connect('publisher', loginId, 's');
  b.forget();
  return b;
}

/** Keeps the sessions alive while time passes. */
function advanceAlive(b: Bench, ms: number): void {
  for (let left = ms; left > 0; left -= 20_000) {
    b.ping('publisher', 's');
    b.advance(Math.min(left, 20_000));
  }
}

const dialogEvents = (b: Bench): string[] =>
  b
    .updates('s')
    .filter((update) => update.data.kind === 'Dialog' || update.data.kind === 'Dialogs')
    .map((update) => {
      const dialog = update.data.kind === 'Dialog' ? update.data.value : valueOf(update.data, 'Dialogs')[0];
      const own = dialog?.participants.find((each) => each.mediaAddress === '4001');
      return `${update.event} ${own?.state ?? '-'}`;
    });

const states = (b: Bench): string[] =>
  b.updates('s').flatMap((update) => (update.data.kind === 'User' ? [update.data.value.state] : []));

test('a customer call: rings, is answered, held, taken back, dropped; the agent is Ready again', () => {
  const b = readyBench();
  const id = b.ring('1001');
  for (const action of ['ANSWER', 'HOLD', 'RETRIEVE', 'DROP'] as const) {
    assert.equal(b.act('1001', id, action).status, 202);
  }
  assert.deepEqual(dialogEvents(b), ['post ALERTING', 'put ACTIVE', 'put HELD', 'put ACTIVE', 'delete DROPPED']);
  assert.deepEqual(states(b), ['RESERVED', 'TALKING', 'HOLD', 'TALKING', 'READY']);
  assert.deepEqual(b.view().calls, []);
});

test('the dialog tells queue, customer data and what may be done', () => {
  const b = readyBench();
  const id = b.ring('1001', '0309876');
  const dialog = valueOf(b.rest('subscriber', 'GET', paths.dialog(id), { as: '1001' }).payload, 'Dialog');
  assert.equal(dialog.state, 'ALERTING');
  assert.equal(dialog.fromAddress, '0309876');
  assert.equal(dialog.mediaProperties.queueName, 'Billing');
  assert.equal(dialog.mediaProperties.dialedNumber, '8001');
  assert.deepEqual(
    dialog.mediaProperties.callVariables.map((variable) => variable.name),
    ['callVariable1', 'callVariable2', 'callVariable3'],
  );
  assert.deepEqual(
    dialog.participants.map((each) => [each.mediaAddress, each.mediaAddressType, each.actions]),
    [
      ['0309876', '', []],
      ['4001', 'AGENT_DEVICE', ['ANSWER']],
    ],
  );
});

test('call data is changed by name and seen on both nodes', () => {
  const b = readyBench();
  const id = b.ring('1001');
  b.act('1001', id, 'ANSWER');
  const reply = b.rest('publisher', 'PUT', paths.dialog(id), {
    as: '1001',
    body: {
      kind: 'UpdateCallData',
      targetMediaAddress: '4001',
      callVariables: [{ name: 'callVariable2', value: 'Complaint' }],
      wrapUpReason: 'Solved',
    },
  });
  assert.equal(reply.status, 202);
  const { mediaProperties } = valueOf(b.rest('subscriber', 'GET', paths.dialog(id), { as: '1001' }).payload, 'Dialog');
  assert.equal(mediaProperties.wrapUpReason, 'Solved');
  assert.equal(mediaProperties.callVariables.find((variable) => variable.name === 'callVariable2')?.value, 'Complaint');
  assert.equal(mediaProperties.callVariables.length, 3);
});

test('wrong actions on a call are refused and change nothing', () => {
  const b = readyBench();
  b.signIn('1002');
  const id = b.ring('1001');
  const put = (as: string, targetMediaAddress: string, action: 'HOLD' | 'TRANSFER' | 'ANSWER') =>
    b.rest('publisher', 'PUT', paths.dialog(id), { as, body: { kind: 'DialogAction', action, targetMediaAddress } });
  assert.equal(put('1001', '4001', 'HOLD').status, 400);
  assert.equal(put('1001', '4001', 'TRANSFER').status, 400);
  assert.equal(put('1001', '', 'ANSWER').status, 400);
  assert.equal(put('1001', '0301234567', 'ANSWER').status, 401);
  assert.equal(put('1002', '4002', 'ANSWER').status, 401);
  assert.deepEqual(states(b), ['RESERVED']);
});

test('two clicks on Answer: the second fails by an event', () => {
  const b = readyBench();
  const id = b.ring('1001');
  const body = { kind: 'DialogAction', action: 'ANSWER', targetMediaAddress: '4001' } as const;
  for (const requestId of ['one', 'two']) b.ask('publisher', 'PUT', paths.dialog(id), { as: '1001', body, requestId });
  b.advance(100);
  const failed = b.updates('s').filter((update) => update.data.kind === 'ApiErrors');
  assert.deepEqual(
    failed.map((update) => [update.requestId, update.source]),
    [['two', paths.dialog(id)]],
  );
});

test('nobody answers: RONA, Not Ready 32767', () => {
  const b = readyBench();
  b.ring('1001');
  b.advance(timing.ringNoAnswer);
  assert.deepEqual(dialogEvents(b), ['post ALERTING', 'delete DROPPED']);
  assert.deepEqual([b.agent('1001').state, b.agent('1001').reasonCode], ['NOT_READY', 32767]);
});

test('the customer hangs up; a call from Not Ready ends in the same Not Ready', () => {
  const b = readyBench();
  b.setState('1001', 'NOT_READY', { reasonCodeId: 21 });
  const id = b.ring('1001');
  b.act('1001', id, 'ANSWER');
  b.fault({ action: 'hang-up', agent: '1001' });
  b.advance(20);
  assert.deepEqual([b.agent('1001').state, b.agent('1001').reasonCode], ['NOT_READY', 1]);
  assert.throws(() => b.fault({ action: 'hang-up', agent: '1001' }), ClusterRefusal);
});

for (const [what, prepare, code] of [
  ['an unknown agent', () => undefined, 'unknown-agent'],
  ['who is signed out', () => undefined, 'agent-not-available'],
  ['who is on a call', (b: Bench) => void b.ring('1001'), 'agent-not-available'],
] as const) {
  test(`ring refused: ${what}`, () => {
    const b = readyBench();
    prepare(b);
    const agent = { 'an unknown agent': '9', 'who is signed out': '1002', 'who is on a call': '1001' }[what];
    const before = JSON.stringify(b.cluster().snapshot());
    assert.throws(
      () => b.fault({ action: 'ring', agent, from: '1' }),
      (error) => error instanceof ClusterRefusal && error.code === code,
    );
    assert.equal(JSON.stringify(b.cluster().snapshot()), before);
  });
}

test('a state asked for on a call is pending and honoured when it ends', () => {
  const b = readyBench();
  const id = b.ring('1001');
  b.act('1001', id, 'ANSWER');
  assert.equal(b.setState('1001', 'NOT_READY', { reasonCodeId: 22 }).status, 202);
  const user = valueOf(b.rest('publisher', 'GET', paths.user('1001'), { as: '1001' }).payload, 'User');
  assert.deepEqual([user.state, user.pendingState], ['TALKING', 'NOT_READY']);
  b.act('1001', id, 'DROP');
  assert.deepEqual([b.agent('1001').state, b.agent('1001').reasonCode], ['NOT_READY', 2]);
});

test('DF-10: a pending state is lost by signing in on the other node, kept by signing in on the same', () => {
  for (const [node, expected] of [
    ['publisher', 'NOT_READY'],
    ['subscriber', 'READY'],
  ] as const) {
    const b = readyBench();
    const id = b.ring('1001');
    b.act('1001', id, 'ANSWER');
    b.setState('1001', 'NOT_READY');
    b.signIn('1001', node);
    b.act('1001', id, 'DROP', node);
    assert.equal(b.agent('1001').state, expected);
  }
});

test('wrap-up for those who have it: WORK_READY, then Ready; a choice ends it at once', () => {
  const b = readyBench('1005');
  const first = b.ring('1005');
  b.act('1005', first, 'ANSWER');
  b.act('1005', first, 'DROP');
  assert.equal(b.agent('1005').state, 'WORK_READY');
  b.advance(20_000);
  assert.equal(b.agent('1005').state, 'READY');
  const second = b.ring('1005');
  b.act('1005', second, 'ANSWER');
  b.setState('1005', 'NOT_READY', { reasonCodeId: 24 });
  b.act('1005', second, 'DROP');
  assert.equal(b.agent('1005').state, 'WORK');
  b.setState('1005', 'READY');
  assert.equal(b.agent('1005').state, 'READY');
  b.advance(30_000);
  assert.equal(b.agent('1005').state, 'READY');
});

test('nothing was said on a call that failed, so there is nothing to wrap up', () => {
  const b = readyBench('1005');
  const body = { kind: 'MakeCall', fromAddress: '4005', toAddress: '4003' } as const;
  b.rest('publisher', 'POST', paths.userDialogs('1005'), { as: '1005', body });
  assert.equal(b.agent('1005').state, 'TALKING');
  b.advance(timing.failedCallClears);
  assert.equal(b.agent('1005').state, 'READY');
});

test('an outbound call: dials, rings, is answered', () => {
  const b = readyBench();
  const make = (toAddress: string) =>
    b.rest('publisher', 'POST', paths.userDialogs('1001'), {
      as: '1001',
      body: { kind: 'MakeCall', fromAddress: '4001', toAddress },
    });
  assert.equal(make('0401234').status, 202);
  advanceAlive(b, 5_000);
  assert.deepEqual(dialogEvents(b), ['post INITIATING', 'put INITIATED', 'put ACTIVE']);
  assert.equal(b.agent('1001').state, 'TALKING');
  assert.equal(make('0405555').status, 400);
  const id = b.view().calls[0]?.id ?? '';
  b.act('1001', id, 'HOLD');
  assert.equal(make('0405555').status, 202);
  b.advance(5_000);
  assert.equal(b.view().calls.length, 2);
  b.act('1001', id, 'RETRIEVE');
  const dialogs = valueOf(b.rest('publisher', 'GET', paths.userDialogs('1001'), { as: '1001' }).payload, 'Dialogs');
  const own = dialogs.map((each) => each.participants.find((leg) => leg.mediaAddress === '4001')?.state);
  assert.deepEqual(own, ['ACTIVE', 'HELD']);
});

test('a colleague is called: rings there, both talk; busy and empty phones fail and clear by themselves', () => {
  const b = readyBench();
  b.signIn('1002');
  const make = (as: string, from: string, toAddress: string) =>
    b.rest('publisher', 'POST', paths.userDialogs(as), {
      as,
      body: { kind: 'MakeCall', fromAddress: from, toAddress },
    });
  make('1001', '4001', '4002');
  b.advance(1_000);
  assert.equal(b.agent('1002').state, 'RESERVED');
  b.signIn('1003');
  make('1003', '4003', '4001');
  b.advance(100);
  const busy = valueOf(b.rest('publisher', 'GET', paths.userDialogs('1003'), { as: '1003' }).payload, 'Dialogs')[0];
  assert.deepEqual([busy?.state, busy?.participants[0]?.stateCause], ['FAILED', 'BUSY']);
  const id = b.view().calls[0]?.id ?? '';
  b.act('1002', id, 'ANSWER');
  assert.deepEqual([b.agent('1001').state, b.agent('1002').state], ['TALKING', 'TALKING']);
  b.act('1002', id, 'DROP');
  b.advance(timing.failedCallClears);
  assert.deepEqual(b.view().calls, []);
  assert.deepEqual(
    [b.agent('1001').state, b.agent('1002').state, b.agent('1003').state],
    ['READY', 'NOT_READY', 'NOT_READY'],
  );
});

test('who answers outside picks up no phone of ours that rings on the same call', () => {
  const b = readyBench();
  b.signIn('1002');
  b.signIn('1003');
  const make = { kind: 'MakeCall', fromAddress: '4001', toAddress: '4003' } as const;
  b.rest('publisher', 'POST', paths.userDialogs('1001'), { as: '1001', body: make });
  b.advance(1_000);
  const id = b.view().calls[0]?.id ?? '';
  b.act('1003', id, 'ANSWER');
  const sendOn = (as: string, targetMediaAddress: string, toAddress: string) => {
    const body = { kind: 'DialogAction', action: 'TRANSFER_SST', targetMediaAddress, toAddress } as const;
    return b.rest('publisher', 'PUT', paths.dialog(id), { as, body });
  };
  assert.equal(sendOn('1001', '4001', '4002').status, 202);
  b.advance(100);
  assert.equal(sendOn('1003', '4003', '5550177').status, 202);
  b.advance(timing.customerAnswers + 100);
  assert.equal(b.agent('1002').state, 'RESERVED');
  b.act('1002', id, 'ANSWER');
  assert.equal(b.agent('1002').state, 'TALKING');
});

test('queue statistics follow and are published together', () => {
  const b = readyBench();
  b.feed({ type: 'xmpp', node: 'publisher', session: 's', message: { kind: 'subscribe', path: paths.queue('11') } });
  b.advance(timing.statisticsEvery + 10);
  b.forget();
  const id = b.ring('1001');
  b.advance(timing.statisticsEvery + 10);
  b.act('1001', id, 'ANSWER');
  b.advance(timing.statisticsEvery + 10);
  const seen = b.updates('s').flatMap((update) => (update.data.kind === 'Queue' ? [update.data.value.statistics] : []));
  assert.deepEqual(
    seen.map((each) => [each.callsInQueue, each.agentsBusyOther, each.agentsTalkingInbound, each.agentsLoggedOn]),
    [
      [1, 1, 0, 1],
      [0, 0, 1, 1],
    ],
  );
});
