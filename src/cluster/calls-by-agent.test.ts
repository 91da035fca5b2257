import assert from 'node:assert/strict';
import { it } from 'node:test';
import { callsWith, monitorsAmong, putCall, removeCall } from './calls-by-agent.ts';
import { callType, party } from './calls.ts';
import type { Call } from './messages.ts';

const call = (id: string, logins: readonly string[], type = 'ACD_IN'): Call => ({
  id,
  callType: type,
  from: '1',
  to: '2',
  dialedNumber: '',
  queueId: '',
  variables: [],
  wrapUpReason: '',
  startedAt: 0,
  parties: logins.map((loginId) => party(loginId, 'ACTIVE', 0, loginId)),
});
const ids = (calls: readonly Call[]): string[] => calls.map(({ id }) => id);

it('calls are found by agent, whatever is put in, changed and taken out, in the order of the record', () => {
  const known = call('7', ['a', 'b']);
  const calls: Record<string, Call> = { '7': known };
  assert.deepEqual(ids(callsWith(calls, 'a')), ['7'], 'of a record that came with a snapshot');
  putCall(calls, call('10', ['a']));
  putCall(calls, call('9', ['a', 'c'], callType.monitor));
  assert.deepEqual(ids(callsWith(calls, 'a')), ['7', '9', '10']);
  assert.deepEqual(ids(monitorsAmong(calls)), ['9']);
  putCall(calls, call('7', ['b']));
  assert.deepEqual(ids(callsWith(calls, 'a')), ['9', '10'], 'who has left the call');
  removeCall(calls, '9');
  removeCall(calls, 'unknown');
  assert.deepEqual([ids(callsWith(calls, 'c')), ids(monitorsAmong(calls))], [[], []]);
  assert.deepEqual(ids(Object.values(calls)), ['7', '10']);
});
