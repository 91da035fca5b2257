/** The network to the cluster: delay, cuts, vanished clients, and what a desktop sees of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClusterRefusal } from '../cluster/contract.ts';
import { timing } from '../cluster/timing.ts';
import { paths } from '../wire/paths.ts';
import { ready, statusOf, worldBench } from './test/world-bench.ts';

test('a request takes the way there, the handling and the way back', () => {
  const b = worldBench();
  b.systemInfo('c', 'subscriber', '1');
  b.advance(1_000);
  const [answer] = b.answers('c', '1');
  assert.equal(answer?.at, 50 + timing.restHandling + 50);
  assert.equal(statusOf(answer.answer), 200);
});

test('set-latency counts from then on, and a shorter delay lets nothing overtake', () => {
  const b = worldBench();
  b.systemInfo('c', 'publisher', 'slow');
  b.fault({ action: 'set-latency', node: 'publisher', ms: 1 });
  b.systemInfo('c', 'publisher', 'quick');
  b.advance(1_000);
  const order = b.out.flatMap(({ effect }) => (effect.type === 'rest-reply' ? [effect.id] : []));
  assert.deepEqual(order, ['slow', 'quick']);
  assert.equal(b.view().network.publisher.latencyMs, 1);
  assert.equal(b.view().network.subscriber.latencyMs, 50);
});

test('a dead node refuses after one way there and back', () => {
  const b = worldBench();
  b.fault({ action: 'stop-node', node: 'publisher' });
  b.systemInfo('c', 'publisher', '1');
  b.advance(1_000);
  assert.deepEqual(b.answers('c', '1'), [{ at: 40, answer: 'refused' }]);
});

test('two clients may use the same names', () => {
  const b = worldBench();
  b.systemInfo('one', 'publisher', '1');
  b.systemInfo('two', 'publisher', '1');
  b.desk('one', '1001', 'publisher');
  b.desk('two', '1002', 'publisher');
  assert.equal(b.answers('one', '1').length, 1);
  assert.equal(b.answers('two', '1').length, 1);
  assert.deepEqual(b.view().nodes.publisher.present, ['1001', '1002']);
  assert.ok(b.updates('one').every((update) => update.source !== paths.user('1002')));
});

test('cut: what is under way is held and comes in order when the network is back in time', () => {
  const b = worldBench();
  b.desk('c', '1001', 'publisher');
  b.forget();
  b.fault({ action: 'cut-network', node: 'publisher' });
  b.xmpp('c', 'publisher', { kind: 'ping', ping: 5 });
  b.fault({ action: 'ring', agent: '1001', from: '0301' });
  b.advance(59_000);
  assert.deepEqual(b.messages('c'), []);
  b.fault({ action: 'restore-network', node: 'publisher' });
  b.advance(1_000);
  const kinds = b.messages('c').map((message) => (message.kind === 'item' ? message.update.event : message.kind));
  // Ringing, Reserved, gone, Not Ready by RONA; then the answer to the ping that had to get there first.
  assert.deepEqual(kinds, ['post', 'put', 'delete', 'put', 'pong']);
});

test('cut: a request under way is answered late, a new one never', () => {
  const b = worldBench();
  b.systemInfo('c', 'publisher', 'before');
  b.fault({ action: 'cut-network' });
  b.systemInfo('c', 'publisher', 'during');
  b.xmpp('c', 'publisher', { kind: 'connect', loginId: '1001', password: 'secret', resource: 'd' });
  b.advance(30_000);
  assert.equal(b.out.filter(({ effect }) => effect.type !== 'log').length, 0);
  b.fault({ action: 'restore-network' });
  b.systemInfo('c', 'publisher', 'after');
  b.advance(200_000);
  assert.deepEqual(
    ['before', 'during', 'after'].map((id) => b.answers('c', id).length),
    [1, 0, 1],
  );
  assert.deepEqual(b.view().nodes.publisher.present, []);
});

test('cut for longer than 60 s: connections are reset on the client, whatever the node thinks', () => {
  const b = worldBench();
  b.desk('c', '1001', 'publisher');
  b.systemInfo('c', 'publisher', 'open');
  b.forget();
  b.fault({ action: 'cut-network', node: 'publisher' });
  b.advance(60_000 - 1);
  assert.deepEqual(b.messages('c'), []);
  b.advance(1);
  assert.deepEqual(b.messages('c'), [{ kind: 'closed', reason: 'reset' }]);
  assert.equal(b.answers('c', 'open')[0]?.answer, 'reset');
  assert.deepEqual(b.view().nodes.publisher.present, ['1001']);
  b.fault({ action: 'restore-network', node: 'publisher' });
  b.xmpp('c', 'publisher', { kind: 'ping', ping: 1 });
  b.advance(1_000);
  assert.equal(b.messages('c').length, 1);
});

test('one node cut leaves the other alone', () => {
  const b = worldBench();
  b.fault({ action: 'cut-network', node: 'publisher' });
  b.systemInfo('c', 'subscriber', '1');
  b.advance(1_000);
  assert.equal(b.answers('c', '1').length, 1);
  assert.deepEqual([b.view().network.publisher.cut, b.view().network.subscriber.cut], [true, false]);
});

test('PF-1, PF-6: a client that vanished is noticed by silence, forced out 180 s after its last word', () => {
  const b = worldBench();
  b.desk('c', '1001', 'publisher');
  b.xmpp('c', 'publisher', { kind: 'ping', ping: 1 });
  b.advance(100);
  b.feed({ type: 'client-gone', client: 'c' });
  b.forget();
  b.advance(179_000);
  assert.deepEqual(b.agent('1001'), ['READY', undefined]);
  b.advance(1_500);
  assert.deepEqual(b.agent('1001'), ['NOT_READY', 50002]);
  assert.equal(b.out.filter(({ effect }) => effect.type !== 'log').length, 0);
});

test('PF-1: the last words of a closing page still arrive: 60 s', () => {
  const b = worldBench();
  b.desk('c', '1001', 'publisher');
  b.ask(
    'c',
    'publisher',
    'last',
    { method: 'PUT', path: paths.user('1001'), body: { kind: 'UserState', state: 'NOT_READY' } },
    '1001',
  );
  b.xmpp('c', 'publisher', { kind: 'disconnect' });
  b.feed({ type: 'client-gone', client: 'c' });
  b.advance(59_000);
  assert.deepEqual(b.agent('1001'), ['NOT_READY', undefined]);
  b.advance(1_500);
  assert.deepEqual(b.agent('1001'), ['NOT_READY', 50002]);
});

test('PF-2: page closed and open again within the grace', () => {
  const b = worldBench();
  b.desk('c', '1001', 'publisher');
  b.xmpp('c', 'publisher', { kind: 'disconnect' });
  b.feed({ type: 'client-gone', client: 'c' });
  b.advance(30_000);
  b.desk('d', '1001', 'publisher');
  b.livesOn('d', 'publisher', 200_000);
  assert.deepEqual(b.agent('1001'), ['READY', undefined]);
});

test('a desktop whose connection was reset comes back under the same names', () => {
  const b = worldBench();
  b.desk('c', '1001', 'publisher');
  b.fault({ action: 'stop-notification', node: 'publisher' });
  b.fault({ action: 'start-notification', node: 'publisher' });
  b.advance(5_000);
  b.xmpp('c', 'publisher', { kind: 'connect', loginId: '1001', password: 'secret', resource: 'desktop' });
  b.advance(1_000);
  assert.deepEqual(b.view().nodes.publisher.present, ['1001']);
});

test('an unknown or ill-typed fault is refused and changes nothing', () => {
  const b = worldBench();
  b.desk('c', '1001', 'publisher');
  const before = JSON.stringify(b.world().snapshot());
  for (const [fault, code] of [
    [{ action: 'explode' }, 'unknown-action'],
    [{ action: 'stop-node' }, 'bad-arguments'],
    [{ action: 'stop-node', node: 'third' }, 'bad-arguments'],
    [{ action: 'stop-node', node: 'publisher', really: true }, 'bad-arguments'],
    [{ action: 'cut-cti', side: 'C' }, 'bad-arguments'],
    [{ action: 'set-latency', ms: -1 }, 'bad-arguments'],
    [{ action: 'set-latency', ms: '5' }, 'bad-arguments'],
    [{ action: 'ring', agent: '1001', from: '<b>' }, 'bad-arguments'],
    [{ action: 'ring', agent: '4711', from: '0301' }, 'unknown-agent'],
    [{ action: 'ring', agent: '1002', from: '0301' }, 'agent-not-available'],
    [{ action: 'hang-up', agent: '1001' }, 'agent-not-available'],
  ] as const) {
    assert.throws(
      () => b.fault(fault as never),
      (error) => error instanceof ClusterRefusal && error.code === code,
      JSON.stringify(fault),
    );
  }
  assert.equal(JSON.stringify(b.world().snapshot()), before);
});

test('without any delay everything still comes in order', () => {
  const b = worldBench({ latencyMs: { publisher: 0, subscriber: 0 } });
  b.desk('c', '1001', 'publisher');
  b.ask('c', 'publisher', 'again', ready('1001'), '1001');
  b.advance(100);
  assert.equal(statusOf(b.answers('c', 'again')[0]?.answer), 202);
});
