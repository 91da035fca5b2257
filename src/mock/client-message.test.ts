import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readClientMessage } from './client-message.ts';

const request = { method: 'GET', path: '/finesse/api/SystemInfo', headers: {} };
const good: readonly unknown[] = [
  { type: 'hello', role: 'page', aliveLock: 'x', speed: 1 },
  { type: 'rest', id: '1', node: 'current', request },
  { type: 'rest', id: '1', node: 'subscriber', request: { ...request, method: 'PUT', body: '<User/>' } },
  { type: 'xmpp', session: 's', node: 'publisher', frame: { kind: 'ping', ping: 1 } },
  {
    type: 'xmpp',
    session: 's',
    node: 'publisher',
    frame: { kind: 'connect', loginId: '1', password: '', resource: 'r' },
  },
  { type: 'lab', id: '1', action: 'anything', args: {} },
  { type: 'current-node', node: undefined },
  { type: 'adopt', port: { postMessage: () => undefined } },
  { type: 'watch' },
  { type: 'goodbye' },
];
for (const message of good) {
  test(`in the protocol: ${JSON.stringify(message)}`, () => assert.equal(readClientMessage(message), message));
}

const bad: readonly unknown[] = [
  undefined,
  null,
  'hello',
  {},
  { type: 'toString' },
  { type: 'hello', role: 'page', aliveLock: '', speed: 1 },
  { type: 'hello', role: 'admin', aliveLock: 'x', speed: 1 },
  { type: 'rest', id: '1', node: 'third', request },
  { type: 'rest', id: '1', node: 'publisher', request: { ...request, headers: undefined } },
  { type: 'rest', id: '1', node: 'publisher', request: { ...request, body: 7 } },
  { type: 'xmpp', session: 's', node: 'publisher', frame: { kind: 'shout' } },
  { type: 'xmpp', session: 's', node: 'publisher', frame: { kind: 'connect', loginId: '1' } },
  { type: 'xmpp', session: 's', node: 'current', frame: { kind: 'ping', ping: 1 } },
  { type: 'lab', id: '1', action: 'x' },
  { type: 'current-node', node: 'third' },
  { type: 'adopt', port: 7 },
];
for (const message of bad) {
  test(`not in the protocol: ${JSON.stringify(message)}`, () => assert.equal(readClientMessage(message), undefined));
}

test('never throws', () => {
  fc.assert(fc.property(fc.anything(), (data) => void readClientMessage(data)));
});
