/** Requests about calls and messages that cannot be: the documented error, and nothing is changed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Method, RequestBody } from '../wire/http.ts';
import { paths } from '../wire/paths.ts';
import { clientLogLimit } from '../wire/client-log.ts';
import { bench, errorOf, valueOf } from './test/bench.ts';

const call = '16804377';
const action = (action: string, more: object = {}): RequestBody =>
  ({ kind: 'DialogAction', action, targetMediaAddress: '4001', ...more }) as RequestBody;
const data = (more: object): RequestBody => ({ kind: 'UpdateCallData', targetMediaAddress: '4001', ...more });
const variable = (name: string, value: string) => data({ callVariables: [{ name, value }] });
const supervise = (more: object): RequestBody => ({
  kind: 'SuperviseCall',
  action: 'SILENT_MONITOR',
  fromAddress: '4000',
  toAddress: '4001',
  ...more,
});
const message = (more: object): RequestBody => ({
  kind: 'NewTeamMessage',
  duration: 60,
  content: 'x',
  teams: ['1'],
  ...more,
});
const log = (logData: string): RequestBody => ({ kind: 'ClientLog', logData });

const table: readonly (readonly [
  what: string,
  as: string,
  method: Method,
  path: string,
  body: RequestBody | undefined,
  status: number,
  type: string,
])[] = [
  ['consult nobody', '1001', 'PUT', paths.dialog(call), action('CONSULT_CALL'), 400, 'Parameter Missing'],
  [
    'consult a word',
    '1001',
    'PUT',
    paths.dialog(call),
    action('CONSULT_CALL', { toAddress: 'x' }),
    400,
    'Invalid Input',
  ],
  [
    'consult oneself',
    '1001',
    'PUT',
    paths.dialog(call),
    action('CONSULT_CALL', { toAddress: '4001' }),
    400,
    'Invalid Input',
  ],
  [
    'consult the customer',
    '1001',
    'PUT',
    paths.dialog(call),
    action('CONSULT_CALL', { toAddress: '0301' }),
    400,
    'Invalid Input',
  ],
  ['send on to nobody', '1001', 'PUT', paths.dialog(call), action('TRANSFER_SST'), 400, 'Parameter Missing'],
  [
    'send on to an empty phone',
    '1001',
    'PUT',
    paths.dialog(call),
    action('TRANSFER_SST', { toAddress: '4004' }),
    400,
    'Invalid Input',
  ],
  ['transfer without a second call', '1001', 'PUT', paths.dialog(call), action('TRANSFER'), 400, 'Invalid State'],
  ['no tones', '1001', 'PUT', paths.dialog(call), action('SEND_DTMF', { dtmfString: '' }), 400, 'Parameter Missing'],
  ['wrong tones', '1001', 'PUT', paths.dialog(call), action('SEND_DTMF', { dtmfString: '1 2' }), 400, 'Invalid Input'],
  [
    'drop somebody else',
    '1001',
    'PUT',
    paths.dialog(call),
    action('PARTICIPANT_DROP', { targetMediaAddress: '0301' }),
    400,
    'Invalid Input',
  ],
  [
    'drop who is not there',
    '1001',
    'PUT',
    paths.dialog(call),
    action('PARTICIPANT_DROP', { targetMediaAddress: '4009' }),
    400,
    'Invalid Input',
  ],
  ['reclassify', '1001', 'PUT', paths.dialog(call), action('RECLASSIFY'), 501, 'Not Implemented'],
  [
    'a call variable too long',
    '1001',
    'PUT',
    paths.dialog(call),
    variable('callVariable1', 'é'.repeat(21)),
    400,
    'Invalid Input',
  ],
  ['an unknown variable', '1001', 'PUT', paths.dialog(call), variable('callVariable11', 'x'), 400, 'Invalid Input'],
  [
    'an expanded variable too long',
    '1001',
    'PUT',
    paths.dialog(call),
    variable('user.x', 'x'.repeat(211)),
    400,
    'Invalid Input',
  ],
  ['no data', '1001', 'PUT', paths.dialog(call), data({}), 400, 'Parameter Missing'],
  [
    'a wrap-up reason too long',
    '1001',
    'PUT',
    paths.dialog(call),
    data({ wrapUpReason: '€'.repeat(14) }),
    400,
    'Invalid Input',
  ],
  ["another's call", '1002', 'PUT', paths.dialog(call), action('HOLD'), 401, 'Invalid Authorization User Specified'],
  [
    'listen from another phone',
    '1000',
    'POST',
    paths.userDialogs('1000'),
    supervise({ fromAddress: '4002' }),
    400,
    'Invalid Input',
  ],
  [
    'listen to nobody',
    '1000',
    'POST',
    paths.userDialogs('1000'),
    supervise({ toAddress: '' }),
    400,
    'Parameter Missing',
  ],
  [
    'listen to oneself',
    '1000',
    'POST',
    paths.userDialogs('1000'),
    supervise({ toAddress: '4000' }),
    400,
    'Invalid Input',
  ],
  [
    'listen to an empty phone',
    '1000',
    'POST',
    paths.userDialogs('1000'),
    supervise({ toAddress: '4004' }),
    400,
    'Invalid Input',
  ],
  [
    'listen to who does not speak',
    '1000',
    'POST',
    paths.userDialogs('1000'),
    supervise({ toAddress: '4002' }),
    400,
    'Invalid State',
  ],
  [
    'barge in unheard',
    '1000',
    'POST',
    paths.userDialogs('1000'),
    supervise({ action: 'BARGE_CALL' }),
    400,
    'Invalid State',
  ],
  [
    'an agent listens',
    '1002',
    'POST',
    paths.userDialogs('1002'),
    supervise({ fromAddress: '4002' }),
    401,
    'Invalid Authorization User Specified',
  ],
  [
    'a message too long',
    '1000',
    'POST',
    paths.teamMessages,
    message({ content: 'x'.repeat(256) }),
    400,
    'Invalid Input',
  ],
  ['a message to no such team', '1000', 'POST', paths.teamMessages, message({ teams: ['77'] }), 404, 'Not Found'],
  [
    "a message to another's team",
    '1000',
    'POST',
    paths.teamMessages,
    message({ teams: ['101'] }),
    401,
    'Invalid Supervisor',
  ],
  ['a message that is a log', '1000', 'POST', paths.teamMessages, log('x'), 400, 'Invalid Input'],
  ['a message without body', '1000', 'POST', paths.teamMessages, undefined, 400, 'Parameter Missing'],
  ['delete what is not there', '1000', 'DELETE', paths.teamMessage('x'), undefined, 404, 'Not Found'],
  ['an empty log', '1001', 'POST', paths.userClientLog('1001'), log(''), 400, 'Parameter Missing'],
  [
    'a log too long',
    '1001',
    'POST',
    paths.userClientLog('1001'),
    log('x'.repeat(clientLogLimit + 1)),
    400,
    'Invalid Input',
  ],
  ['a log to be read', '1001', 'GET', paths.userClientLog('1001'), undefined, 405, 'Bad Request'],
  [
    'a resource of no category',
    '1001',
    'GET',
    paths.teamResource('1', 'ReasonCodes'),
    undefined,
    400,
    'Parameter Missing',
  ],
  [
    "a resource of another's team",
    '1001',
    'GET',
    paths.teamResource('101', 'PhoneBooks'),
    undefined,
    401,
    'Invalid Authorization User Specified',
  ],
  ['who is connected, by a supervisor', '1000', 'GET', paths.connectedUsersInfo, undefined, 403, 'Forbidden'],
];

for (const [what, as, method, path, body, status, type] of table) {
  test(`${what}: ${status} ${type}`, () => {
    const b = bench({ extraAgents: 20 });
    for (const loginId of ['1000', '1001', '1002']) b.signIn(loginId);
    assert.equal(b.ring('1001', '0301'), call);
    b.act('1001', call, 'ANSWER');
    b.advance(100);
    const before = b.rest('publisher', 'GET', paths.dialog(call), { as: '1001' });
    const reply = b.rest('publisher', method, path, { as, ...(body ? { body } : {}) });
    assert.deepEqual([errorOf(reply).status, errorOf(reply).type], [status, type]);
    b.advance(100);
    assert.deepEqual(b.rest('publisher', 'GET', paths.dialog(call), { as: '1001' }), before);
    const messages = b.rest('publisher', 'GET', paths.teamTeamMessages('1'), { as: '1000' });
    assert.deepEqual(valueOf(messages.payload, 'TeamMessages'), []);
  });
}

test('a hundred messages stand at most; the oldest make room', () => {
  const b = bench();
  for (let n = 0; n < 103; n += 1) {
    b.rest('publisher', 'POST', paths.teamMessages, {
      as: '1000',
      body: message({ content: String(n), duration: 600 }),
    });
  }
  for (const node of ['publisher', 'subscriber'] as const) {
    const { payload } = b.rest(node, 'GET', paths.teamTeamMessages('1'), { as: '1000' });
    const contents = valueOf(payload, 'TeamMessages').map((each) => each.content);
    assert.deepEqual([contents.length, contents[0], contents.at(-1)], [100, '3', '102']);
  }
});
