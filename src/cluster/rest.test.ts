/** The REST interface: what is answered. What is refused: `rest-refusals.test.ts`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paths } from '../wire/paths.ts';
import { bench, errorOf, start, valueOf } from './test/bench.ts';
import { isoTime } from './iso-time.ts';

test('iso-time writes what Date writes', () => {
  for (const at of [0, start, 951_782_400_000, 1_709_164_799_999, 4_102_444_800_000, -1, 1_772_438_400_000.75]) {
    assert.equal(isoTime(at), new Date(Math.floor(at)).toISOString());
  }
});

test('SystemInfo needs no credentials and says who and where the node is', () => {
  const b = bench();
  const reply = b.rest('subscriber', 'GET', paths.systemInfo);
  assert.equal(reply.status, 200);
  const info = valueOf(reply.payload, 'SystemInfo');
  assert.equal(info.status, 'IN_SERVICE');
  assert.equal(info.xmppDomain, 'sub.example.com');
  assert.equal(info.primaryNode.host, 'pub.example.com');
  assert.equal(info.lastCTIHeartbeatStatus, 'success');
  assert.equal(info.currentTimestamp, '2026-03-02T08:00:00.010Z');
  assert.deepEqual(
    info.ctiServers.map((server) => server.active),
    [true, false],
  );
});

test('sign-in takes the extension and makes Not Ready; signing in again changes nothing', () => {
  const b = bench();
  assert.equal(b.signIn('1001').status, 202);
  assert.deepEqual(b.agent('1001'), { loginId: '1001', state: 'NOT_READY', reasonCode: undefined, extension: '4001' });
  b.setState('1001', 'READY');
  const before = b.rest('publisher', 'GET', paths.user('1001'), { as: '1001' }).payload;
  b.advance(5_000);
  assert.equal(b.signIn('1001', 'subscriber').status, 202);
  const after = b.rest('subscriber', 'GET', paths.user('1001'), { as: '1001' }).payload;
  assert.deepEqual(after, before);
  assert.equal(valueOf(after, 'User').state, 'READY');
});

test('after sign-out, sign-in gives Not Ready', () => {
  const b = bench();
  b.signIn('1001');
  b.setState('1001', 'READY');
  b.setState('1001', 'NOT_READY', { reasonCodeId: 22 });
  assert.equal(b.setState('1001', 'LOGOUT', { reasonCodeId: 31 }).status, 202);
  const out = valueOf(b.rest('publisher', 'GET', paths.user('1001'), { as: '1001' }).payload, 'User');
  assert.equal(out.state, 'LOGOUT');
  assert.equal(out.extension, '');
  assert.equal(out.reasonCode?.label, 'End of shift');
  b.signIn('1001');
  assert.equal(b.agent('1001').state, 'NOT_READY');
});

test('a user is rendered with roles, team and reason', () => {
  const b = bench();
  b.signIn('1000');
  const user = valueOf(b.rest('publisher', 'GET', paths.user('1000'), { as: '1000' }).payload, 'User');
  assert.deepEqual(user.roles, ['Agent', 'Supervisor']);
  assert.deepEqual(user.teams, [{ uri: '/finesse/api/Team/1', id: '1', name: 'Support' }]);
  assert.equal(user.reasonCodeId, -1);
  b.setState('1000', 'NOT_READY', { reasonCodeId: 23 });
  const away = valueOf(b.rest('publisher', 'GET', paths.user('1000'), { as: '1000' }).payload, 'User');
  assert.equal(away.reasonCodeId, 23);
  assert.equal(away.reasonCode?.code, 3);
  b.setState('1000', 'READY');
  const ready = valueOf(b.rest('publisher', 'GET', paths.user('1000'), { as: '1000' }).payload, 'User');
  assert.equal('reasonCodeId' in ready, false);
});

const user = paths.user('1001');

test('a taken extension is named in the constant of the documentation', () => {
  const b = bench();
  b.signIn('1001');
  const body = { kind: 'UserLogin', extension: '4001' } as const;
  const reply = b.rest('publisher', 'PUT', paths.user('1002'), { as: '1002', body });
  assert.equal(errorOf(reply).message, 'CF_INVALID_LOGON_DEVICE_SPECIFIED');
});

test('two sign-ins on one extension at the same moment: the second fails by an event with its requestId', () => {
  const b = bench();
  b.connect('publisher', '1002', 's2');
  const body = { kind: 'UserLogin', extension: '4001' } as const;
  const first = b.ask('publisher', 'PUT', paths.user('1001'), { as: '1001', body, requestId: 'a' });
  const second = b.ask('publisher', 'PUT', paths.user('1002'), { as: '1002', body, requestId: 'b' });
  b.advance(100);
  for (const id of [first, second]) assert.equal((b.replyTo(id) as { status: number }).status, 202);
  const failed = b.updates('s2').find((update) => update.data.kind === 'ApiErrors');
  assert.ok(failed);
  assert.equal(failed.requestId, 'b');
  assert.equal(failed.source, paths.user('1002'));
  assert.equal(valueOf(failed.data, 'ApiErrors')[0]?.errorMessage, 'CF_INVALID_LOGON_DEVICE_SPECIFIED');
  assert.equal(b.agent('1002').state, 'LOGOUT');
});

test('the requestId comes back as a header', () => {
  const b = bench();
  assert.equal(b.rest('publisher', 'GET', paths.systemInfo, { requestId: 'x-1' }).headers['requestid'], 'x-1');
});

test('reason codes by category, queues of the user, team of the supervisor', () => {
  const b = bench();
  const codes = b.rest('publisher', 'GET', paths.userReasonCodes('1001'), {
    as: '1001',
    query: { category: 'LOGOUT' },
  });
  assert.deepEqual(
    valueOf(codes.payload, 'ReasonCodes').map((code) => code.label),
    ['End of shift', 'Computer problem'],
  );
  const queues = valueOf(b.rest('publisher', 'GET', paths.userQueues('1002'), { as: '1002' }).payload, 'Queues');
  assert.deepEqual(
    queues.map((queue) => queue.name),
    ['Billing'],
  );
  const team = valueOf(b.rest('publisher', 'GET', paths.team('1'), { as: '1000' }).payload, 'Team');
  assert.deepEqual(
    team.users.map((member) => member.loginId),
    ['1001', '1002', '1003', '1004', '1005', '1006'],
  );
});

test('a supervisor changes a member: reason 999, seen on the team', () => {
  const b = bench();
  b.signIn('1001');
  b.setState('1001', 'READY');
  b.connect('publisher', '1000', 'boss');
  b.feed({
    type: 'xmpp',
    node: 'publisher',
    session: 'boss',
    message: { kind: 'subscribe', path: paths.teamUsers('1') },
  });
  b.advance(10);
  const make = (state: 'NOT_READY' | 'LOGOUT') =>
    b.rest('publisher', 'PUT', user, { as: '1000', body: { kind: 'UserState', state } });
  const reply = make('NOT_READY');
  assert.equal(reply.status, 202);
  assert.equal(b.agent('1001').reasonCode, 999);
  const seen = b.updates('boss').find((update) => update.source === user);
  assert.ok(seen);
  assert.equal(valueOf(seen.data, 'User').reasonCode?.label, 'Supervisor Initiated');
  assert.equal(make('LOGOUT').status, 202);
  assert.deepEqual([b.agent('1001').state, b.agent('1001').reasonCode], ['LOGOUT', 999]);
});
