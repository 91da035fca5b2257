/** The life of nodes and of their notification services: stopped, started, hidden, and what stands on their disks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paths } from '../wire/paths.ts';
import { connectionFailure, desk, kinds, shown } from './test/desk.ts';
import { timing } from './timing.ts';

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
