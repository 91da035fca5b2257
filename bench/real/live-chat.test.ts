/** CH-1 on real sockets: desktops chat by the live link through the lab's chat door, which outlives every node. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import WebSocket from 'ws';
import type { ChatEvent } from '../../src/core/chat-contract.ts';
import { chatSubprotocol, readChatToClient } from '../../src/wire/chat-frames.ts';
import type { LinkChat } from '../../src/worker/link/link.ts';
import { createLiveLink } from '../../src/worker/link/live-link.ts';
import type { Lab } from '../../server/lab.ts';
import { eventually, labWith } from '../../server/test/lab-bench.ts';

let lab: Lab;
before(async () => {
  // Node 20 has none of its own; browsers' links look for it there.
  globalThis.WebSocket = WebSocket as unknown as typeof globalThis.WebSocket;
  lab = await labWith(['--speed', '20', '--cors', 'enable', '--allowed-origin', 'https://desktop.example']);
});
after(() => lab.close());

const origin = (url: string): string => new URL(url).origin;
const linkTo = (chatUrl: string) => {
  const nodes = { publisher: origin(lab.urls.publisher), subscriber: origin(lab.urls.subscriber) };
  return createLiveLink({ nodes, chat: origin(chatUrl), note: () => undefined });
};

interface Chatter {
  readonly chat: LinkChat;
  readonly events: readonly ChatEvent[];
  until<Kind extends ChatEvent['kind']>(kind: Kind): Promise<Extract<ChatEvent, { kind: Kind }>>;
}

function chatterOf(agentId: string, password = 'secret', chatUrl = lab.chatUrl): Chatter {
  const events: ChatEvent[] = [];
  const link = linkTo(chatUrl);
  assert.ok(link.openChat);
  const chat = link.openChat({ agentId, password }, (event) => events.push(event));
  assert.equal(events.length, 0, 'nothing is told synchronously');
  return {
    chat,
    events,
    until: <Kind extends ChatEvent['kind']>(kind: Kind) =>
      eventually(
        kind,
        () => Promise.resolve(events.find((event): event is Extract<ChatEvent, { kind: Kind }> => event.kind === kind)),
        20_000,
      ),
  };
}

test('CH-1: two desktops chat; a node that is lost does not touch it, a failover of the service ends it', async () => {
  const ada = chatterOf('1001');
  assert.equal((await ada.until('open')).status, 'AVAILABLE');
  const grace = chatterOf('1002');
  const { contacts } = await grace.until('open');
  assert.equal(contacts.find(({ user }) => user === '1001')?.status, 'AVAILABLE');
  assert.deepEqual(await ada.until('presence'), { kind: 'presence', user: '1002', status: 'AVAILABLE' });

  ada.chat.send({ kind: 'open-chat', with: '1002' });
  const { chat } = await ada.until('chat-opened');
  await lab.operator.do('stop', { node: 'publisher' });
  const text = '<script>"ä€"</script>';
  ada.chat.send({ kind: 'say', chat, text });
  assert.deepEqual(await grace.until('said'), { kind: 'said', chat, from: '1001', text });
  assert.deepEqual(await ada.until('said'), { kind: 'said', chat, from: '1001', text }, 'its acknowledgement');
  await lab.operator.do('start', { node: 'publisher' });

  ada.chat.send({ kind: 'say', chat: 'chat-99', text });
  assert.equal((await ada.until('word-refused')).what, 'say');
  grace.chat.close();
  assert.equal((await ada.until('chat-closed')).reason, 'left');
  await lab.operator.do('fail-imp', {});
  assert.equal((await ada.until('closed')).reason, 'failover');
});

test('CH-1: a wrong password and a service that is not there are told apart', async () => {
  // In the middle of a failover nobody is let in, whoever it is.
  await eventually(
    'the service is back after its failover',
    async () => ((await chatterOf('1003', 'wrong').until('failed')).reason === 'unauthorized' ? true : undefined),
    30_000,
  );
  const nobody = new URL(lab.urls.publisher);
  assert.equal((await chatterOf('1003', 'secret', nobody.href).until('failed')).reason, 'refused');
});

/** The HTTP status of a refusal, or the code with which an open connection was closed after `frame`. */
function knock(path: string, protocol: string, headers: Readonly<Record<string, string>>, frame = ''): Promise<number> {
  const socket = new WebSocket(`${lab.chatUrl.replace(/^http/, 'ws')}${path}`, protocol, { headers });
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('open', () => socket.send(frame));
    socket.on('close', (code) => resolve(code));
    socket.on('error', () => undefined);
  });
}

test('what is no chat client is refused or ended; the service goes on', async () => {
  const own = { Origin: 'https://desktop.example' };
  assert.equal(await knock('chat/', chatSubprotocol, { Origin: 'https://evil.example' }), 403);
  assert.equal(await knock('ws/', chatSubprotocol, own), 404);
  assert.equal(await knock('chat/', 'xmpp', own), 400);
  assert.equal(await knock('chat/', chatSubprotocol, own, '{"kind":"say"}'), 1003);
  assert.equal(await knock('chat/', chatSubprotocol, own, 'x'.repeat(70_000)), 1009);
  const socket = new WebSocket(`${lab.chatUrl.replace(/^http/, 'ws')}chat/`, chatSubprotocol, { headers: own });
  const answer = new Promise<string>((resolve) => socket.on('message', (data: Buffer) => resolve(data.toString())));
  socket.on('open', () => socket.send('{"kind":"connect","loginId":"1004","password":"secret"}'));
  assert.equal(readChatToClient(await answer)?.kind, 'connected');
  socket.close();
});
