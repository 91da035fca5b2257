/** Maintenance beside its scenarios: what cannot begin, what comes between, what is told by whom (MM-1 to MM-5). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestBody } from '../wire/http.ts';
import { paths } from '../wire/paths.ts';
import type { MaintenanceAlertPhase } from '../wire/maintenance.ts';
import type { ClusterOptions, MaintenanceView } from './contract.ts';
import { ClusterRefusal } from './contract.ts';
import { bench, errorOf, options, start, valueOf } from './test/bench.ts';
import type { Bench } from './test/bench.ts';
import { createPieces } from './test/pieces.ts';

const startBody: RequestBody = { kind: 'StartMaintenance' };

/** Agents with a desktop on the publisher, Ready. */
function desks(logins: readonly string[], changed: Partial<ClusterOptions> = {}): Bench {
  const b = bench(changed);
  for (const login of logins) {
    b.connect('publisher', login, login);
    b.signIn(login);
    b.setState(login, 'READY');
  }
  b.forget();
  return b;
}

/** Living desktops ping; time goes by in steps. */
function liveOn(
  b: Bench,
  ms: number,
  sessions: readonly (readonly [node: 'publisher' | 'subscriber', name: string])[],
): void {
  for (let left = ms; left > 0; left -= 20_000) {
    for (const [node, session] of sessions) b.ping(node, session);
    b.advance(Math.min(left, 20_000));
  }
}

const run = (b: Bench): MaintenanceView => {
  const { maintenance } = b.view().nodes.publisher;
  assert.ok(maintenance);
  return maintenance;
};
const alerts = (b: Bench, session: string): MaintenanceAlertPhase[] =>
  b.updates(session).flatMap(({ data }) => (data.kind === 'MaintenanceAlert' ? [data.value.phase] : []));

function move(b: Bench, login: string): void {
  b.disconnect('publisher', login);
  b.connect('subscriber', login, `${login}'`);
  b.signIn(login, 'subscriber');
}

test('MM-2: only an administrator may look or begin; the body must be understood; twice is refused', () => {
  const b = bench();
  const ask = (method: 'GET' | 'PUT' | 'POST', as: string, body?: RequestBody) =>
    b.rest('publisher', method, paths.maintenanceMode, { as, ...(body ? { body } : {}) });
  assert.equal(errorOf(ask('GET', '1001')).status, 401);
  assert.equal(errorOf(ask('PUT', '1000', startBody)).status, 401);
  assert.equal(errorOf(ask('PUT', 'admin')).status, 400);
  assert.equal(errorOf(ask('PUT', 'admin', { kind: 'UserState', state: 'READY' })).status, 400);
  assert.equal(errorOf(ask('POST', 'admin', startBody)).status, 405);
  assert.equal('status' in valueOf(ask('GET', 'admin').payload, 'MaintenanceMode'), false);
  // Somebody must be there, else it is over at once.
  b.connect('publisher', '1001', 's');
  assert.equal(ask('PUT', 'admin', startBody).status, 202);
  assert.equal(errorOf(ask('PUT', 'admin', startBody)).status, 400);
  assert.equal(valueOf(ask('GET', 'admin').payload, 'MaintenanceMode').status, 'IN_PROGRESS');
});

test('MM-2: nobody there: completed at the next look; a start brings a node that knows nothing of it', () => {
  const b = bench();
  b.fault({ action: 'start-maintenance', node: 'publisher' });
  b.advance(7_000);
  assert.equal(run(b).status, 'COMPLETED');
  assert.equal(b.view().nodes.publisher.running, false);
  assert.equal(b.view().nodes.publisher.notificationRunning, false);
  b.fault({ action: 'start-node', node: 'publisher' });
  b.advance(20_000);
  assert.equal(b.inService('publisher'), true);
  assert.equal(b.view().nodes.publisher.maintenance, undefined);
});

test('MM-2: a request that was waiting when the services ended is reset', () => {
  const b = bench({ capacity: { vCpus: 1, costs: { read: { cpuMs: 3_000, bytes: 1 } } } });
  b.fault({ action: 'start-maintenance', node: 'publisher' });
  b.advance(5_900);
  const id = b.ask('publisher', 'GET', paths.user('1001'), { as: '1001' });
  b.advance(5_000);
  assert.equal(b.view().nodes.publisher.running, false);
  assert.equal(b.replyTo(id), 'reset');
});

test('MM-2: who moved, came back after a failure and crashes is forced out like anybody', () => {
  const b = desks(['1001', '1002'], { maintenance: { batchSize: 1, batchEvery: 300_000 } });
  b.fault({ action: 'start-maintenance', node: 'publisher' });
  liveOn(b, 60_000, [
    ['publisher', '1001'],
    ['publisher', '1002'],
  ]);
  move(b, '1001');
  b.advance(6_000);
  assert.deepEqual(run(b).moved, ['1001']);
  b.fault({ action: 'stop-node', node: 'subscriber' });
  liveOn(b, 25_000, [['publisher', '1002']]);
  assert.equal(run(b).status, 'FAILED');
  b.connect('publisher', '1001', 'back');
  b.signIn('1001');
  b.disconnect('publisher', 'back');
  b.advance(61_000);
  assert.deepEqual([b.agent('1001').state, b.agent('1001').reasonCode], ['NOT_READY', 50_002]);
});

test('MM-5: the CTI link goes down in the middle: both nodes are out, and the maintenance is abandoned', () => {
  const b = desks(['1001']);
  b.fault({ action: 'start-maintenance', node: 'publisher' });
  b.advance(10_000);
  b.fault({ action: 'cut-cti', side: 'both' });
  liveOn(b, 25_000, [['publisher', '1001']]);
  // Out of service nobody is told anything.
  assert.deepEqual(alerts(b, '1001'), ['SCHEDULED']);
  b.fault({ action: 'restore-cti', side: 'both' });
  b.advance(10_000);
  assert.equal(b.inService('publisher'), true);
  assert.deepEqual([run(b).status, run(b).reason], ['FAILED', 'the alternate node is not available']);
  assert.deepEqual(alerts(b, '1001'), ['SCHEDULED', 'ABANDONED']);
  assert.equal(b.rest('publisher', 'PUT', paths.maintenanceMode, { as: 'admin', body: startBody }).status, 202);
});

test('MM-5: the notification service goes down in the middle: whoever went over counts as moved', () => {
  const b = desks(['1001']);
  b.fault({ action: 'start-maintenance', node: 'publisher' });
  b.advance(10_000);
  b.fault({ action: 'stop-notification', node: 'publisher' });
  b.connect('subscriber', '1001', 'there');
  b.signIn('1001', 'subscriber');
  liveOn(b, 20_000, [['subscriber', 'there']]);
  assert.deepEqual([run(b).status, run(b).moved], ['COMPLETED', ['1001']]);
  liveOn(b, 120_000, [['subscriber', 'there']]);
  assert.equal(b.agent('1001').state, 'READY');
});

test('MM-5: a node that is killed in the middle has forgotten it', () => {
  const b = desks(['1001']);
  b.fault({ action: 'start-maintenance', node: 'publisher' });
  b.advance(10_000);
  b.fault({ action: 'stop-node', node: 'publisher' });
  b.fault({ action: 'start-node', node: 'publisher' });
  b.advance(120_000);
  assert.equal(b.view().nodes.publisher.maintenance, undefined);
  assert.equal(b.inService('publisher'), true);
});

test('MM-5: a desktop says in its client log that it does not accept the certificate; in the middle, it stays', () => {
  const b = desks(['1001', '1002']);
  b.fault({ action: 'start-maintenance', node: 'publisher' });
  b.advance(10_000);
  const body: RequestBody = { kind: 'ClientLog', logData: 'sub.example.com: certificate not accepted' };
  const path = `${paths.user('1001')}/ClientLog`;
  assert.equal(b.rest('publisher', 'POST', path, { as: '1001', body }).status, 202);
  assert.deepEqual(
    run(b).notMoved.map(({ loginId }) => loginId),
    ['1001'],
  );
  liveOn(b, 60_000, [
    ['publisher', '1001'],
    ['publisher', '1002'],
  ]);
  assert.deepEqual(alerts(b, '1001'), ['SCHEDULED']);
  assert.deepEqual(alerts(b, '1002'), ['SCHEDULED', 'MIGRATING']);
});

test('what cannot begin is refused, and nothing changes', () => {
  const refused = (b: Bench, fault: Parameters<Bench['fault']>[0]): void => {
    const before = JSON.stringify(b.cluster().snapshot());
    assert.throws(() => {
      b.fault(fault);
    }, ClusterRefusal);
    assert.equal(JSON.stringify(b.cluster().snapshot()), before);
  };
  const simplex = bench({ ctiDuplex: false });
  refused(simplex, { action: 'start-pg-maintenance' });
  const b = bench();
  refused(b, { action: 'refuse-certificate', agent: '9999' });
  b.fault({ action: 'start-pg-maintenance' });
  refused(b, { action: 'start-pg-maintenance' });
  b.advance(20_000);
  b.fault({ action: 'cut-cti', side: 'A' });
  refused(b, { action: 'start-pg-maintenance' });
  b.fault({ action: 'stop-node', node: 'publisher' });
  refused(b, { action: 'start-maintenance', node: 'publisher' });
});

test('MM-1: there and back: each node follows, SystemInfo says which server is active', () => {
  const b = bench();
  for (const side of ['B', 'A'] as const) {
    b.fault({ action: 'start-pg-maintenance' });
    b.advance(10_000);
    const info = valueOf(b.rest('subscriber', 'GET', paths.systemInfo).payload, 'SystemInfo');
    assert.deepEqual(
      info.ctiServers.filter((server) => server.active).map((server) => server.host),
      [`pg-${side.toLowerCase()}.cluster.invalid`],
    );
    assert.equal('ctiMaintenance' in info, false);
  }
  assert.ok(!b.log().some((line) => line.includes('OUT_OF_SERVICE')));
});

test('MM-1: a node whose link to the other side is cut cannot be taken along, and finds it when it is whole', () => {
  const b = bench();
  b.fault({ action: 'cut-cti', side: 'B', node: 'publisher' });
  b.fault({ action: 'start-pg-maintenance' });
  b.advance(9_000);
  assert.deepEqual([b.inService('publisher'), b.inService('subscriber')], [false, true]);
  b.fault({ action: 'restore-cti', side: 'B', node: 'publisher' });
  b.advance(20_000);
  assert.equal(b.view().nodes.publisher.ctiSide, 'B');
});

for (const outcome of ['well', 'error'] as const) {
  test(`MM-1: a node that is connecting to the side that is left knocks again, whatever comes of it (${outcome})`, () => {
    const b = bench();
    b.fault({ action: 'stop-node', node: 'publisher' });
    b.advance(3_000);
    b.fault({ action: 'start-pg-maintenance', outcome });
    // Up again, it finds side A active and is still learning who is there when the PG goes over.
    b.advance(2_500);
    b.fault({ action: 'start-node', node: 'publisher' });
    b.advance(30_000);
    assert.deepEqual([b.view().nodes.publisher.ctiSide, b.view().nodes.subscriber.ctiSide], ['B', 'B']);
  });
}

test('MM-1: a node whose link has fallen silent is left behind and counts its heartbeats', () => {
  const b = bench();
  b.fault({ action: 'start-pg-maintenance' });
  b.advance(6_000);
  b.fault({ action: 'cut-cti', side: 'A', node: 'publisher' });
  b.advance(40_000);
  assert.equal(b.view().nodes.publisher.ctiSide, 'B');
  assert.equal(b.view().nodes.publisher.ctiMaintenance, undefined);
  assert.ok(b.log().some((line) => line.includes('3 heartbeats missed')));
});

test('MM-2: it works as well when every node is a process of its own', () => {
  const pieces = createPieces({ ...options, maintenance: { noticeAhead: 20_000 } }, start);
  const rest = (node: 'publisher' | 'subscriber', id: string): void => {
    const request = {
      method: 'PUT',
      path: paths.user('1001'),
      body: { kind: 'UserLogin', extension: '4001' },
    } as const;
    const authorization = { scheme: 'Basic', loginId: '1001', password: 'secret' } as const;
    pieces.handle({ type: 'rest', id, node, request, authorization }, now);
  };
  const connect = (node: 'publisher' | 'subscriber', session: string): void => {
    const message = { kind: 'connect', loginId: '1001', password: 'secret', resource: 'desktop' } as const;
    pieces.handle({ type: 'xmpp', node, session, message }, now);
  };
  let now = start;
  connect('publisher', 's');
  rest('publisher', 'r1');
  now += 1_000;
  pieces.handle({ type: 'fault', fault: { action: 'start-maintenance', node: 'publisher' } }, now);
  now += 22_000;
  pieces.handle({ type: 'xmpp', node: 'publisher', session: 's', message: { kind: 'disconnect' } }, now);
  connect('subscriber', 't');
  rest('subscriber', 'r2');
  now += 15_000;
  pieces.advance(now);
  const publisher = pieces.piece('publisher')?.view().nodes.publisher;
  assert.deepEqual([publisher?.running, publisher?.maintenance?.moved], [false, ['1001']]);
  const told = pieces
    .effects()
    .flatMap((effect) => (effect.type === 'xmpp' && effect.message.kind === 'item' ? [effect.message.update.data] : []))
    .flatMap((data) => (data.kind === 'MaintenanceAlert' ? [data.value.phase] : []));
  assert.deepEqual(told, ['SCHEDULED', 'MIGRATING']);
});
