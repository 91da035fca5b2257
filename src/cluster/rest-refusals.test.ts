/** What the REST interface refuses, row by row: with which status and which error type, and nothing is changed by it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Method, RequestBody } from '../wire/http.ts';
import { paths } from '../wire/paths.ts';
import { bench, errorOf } from './test/bench.ts';

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
