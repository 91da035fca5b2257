/** Clients that misbehave on `/ws/`: each gets a clean end, nobody else notices, and nothing piles up. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect as connectTcp } from 'node:net';
import { after, before, test } from 'node:test';
import { socketLimits } from './xmpp/socket.ts';
import type { Lab } from './lab.ts';
import { ask, eventually, labWith } from './test/lab-bench.ts';
import { auth, openFrame, plain, xmppClient } from './test/xmpp-client.ts';
import type { XmppClient } from './test/xmpp-client.ts';

let lab: Lab;
/** Somebody who behaves, and must never notice. */
let bystander: XmppClient;
before(async () => {
  lab = await labWith(['--cors', 'enable', '--allowed-origin', 'https://desk.example'], {
    limits: { bindMs: 1500 },
  });
  bystander = await xmppClient(lab.urls.publisher);
  await bystander.signIn('1001');
});
after(async () => {
  assert.equal((await bystander.iq('get', '<ping xmlns="urn:xmpp:ping"/>')).attrs['type'], 'result');
  bystander.close();
  await lab.close();
});

const connect = (): Promise<XmppClient> => xmppClient(lab.urls.publisher);
const streamError = async (client: XmppClient): Promise<string | undefined> =>
  (await client.take('stream error', (frame) => frame.is('error'))).getChildElements()[0]?.getName();

const subscribe =
  '<iq xmlns="jabber:client" type="set" id="s" to="pubsub.localhost"><pubsub xmlns="http://jabber.org/protocol/pubsub">' +
  '<subscribe node="/finesse/api/User/1001" jid="1001@localhost"/></pubsub></iq>';
const deep = `${'<a>'.repeat(200)}${'</a>'.repeat(200)}`;

const rows: readonly (readonly [string, readonly string[], string])[] = [
  ['no XML at all', ['hello'], 'not-well-formed'],
  ['an element that is not closed', ['<open'], 'not-well-formed'],
  ['two elements in one frame', [`${openFrame()}${openFrame()}`], 'not-well-formed'],
  ['a declaration of entities', ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'], 'not-well-formed'],
  [
    'an undeclared entity',
    [openFrame(), '<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">&x;</auth>'],
    'not-well-formed',
  ],
  ['nesting without end', [deep], 'not-well-formed'],
  ['a stanza before the stream', [subscribe], 'bad-format'],
  ['a domain that is not this node’s', [openFrame('elsewhere.example')], 'host-unknown'],
  ['a subscription without a login', [openFrame(), subscribe], 'not-authorized'],
  ['a second opening before the login', [openFrame(), openFrame()], 'bad-format'],
  [
    'wrong passwords without end',
    [openFrame(), ...Array.from({ length: 5 }, () => auth(plain('1002', 'no')))],
    'policy-violation',
  ],
];
for (const [what, frames, condition] of rows) {
  test(`a stream with ${what} ends with ${condition}`, async () => {
    const client = await connect();
    for (const frame of frames) client.send(frame);
    assert.equal(await streamError(client), condition);
    await client.ended();
  });
}

test('a subscription before the resource is bound ends the stream', async () => {
  const client = await connect();
  client.send(openFrame());
  client.send(auth(plain('1002', 'secret')));
  await client.take('success', (frame) => frame.is('success'));
  client.send(openFrame());
  client.send(subscribe);
  assert.equal(await streamError(client), 'not-authorized');
  await client.ended();
});

test('wrong encodings of a login are named', async () => {
  const client = await connect();
  client.send(openFrame());
  for (const [sent, said] of [
    ['%%%', 'incorrect-encoding'],
    ['=', 'malformed-request'],
    [Buffer.from('1002\0secret').toString('base64'), 'malformed-request'],
    [Buffer.from('1001@localhost\x001002\0secret').toString('base64'), 'invalid-authzid'],
  ] as const) {
    client.send(auth(sent));
    const failure = await client.take('failure', (frame) => frame.is('failure'));
    assert.equal(failure.getChildElements()[0]?.getName(), said);
  }
  client.close();
});

test('bytes instead of text, and stanzas that are none, end the stream', async () => {
  const binary = await connect();
  binary.socket.send(Buffer.from(openFrame()), { binary: true });
  assert.equal(await streamError(binary), 'not-well-formed');
  const client = await connect();
  await client.signIn('1002');
  client.send('<nonsense xmlns="jabber:client"/>');
  assert.equal(await streamError(client), 'unsupported-stanza-type');
  await client.ended();
});

test('a frame beyond the limit is closed with 1009', async () => {
  const client = await connect();
  await client.signIn('1002');
  client.send(`<message xmlns="jabber:client"><body>${'x'.repeat(socketLimits.frameBytes)}</body></message>`);
  assert.equal(await client.ended(), 1009);
});

test('a flood ends with policy-violation', async () => {
  const client = await connect();
  await client.signIn('1002');
  for (let count = 0; count < 1000; count += 1) {
    client.send(`<iq xmlns="jabber:client" type="get" id="f${count}"><ping xmlns="urn:xmpp:ping"/></iq>`);
  }
  assert.equal(await streamError(client), 'policy-violation');
  await client.ended();
});

test('a client that does not read is dropped when too much waits for it', async () => {
  // No limit to what may be asked: only what is not read can end this.
  const own = await labWith([], { limits: { unreadBytes: 65_536, stanzaBurst: 1e9 } });
  const client = await xmppClient(own.urls.publisher);
  await client.signIn('1002');
  client.socket.pause();
  const long = 'i'.repeat(8000);
  let sent = 0;
  await eventually('the stream is given up', async () => {
    for (let count = 0; count < 200 && client.socket.readyState === 1; count += 1) {
      client.send(`<iq xmlns="jabber:client" type="get" id="${long}"><x xmlns="unknown"/></iq>`);
      sent += 1;
    }
    return (await own.operator.status()).nodes.publisher.bound.length === 0 ? true : undefined;
  });
  assert.ok(sent < 10_000, `${sent} answers were kept for somebody who reads none`);
  client.socket.resume();
  assert.equal(await client.ended(), 1006, 'without a word');
  assert.ok(!client.heard.some((frame) => frame.is('error')));
  await own.close();
});

test('whoever does not log in is shown the door', async () => {
  const client = await connect();
  client.send(openFrame());
  assert.equal(await streamError(client), 'connection-timeout');
  await client.ended();
});

test('other subprotocols, other paths, other origins and plain HTTP are refused', async () => {
  await assert.rejects(xmppClient(lab.urls.publisher, { protocol: 'mqtt' }), /400/);
  await assert.rejects(xmppClient(`${lab.urls.publisher}other/`), /404/);
  await assert.rejects(xmppClient(lab.urls.publisher, { origin: 'https://evil.example' }), /403/);
  const allowed = await xmppClient(lab.urls.publisher, { origin: 'https://desk.example' });
  allowed.close();
  assert.equal((await ask('GET', `${lab.urls.publisher}ws/`)).status, 426);
});

test('garbage after the upgrade is closed, and leaves nothing behind', async () => {
  const before = (await lab.operator.status()).nodes.publisher.connections;
  const { port } = new URL(lab.urls.publisher);
  await new Promise<void>((resolve) => {
    const socket = connectTcp(Number(port), '127.0.0.1', () =>
      socket.write(
        'GET /ws/ HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: xmpp\r\n' +
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
      ),
    );
    socket.once('data', () => socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff])));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
  await eventually('nothing left', async () =>
    (await lab.operator.status()).nodes.publisher.connections === before ? true : undefined,
  );
});
