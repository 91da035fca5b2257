/** CTI failover, requirement by requirement (CTI-1 to CTI-8). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paths } from '../wire/paths.ts';
import { bench, errorOf, valueOf } from './test/bench.ts';
import type { Bench } from './test/bench.ts';
import { timing } from './timing.ts';

const nodes = ['publisher', 'subscriber'] as const;

/** 1001 signed in, Ready, listening on the publisher. */
function desk(release: '12.6' | '11.x' = '12.6'): Bench {
  const b = bench({ release });
  b.signIn('1001');
  b.setState('1001', 'READY');
  b.connect('publisher', '1001', 's');
  b.forget();
  return b;
}

const systemInfo = (b: Bench, node: (typeof nodes)[number] = 'publisher') =>
  valueOf(b.rest(node, 'GET', paths.systemInfo).payload, 'SystemInfo');

/** What the session saw, in one word each. */
const seen = (b: Bench): string[] =>
  b.updates('s').map((update) => {
    switch (update.data.kind) {
      case 'SystemInfo':
        return update.data.value.status;
      case 'User':
        return `${update.data.value.loginId} ${update.data.value.state}`;
      case 'Dialog':
        return `${update.event} ${update.data.value.state}`;
      case 'Dialogs':
        return `${update.event} ${update.data.value[0]?.state ?? ''}`;
      default:
        return update.data.kind;
    }
  });

test('CTI-2, CTI-8: a side going down is noticed by both nodes at once', () => {
  const b = desk();
  b.fault({ action: 'cut-cti', side: 'A' });
  b.advance(timing.nodeToPg);
  assert.deepEqual(nodes.map(b.inService), [false, false]);
});

test('CTI-2: a link without a word counts as lost after the third missed heartbeat, not before', () => {
  const b = desk();
  // Connected at the start, so heartbeats are due at multiples of 5 s of the bench's time.
  b.advance(7_000 - ((b.now() - 1_772_438_400_000) % 5_000));
  const since = (b.now() - 1_772_438_400_000) % 5_000;
  b.fault({ action: 'cut-cti', side: 'A', node: 'publisher' });
  b.advance(5_000 - since + 10);
  assert.equal(systemInfo(b).lastCTIHeartbeatStatus, 'failure');
  assert.equal(systemInfo(b).status, 'IN_SERVICE');
  b.advance(10_000 - 100);
  assert.equal(b.inService('publisher'), true);
  b.advance(100);
  assert.equal(b.inService('publisher'), false);
  assert.equal(b.inService('subscriber'), true);
});

test('CTI-2: two missed heartbeats and one that comes: still connected, and what was held back arrives', () => {
  const b = desk();
  b.fault({ action: 'cut-cti', side: 'A', node: 'publisher' });
  b.advance(9_900);
  const id = b.ring('1001');
  assert.deepEqual(seen(b), []);
  b.fault({ action: 'restore-cti', side: 'A', node: 'publisher' });
  b.advance(20);
  assert.deepEqual(seen(b), ['post ALERTING', '1001 RESERVED']);
  assert.equal(systemInfo(b).lastCTIHeartbeatStatus, 'success');
  assert.equal(b.act('1001', id, 'ANSWER').status, 202);
  b.advance(60_000);
  assert.equal(b.inService('publisher'), true);
});

test('CTI-3: 12.6 alternates A, B, A, B until one connects', () => {
  const b = desk();
  b.fault({ action: 'cut-cti', side: 'both' });
  b.advance(9_000);
  const attempts = b.log().filter((line) => line.startsWith('connecting to CTI side'));
  assert.deepEqual(
    attempts.map((line) => line.at(-1)),
    // Both nodes, in step.
    ['A', 'A', 'B', 'B', 'A', 'A', 'B', 'B'],
  );
  b.fault({ action: 'restore-cti', side: 'B' });
  b.advance(10_000);
  assert.deepEqual(
    nodes.map((node) => b.view().nodes[node].ctiSide),
    ['B', 'B'],
  );
});

test('CTI-3: 11.x turns to the other side first', () => {
  const b = desk('11.x');
  b.fault({ action: 'cut-cti', side: 'A' });
  b.advance(timing.ctiRetryPause + timing.ctiSynchronisation + 20);
  assert.equal(b.view().nodes.publisher.ctiSide, 'B');
  assert.equal(b.log().filter((line) => line.startsWith('connecting to CTI side A')).length, 0);
});

test('one side alone heals by alternation, and nobody goes back when it returns', () => {
  const b = desk();
  b.fault({ action: 'cut-cti', side: 'A' });
  b.advance(8_000);
  assert.deepEqual(nodes.map(b.inService), [true, true]);
  b.fault({ action: 'restore-cti', side: 'A' });
  b.advance(60_000);
  assert.deepEqual(
    nodes.map((node) => b.view().nodes[node].ctiSide),
    ['B', 'B'],
  );
});

test('CTI-4: out of service every request gets 503, SystemInfo answers, only its event goes out', () => {
  const b = desk();
  b.fault({ action: 'cut-cti', side: 'both' });
  b.advance(100);
  for (const [method, path] of [
    ['GET', paths.user('1001')],
    ['PUT', paths.user('1001')],
    ['GET', paths.userDialogs('1001')],
    ['GET', paths.queue('11')],
    ['GET', '/finesse/api/Nothing'],
  ] as const) {
    for (const node of nodes) {
      assert.deepEqual(errorOf(b.rest(node, method, path, { as: '1001' })), {
        status: 503,
        type: 'Service Unavailable',
        message: 'SERVER_OUT_OF_SERVICE',
      });
    }
  }
  assert.equal(systemInfo(b).status, 'OUT_OF_SERVICE');
  assert.notEqual(systemInfo(b).statusReason, '');
  assert.equal(systemInfo(b).lastCTIHeartbeatStatus, 'failure');
  b.ring('1001');
  b.advance(30_000);
  assert.deepEqual(seen(b), ['OUT_OF_SERVICE']);
});

test('CTI-4: statistics that were about to go out wait for the time after', () => {
  const b = desk();
  b.feed({ type: 'xmpp', node: 'publisher', session: 's', message: { kind: 'subscribe', path: paths.queue('11') } });
  b.advance(timing.statisticsEvery);
  b.setState('1001', 'NOT_READY');
  b.forget();
  b.fault({ action: 'cut-cti', side: 'A' });
  b.advance(timing.statisticsEvery);
  assert.deepEqual(seen(b), ['OUT_OF_SERVICE']);
  b.advance(10_000);
  assert.deepEqual(seen(b), ['OUT_OF_SERVICE', 'IN_SERVICE', '1001 NOT_READY', 'Queue']);
});

test('CTI-5: 12.6 publishes IN_SERVICE and then the last state of agent, calls and call data', () => {
  const b = desk();
  const id = b.ring('1001');
  b.act('1001', id, 'ANSWER');
  b.act('1001', id, 'HOLD');
  b.forget();
  b.fault({ action: 'cut-cti', side: 'both' });
  b.advance(3_000);
  b.fault({ action: 'hang-up', agent: '1001' });
  b.advance(100);
  b.ring('1001', '0777');
  b.fault({ action: 'restore-cti', side: 'both' });
  b.advance(8_000);
  assert.deepEqual(seen(b), ['OUT_OF_SERVICE', 'IN_SERVICE', '1001 RESERVED', 'delete DROPPED', 'post ALERTING']);
});

test('CTI-5: a call that is still up is published again, its hold time unknown', () => {
  const b = desk();
  const id = b.ring('1001');
  b.act('1001', id, 'ANSWER');
  b.act('1001', id, 'HOLD');
  b.forget();
  b.fault({ action: 'cut-cti', side: 'A' });
  b.advance(8_000);
  assert.deepEqual(seen(b), ['OUT_OF_SERVICE', 'IN_SERVICE', '1001 HOLD', 'put ACTIVE']);
  const dialog = valueOf(b.rest('publisher', 'GET', paths.dialog(id), { as: '1001' }).payload, 'Dialog');
  const own = dialog.participants.find((each) => each.mediaAddress === '4001');
  assert.deepEqual([own?.state, own?.stateChangeTime], ['HELD', '']);
  assert.equal(b.act('1001', id, 'RETRIEVE').status, 202);
});

test('CTI-5: 11.x publishes the actions of the outage one by one', () => {
  const b = desk('11.x');
  b.fault({ action: 'cut-cti', side: 'both' });
  b.advance(100);
  b.ring('1001');
  b.fault({ action: 'hang-up', agent: '1001' });
  b.advance(100);
  b.ring('1001');
  b.fault({ action: 'restore-cti', side: 'both' });
  b.advance(8_000);
  assert.deepEqual(seen(b), [
    'OUT_OF_SERVICE',
    'IN_SERVICE',
    '1001 RESERVED',
    '1001 READY',
    'post ALERTING',
    '1001 RESERVED',
  ]);
});

for (const release of ['12.6', '11.x'] as const) {
  test(`CTI-6: a call that lived wholly inside the outage is never published (${release})`, () => {
    const b = desk(release);
    b.fault({ action: 'cut-cti', side: 'both' });
    b.advance(1_000);
    b.ring('1001');
    b.advance(1_000);
    b.fault({ action: 'hang-up', agent: '1001' });
    b.advance(1_000);
    b.fault({ action: 'restore-cti', side: 'both' });
    b.advance(30_000);
    assert.equal(b.inService('publisher'), true);
    assert.equal(b.updates('s').filter((update) => update.data.kind.startsWith('Dialog')).length, 0);
    const dialogs = b.rest('publisher', 'GET', paths.userDialogs('1001'), { as: '1001' });
    assert.deepEqual(valueOf(dialogs.payload, 'Dialogs'), []);
  });
}

test('one node without CTI: the other goes on, and both tell the same once it is back', () => {
  const b = desk();
  b.fault({ action: 'cut-cti', side: 'both', node: 'publisher' });
  b.advance(20_000);
  assert.deepEqual(nodes.map(b.inService), [false, true]);
  b.setState('1001', 'NOT_READY', { node: 'subscriber', reasonCodeId: 21 });
  b.advance(20_000);
  assert.deepEqual(nodes.map(b.inService), [false, true]);
  b.fault({ action: 'restore-cti', side: 'both', node: 'publisher' });
  b.advance(20_000);
  const [one, other] = nodes.map((node) => b.rest(node, 'GET', paths.user('1001'), { as: '1001' }).payload);
  assert.deepEqual(one, other);
  assert.equal(valueOf(one ?? { kind: 'Empty' }, 'User').reasonCode?.label, 'Break');
});

test('a request accepted with 202 and then a lost link: nobody ever says what became of it', () => {
  const b = desk();
  b.fault({ action: 'cut-cti', side: 'A', node: 'publisher' });
  const body = { kind: 'UserState', state: 'NOT_READY' } as const;
  const reply = b.rest('publisher', 'PUT', paths.user('1001'), { as: '1001', body, requestId: 'lost' });
  assert.equal(reply.status, 202);
  b.advance(60_000);
  b.ping('publisher', 's');
  b.fault({ action: 'restore-cti', side: 'A', node: 'publisher' });
  b.advance(20_000);
  assert.equal(b.inService('publisher'), true);
  assert.equal(b.agent('1001').state, 'READY');
  assert.equal(b.updates('s').filter((update) => update.data.kind === 'ApiErrors').length, 0);
});
