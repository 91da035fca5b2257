/** CH-1: frames of the chat link as texts. Whatever is no frame is nothing at all, on either side. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChatFromClient, readChatToClient } from './chat-frames.ts';
import type { ChatFromClient, ChatToClient } from './chat-frames.ts';

const fromClient: readonly ChatFromClient[] = [
  { kind: 'connect', loginId: '1001', password: 'geheim-ß€' },
  { kind: 'set-status', status: 'BUSY' },
  { kind: 'open-chat', with: '1002' },
  { kind: 'say', chat: 'chat-1', text: '<b>"hello"</b>\n' },
  { kind: 'close-chat', chat: 'chat-1' },
  { kind: 'disconnect' },
];
const toClient: readonly ChatToClient[] = [
  { kind: 'connected', status: 'AWAY', contacts: [{ user: '1002', name: 'Grace Hopper', status: 'OFFLINE' }] },
  { kind: 'refused', reason: 'unauthorized' },
  { kind: 'status', user: '1002', status: 'OFFLINE' },
  { kind: 'chat-opened', chat: 'chat-1', with: '1002' },
  { kind: 'said', chat: 'chat-1', from: '1002', text: '' },
  { kind: 'chat-closed', chat: 'chat-1', reason: 'left' },
  { kind: 'failed', what: 'say', reason: 'no such chat' },
  { kind: 'closed', reason: 'failover' },
];

test('CH-1: every frame comes back as it was, and nothing beside it', () => {
  for (const frame of fromClient) {
    assert.deepEqual(readChatFromClient(JSON.stringify({ ...frame, more: 1 })), frame);
  }
  for (const frame of toClient) assert.deepEqual(readChatToClient(JSON.stringify({ ...frame, more: 1 })), frame);
});

test('CH-1: what is no frame is undefined', () => {
  const nothing = ['', 'null', '[]', '7', '{', '{"kind":"connect"}', '{"kind":"__proto__"}', '{"kind":"say","chat":1}'];
  const wrongStatus = [
    '{"kind":"set-status","status":"OFFLINE"}',
    '{"kind":"connected","status":"AWAY","contacts":[1]}',
  ];
  for (const text of [...nothing, ...wrongStatus]) {
    assert.equal(readChatFromClient(text), undefined, text);
    assert.equal(readChatToClient(text), undefined, text);
  }
});
