/** Presence, grace and forced logout (PF-1 to PF-4, PF-8, PF-9). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paths } from '../wire/paths.ts';
import { bench } from './test/bench.ts';
import { connectionFailure, desk, kinds, shown } from './test/desk.ts';
import { timing } from './timing.ts';

test('PF-1: presence gone for 60 s is a forced logout, not a moment earlier', () => {
  const b = desk();
  b.disconnect('publisher', 's');
  b.advance(timing.presenceGrace - 20);
  assert.deepEqual(shown(b), ['READY', undefined]);
  b.advance(30);
  assert.deepEqual(shown(b), connectionFailure);
  assert.ok(b.log().some((line) => line.includes('code 255')));
});

test('PF-1: a crash is noticed by 120 s of silence, so 180 s in all', () => {
  const b = desk();
  b.feed({ type: 'session-silent', node: 'publisher', session: 's' });
  b.advance(timing.sessionSilence - 100);
  assert.deepEqual(b.view().nodes.publisher.present, ['1001']);
  b.advance(100);
  assert.deepEqual(b.view().nodes.publisher.present, []);
  b.advance(timing.presenceGrace - 100);
  assert.deepEqual(shown(b), ['READY', undefined]);
  b.advance(200);
  assert.deepEqual(shown(b), connectionFailure);
});

test('pings keep a session, silence of a living client ends it', () => {
  const b = desk();
  for (let i = 0; i < 10; i += 1) {
    b.ping('publisher', 's');
    b.advance(20_000);
  }
  assert.deepEqual(b.view().nodes.publisher.present, ['1001']);
  b.advance(timing.sessionSilence);
  assert.deepEqual(kinds(b.sent('s')).at(-1), 'closed reset');
});

test('PF-2: back within the grace: nothing happens', () => {
  const b = desk();
  b.disconnect('publisher', 's');
  b.advance(59_000);
  b.connect('publisher', '1001', 's2');
  b.advance(100_000);
  assert.deepEqual(shown(b), ['READY', undefined]);
});

test('PF-3: the old node forces the agent out who works on the other by then', () => {
  const b = desk();
  b.disconnect('publisher', 's');
  b.connect('subscriber', '1001', 'new');
  b.signIn('1001', 'subscriber');
  b.forget();
  b.advance(61_000);
  assert.deepEqual(shown(b), connectionFailure);
  const told = b.updates('new').at(-1);
  assert.equal(told?.data.kind === 'User' && told.data.value.reasonCode?.label, 'Connection Failure');
});

test('PF-3, PF-8: on a call it waits for the end of the call', () => {
  const b = desk();
  const id = b.ring('1001');
  b.act('1001', id, 'ANSWER');
  b.disconnect('publisher', 's');
  b.connect('subscriber', '1001', 'new');
  b.signIn('1001', 'subscriber');
  b.advance(100_000);
  assert.deepEqual(shown(b), ['TALKING', undefined]);
  b.act('1001', id, 'DROP', 'subscriber');
  assert.deepEqual(shown(b), connectionFailure);
});

test('the notification service stops in the middle of the grace: the agent is let be', () => {
  const b = desk();
  b.disconnect('publisher', 's');
  b.advance(30_000);
  b.fault({ action: 'stop-notification', node: 'publisher' });
  b.advance(100_000);
  assert.deepEqual(shown(b), ['READY', undefined]);
});

test('PF-4: signed out already: harmless', () => {
  const b = desk(0, 'NOT_READY');
  b.setState('1001', 'LOGOUT', { reasonCodeId: 31 });
  b.disconnect('publisher', 's');
  b.advance(61_000);
  assert.deepEqual(shown(b), ['LOGOUT', 11]);
});

for (const [from, load, expected] of [
  ['NOT_READY', 0, connectionFailure],
  ['READY', 0, connectionFailure],
  ['NOT_READY', 1, ['LOGOUT', 50002]],
  ['READY', 1, ['LOGOUT', 50002]],
] as const) {
  test(`PF-${load === 0 ? 8 : 9}: LOAD=${load}, ${from}`, () => {
    const b = desk(load, from);
    b.disconnect('publisher', 's');
    b.advance(61_000);
    assert.deepEqual(shown(b), expected);
  });
}

test('PF-8: LOAD=0, wrap-up', () => {
  const b = bench();
  b.connect('publisher', '1005', 's');
  b.signIn('1005');
  b.setState('1005', 'READY');
  b.disconnect('publisher', 's');
  b.advance(50_000);
  const id = b.ring('1005');
  b.act('1005', id, 'ANSWER');
  b.act('1005', id, 'DROP');
  assert.equal(b.agent('1005').state, 'WORK_READY');
  b.advance(10_000);
  assert.deepEqual([b.agent('1005').state, b.agent('1005').reasonCode], connectionFailure);
  b.advance(60_000);
  assert.deepEqual([b.agent('1005').state, b.agent('1005').reasonCode], connectionFailure);
});

test('PF-9: LOAD=1, talking: signed out at once, the call still up; signing in again finds it', () => {
  const b = desk(1);
  const id = b.ring('1001');
  b.act('1001', id, 'ANSWER');
  b.disconnect('publisher', 's');
  b.advance(61_000);
  assert.deepEqual(shown(b), ['LOGOUT', 50002]);
  assert.equal(b.view().calls.length, 1);
  b.signIn('1001');
  assert.equal(b.agent('1001').state, 'TALKING');
  b.act('1001', id, 'DROP');
  assert.equal(b.agent('1001').state, 'NOT_READY');
});

test('PF-9: who was signed out in mid-call stays so, whatever the other end does', () => {
  const b = desk(1);
  b.signIn('1002');
  const body = { kind: 'MakeCall', fromAddress: '4001', toAddress: '4002' } as const;
  b.rest('publisher', 'POST', paths.userDialogs('1001'), { as: '1001', body });
  b.advance(1_000);
  const id = b.view().calls[0]?.id ?? '';
  b.act('1002', id, 'ANSWER');
  b.disconnect('publisher', 's');
  b.advance(61_000);
  assert.deepEqual(shown(b), ['LOGOUT', 50002]);
  b.act('1002', id, 'HOLD');
  assert.deepEqual(shown(b), ['LOGOUT', 50002]);
  assert.equal(b.act('1001', id, 'HOLD').status, 400);
  b.act('1002', id, 'DROP');
  assert.deepEqual(shown(b), ['LOGOUT', 50002]);
});

test('a second session of the same user with the same resource ends the first by conflict; presence stays', () => {
  const b = desk();
  b.connect('publisher', '1001', 'second');
  assert.deepEqual(kinds(b.sent('s')), ['closed conflict']);
  assert.deepEqual(kinds(b.sent('second')), ['bound', 'presence']);
  b.advance(100_000);
  assert.deepEqual(shown(b), ['READY', undefined]);
});

test('another resource is another session: presence ends with the last', () => {
  const b = desk();
  b.connect('publisher', '1001', 'phone', 'phone');
  b.disconnect('publisher', 's');
  b.advance(70_000);
  assert.deepEqual(shown(b), ['READY', undefined]);
  b.disconnect('publisher', 'phone');
  b.advance(61_000);
  assert.deepEqual(shown(b), connectionFailure);
});

test('wrong password, unauthorised and unknown subscriptions', () => {
  const b = desk();
  const message = { kind: 'connect', loginId: '1001', password: 'no', resource: 'x' } as const;
  b.feed({ type: 'xmpp', node: 'publisher', session: 'w', message });
  b.advance(10);
  assert.deepEqual(kinds(b.sent('w')), ['refused unauthorized']);
  for (const path of [paths.teamUsers('1'), paths.user('1002'), '/finesse/api/Nothing', paths.queue('12')]) {
    b.feed({ type: 'xmpp', node: 'publisher', session: 's', message: { kind: 'subscribe', path } });
  }
  b.advance(10);
  assert.deepEqual(kinds(b.sent('s')), [
    'subscribe-failed forbidden',
    'subscribe-failed forbidden',
    'subscribe-failed item-not-found',
    'subscribed',
  ]);
});

test('presence lost while the node is out of service begins no grace', () => {
  const b = desk();
  b.fault({ action: 'cut-cti', side: 'both', node: 'publisher' });
  b.advance(20_000);
  b.disconnect('publisher', 's');
  b.fault({ action: 'restore-cti', side: 'both', node: 'publisher' });
  b.advance(200_000);
  assert.equal(b.inService('publisher'), true);
  assert.deepEqual(shown(b), ['READY', undefined]);
});
