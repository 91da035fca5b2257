/** Presence, grace, forced logout (PF-1 to PF-4, PF-8, PF-9), and the life of nodes and notification services. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paths } from '../wire/paths.ts';
import type { XmppToClient } from './contract.ts';
import { bench } from './test/bench.ts';
import type { Bench } from './test/bench.ts';
import { timing } from './timing.ts';

function desk(load: 0 | 1 = 0, state: 'READY' | 'NOT_READY' = 'READY'): Bench {
  const b = bench({ load });
  b.connect('publisher', '1001', 's');
  b.signIn('1001');
  b.setState('1001', state);
  b.forget();
  return b;
}

const shown = (b: Bench) => [b.agent('1001').state, b.agent('1001').reasonCode];
const connectionFailure = ['NOT_READY', 50002];
const kinds = (messages: readonly XmppToClient[]): string[] =>
  messages.map((message) => ('reason' in message ? `${message.kind} ${message.reason}` : message.kind));

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

test('item ids grow on a node, also over a restart of its notification service', () => {
  const b = desk();
  b.setState('1001', 'NOT_READY');
  b.fault({ action: 'stop-notification', node: 'publisher' });
  b.fault({ action: 'start-notification', node: 'publisher' });
  b.advance(1_100);
  b.connect('publisher', '1001', 's2');
  b.setState('1001', 'READY');
  const ids = [...b.sent('s'), ...b.sent('s2')].flatMap((message) => (message.kind === 'item' ? [message.itemId] : []));
  assert.ok(ids.length >= 2);
  assert.deepEqual(ids, [...new Set(ids)].sort());
});

test('subscriptions stand on the disk of a node: they outlive its restart and never cross over', () => {
  const b = desk();
  const subscribe = { kind: 'subscribe', path: paths.queue('11') } as const;
  b.feed({ type: 'xmpp', node: 'publisher', session: 's', message: subscribe });
  b.advance(timing.statisticsEvery);
  b.fault({ action: 'stop-node', node: 'publisher' });
  b.connect('subscriber', '1001', 'other');
  b.fault({ action: 'start-node', node: 'publisher' });
  b.advance(timing.nodeBoot + 5_000);
  b.connect('publisher', '1001', 'again');
  b.setState('1001', 'NOT_READY');
  b.advance(timing.statisticsEvery + 10);
  const queueItems = (session: string) => b.updates(session).filter((update) => update.data.kind === 'Queue').length;
  assert.equal(queueItems('again'), 1);
  assert.equal(queueItems('other'), 0);
});

test('stop-notification: sessions end, connecting is refused, requests work, nobody is forced out', () => {
  const b = desk();
  b.fault({ action: 'stop-notification', node: 'publisher' });
  assert.deepEqual(kinds(b.sent('s')), ['closed server-shutdown']);
  b.connect('publisher', '1001', 'again');
  assert.deepEqual(kinds(b.sent('again')), ['refused refused']);
  assert.equal(b.rest('publisher', 'GET', paths.user('1001'), { as: '1001' }).status, 200);
  b.advance(200_000);
  assert.deepEqual(shown(b), ['READY', undefined]);
  b.fault({ action: 'start-notification', node: 'publisher' });
  b.advance(timing.notificationBoot + 10);
  b.connect('publisher', '1001', 'third');
  assert.deepEqual(
    b.sent('third').map((message) => (message.kind === 'presence' ? message.available : message.kind)),
    ['bound', true],
  );
});

test('hide-finesse-presence: told to every session, requests answered, nothing published, nobody forced out', () => {
  const b = desk();
  b.fault({ action: 'hide-finesse-presence', node: 'publisher' });
  b.advance(10);
  assert.deepEqual(b.sent('s'), [{ kind: 'presence', user: 'finesse', available: false }]);
  assert.equal(b.setState('1001', 'NOT_READY').status, 202);
  assert.deepEqual(b.updates('s'), []);
  b.disconnect('publisher', 's');
  b.connect('publisher', '1001', 'late');
  assert.deepEqual(b.sent('late').at(-1), { kind: 'presence', user: 'finesse', available: false });
  b.disconnect('publisher', 'late');
  b.advance(200_000);
  assert.deepEqual(shown(b), ['NOT_READY', undefined]);
  b.connect('publisher', '1001', 'last');
  b.fault({ action: 'show-finesse-presence', node: 'publisher' });
  b.advance(10);
  assert.deepEqual(b.sent('last').at(-1), { kind: 'presence', user: 'finesse', available: true });
  b.disconnect('publisher', 'last');
  b.advance(61_000);
  assert.deepEqual(shown(b), connectionFailure);
});

test('stop-node: requests in flight are reset, new ones refused, sessions reset, its presence forgotten', () => {
  const b = desk();
  const inFlight = b.ask('publisher', 'GET', paths.systemInfo);
  b.fault({ action: 'stop-node', node: 'publisher' });
  const after = b.ask('publisher', 'GET', paths.systemInfo);
  b.advance(100);
  assert.deepEqual([b.replyTo(inFlight), b.replyTo(after)], ['reset', 'refused']);
  assert.deepEqual(kinds(b.sent('s')), ['closed reset']);
  b.connect('publisher', '1001', 'again');
  assert.deepEqual(kinds(b.sent('again')), ['refused refused']);
  b.advance(200_000);
  assert.deepEqual(shown(b), ['READY', undefined]);
  assert.equal(b.rest('subscriber', 'GET', paths.user('1001'), { as: '1001' }).status, 200);
});

test('start-node: refused while it boots, then OUT_OF_SERVICE, then IN_SERVICE with what it missed', () => {
  const b = desk();
  b.fault({ action: 'stop-node', node: 'publisher' });
  b.advance(10_000);
  const id = b.ring('1001');
  b.fault({ action: 'start-node', node: 'publisher' });
  b.advance(timing.nodeBoot - 100);
  const early = b.ask('publisher', 'GET', paths.systemInfo);
  assert.equal(b.replyTo(early), 'refused');
  b.advance(200);
  assert.equal(b.rest('publisher', 'GET', paths.user('1001'), { as: '1001' }).status, 503);
  b.advance(timing.ctiSynchronisation);
  assert.equal(b.inService('publisher'), true);
  assert.equal(b.view().nodes.publisher.finessePresence, true);
  const there = b.rest('publisher', 'GET', paths.dialog(id), { as: '1001' });
  assert.deepEqual(there.payload, b.rest('subscriber', 'GET', paths.dialog(id), { as: '1001' }).payload);
});

test('faults that change nothing are harmless', () => {
  const b = desk();
  for (const action of ['start-node', 'start-notification', 'show-finesse-presence'] as const) {
    b.fault({ action, node: 'publisher' });
  }
  b.fault({ action: 'restore-cti', side: 'both' });
  b.advance(70_000);
  assert.equal(b.view().nodes.publisher.inService, true);
  assert.deepEqual(b.sent('s'), []);
  b.fault({ action: 'stop-node', node: 'publisher' });
  for (const action of ['stop-node', 'stop-notification', 'start-notification', 'hide-finesse-presence'] as const) {
    b.fault({ action, node: 'publisher' });
  }
  b.advance(10_000);
  assert.equal(b.view().nodes.publisher.running, false);
  assert.equal(b.view().nodes.publisher.notificationRunning, false);
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
