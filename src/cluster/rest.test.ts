/** The REST interface row by row: who may ask what, and what is answered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Method, RequestBody } from '../wire/http.ts';
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

interface Row {
  readonly what: string;
  readonly as?: string;
  readonly password?: string;
  readonly method: Method;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
  readonly status: number;
  readonly type: string;
}

const state = (value: 'READY' | 'NOT_READY' | 'LOGOUT', reasonCodeId?: number): RequestBody => ({
  kind: 'UserState',
  state: value,
  ...(reasonCodeId === undefined ? {} : { reasonCodeId }),
});
const call = (toAddress: string, fromAddress = '4001'): RequestBody => ({ kind: 'MakeCall', fromAddress, toAddress });
const user = paths.user('1001');

/** 1001 is signed in and Ready, 1002 signed in and Not Ready, 1003 signed out. */
const refusals: readonly Row[] = [
  { what: 'no credentials', method: 'GET', path: user, status: 401, type: 'Authorization Failure' },
  {
    what: 'wrong password',
    as: '1001',
    password: 'x',
    method: 'GET',
    path: user,
    status: 401,
    type: 'Authorization Failure',
  },
  {
    what: "another's user",
    as: '1002',
    method: 'GET',
    path: user,
    status: 401,
    type: 'Invalid Authorization User Specified',
  },
  {
    what: "another's state",
    as: '1002',
    method: 'PUT',
    path: user,
    body: state('NOT_READY'),
    status: 401,
    type: 'Invalid Authorization User Specified',
  },
  {
    what: "another's calls",
    as: '1002',
    method: 'GET',
    path: paths.userDialogs('1001'),
    status: 401,
    type: 'Invalid Authorization User Specified',
  },
  {
    what: 'signing in for another, even as supervisor',
    as: '1000',
    method: 'PUT',
    path: paths.user('1003'),
    body: { kind: 'UserLogin', extension: '4003' },
    status: 401,
    type: 'Invalid Authorization User Specified',
  },
  {
    what: 'team as an agent',
    as: '1001',
    method: 'GET',
    path: paths.team('1'),
    status: 401,
    type: 'Invalid Authorization User Specified',
  },
  { what: 'unknown call', as: '1001', method: 'GET', path: paths.dialog('1'), status: 404, type: 'Not Found' },
  { what: 'unknown queue', as: '1001', method: 'GET', path: paths.queue('99'), status: 404, type: 'Not Found' },
  { what: 'unknown path', as: '1001', method: 'GET', path: '/finesse/api/Nothing', status: 404, type: 'Not Found' },
  {
    what: 'a path that cannot be decoded',
    as: '1001',
    method: 'GET',
    path: '/finesse/api/User/%',
    status: 404,
    type: 'Not Found',
  },
  { what: 'wrong method', as: '1001', method: 'DELETE', path: user, status: 405, type: 'Bad Request' },
  { what: 'no body', as: '1001', method: 'PUT', path: user, status: 400, type: 'Parameter Missing' },
  {
    what: 'a malformed body',
    as: '1001',
    method: 'PUT',
    path: user,
    body: { kind: 'Malformed', error: { code: 'not-xml', path: '', message: 'Not XML.' } },
    status: 400,
    type: 'Invalid Input',
  },
  {
    what: "another object's body",
    as: '1001',
    method: 'PUT',
    path: user,
    body: call('123'),
    status: 400,
    type: 'Invalid Input',
  },
  {
    what: 'sign-in without extension',
    as: '1003',
    method: 'PUT',
    path: paths.user('1003'),
    body: { kind: 'UserLogin', extension: '' },
    status: 400,
    type: 'Parameter Missing',
  },
  {
    what: "sign-in on another's extension",
    as: '1003',
    method: 'PUT',
    path: paths.user('1003'),
    body: { kind: 'UserLogin', extension: '4001' },
    status: 400,
    type: 'Invalid Input',
  },
  {
    what: 'sign-in on no extension of ours',
    as: '1003',
    method: 'PUT',
    path: paths.user('1003'),
    body: { kind: 'UserLogin', extension: '9999' },
    status: 400,
    type: 'Invalid Input',
  },
  {
    what: 'state while signed out',
    as: '1003',
    method: 'PUT',
    path: paths.user('1003'),
    body: state('READY'),
    status: 400,
    type: 'Invalid State',
  },
  {
    what: 'sign-out while Ready',
    as: '1001',
    method: 'PUT',
    path: user,
    body: state('LOGOUT'),
    status: 400,
    type: 'Invalid State',
  },
  {
    what: 'an unknown reason',
    as: '1001',
    method: 'PUT',
    path: user,
    body: state('NOT_READY', 5),
    status: 400,
    type: 'Invalid Input',
  },
  {
    what: 'a sign-out reason for Not Ready',
    as: '1001',
    method: 'PUT',
    path: user,
    body: state('NOT_READY', 31),
    status: 400,
    type: 'Invalid Input',
  },
  {
    what: 'a supervisor with a reason',
    as: '1000',
    method: 'PUT',
    path: user,
    body: state('NOT_READY', 21),
    status: 400,
    type: 'Invalid Input',
  },
  {
    what: 'a supervisor making Not Ready who is',
    as: '1000',
    method: 'PUT',
    path: paths.user('1002'),
    body: state('NOT_READY'),
    status: 400,
    type: 'Invalid State',
  },
  {
    what: 'no category',
    as: '1001',
    method: 'GET',
    path: paths.userReasonCodes('1001'),
    status: 400,
    type: 'Parameter Missing',
  },
  {
    what: 'a wrong category',
    as: '1001',
    method: 'GET',
    path: paths.userReasonCodes('1001'),
    query: { category: 'X' },
    status: 400,
    type: 'Invalid Input',
  },
  {
    what: 'a call from another phone',
    as: '1001',
    method: 'POST',
    path: paths.userDialogs('1001'),
    body: call('123', '4002'),
    status: 400,
    type: 'Invalid Input',
  },
  {
    what: 'a call to nowhere',
    as: '1001',
    method: 'POST',
    path: paths.userDialogs('1001'),
    body: call(''),
    status: 400,
    type: 'Parameter Missing',
  },
  {
    what: 'a call to no number',
    as: '1001',
    method: 'POST',
    path: paths.userDialogs('1001'),
    body: call('abc'),
    status: 400,
    type: 'Invalid Input',
  },
  {
    what: 'a call while signed out',
    as: '1003',
    method: 'POST',
    path: paths.userDialogs('1003'),
    body: call('123', '4003'),
    status: 400,
    type: 'Invalid State',
  },
];

for (const row of refusals) {
  test(`refused: ${row.what}`, () => {
    const b = bench();
    b.signIn('1001');
    b.setState('1001', 'READY');
    b.signIn('1002');
    const before = JSON.stringify(b.view());
    const { method, path, status, type, ...how } = row;
    const reply = b.rest('publisher', method, path, how);
    assert.deepEqual({ status: reply.status, type: errorOf(reply).type }, { status, type });
    assert.equal(JSON.stringify(b.view()), before);
  });
}

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
  const reply = b.rest('publisher', 'PUT', user, { as: '1000', body: state('NOT_READY') });
  assert.equal(reply.status, 202);
  assert.equal(b.agent('1001').reasonCode, 999);
  const seen = b.updates('boss').find((update) => update.source === user);
  assert.ok(seen);
  assert.equal(valueOf(seen.data, 'User').reasonCode?.label, 'Supervisor Initiated');
  assert.equal(b.rest('publisher', 'PUT', user, { as: '1000', body: state('LOGOUT') }).status, 202);
  assert.deepEqual([b.agent('1001').state, b.agent('1001').reasonCode], ['LOGOUT', 999]);
});
