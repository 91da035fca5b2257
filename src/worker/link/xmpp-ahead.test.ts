/** DF-11: the second stream of a pair is opened in two round trips; a server that does not take that is asked step by step. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { ChannelEvent } from '../../core/contract.ts';
import { paths } from '../../wire/paths.ts';
import type { NodeName } from '../../wire/names.ts';
import { playNode, ScriptedSocket, streamError, systemInfo } from '../test/scripted-node.ts';
import type { Link, LinkChannel } from './link.ts';
import { createLiveLink } from './live-link.ts';

const nodes = { publisher: 'https://a.example:8445', subscriber: 'https://b.example:8445' } as const;
let node: ReturnType<typeof playNode> | undefined;
afterEach(() => node?.restore());

const notes: string[] = [];
function linkToPair(): Link {
  node = playNode(new Response(systemInfo()));
  notes.length = 0;
  return createLiveLink({ nodes, note: (text) => notes.push(text) });
}
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

interface Opened {
  readonly channel: LinkChannel;
  readonly socket: ScriptedSocket;
  readonly events: ChannelEvent[];
}

async function open(link: Link, to: NodeName, presence?: 'later', turns = settle): Promise<Opened> {
  const before = ScriptedSocket.all.length;
  const events: ChannelEvent[] = [];
  const channel = link.openChannel(
    {
      channel: before,
      node: to,
      resource: 'desktop-4001',
      credential: { agentId: '1001', password: 'geheim-ß€' },
      ...(presence && { presence }),
    },
    (event) => events.push(event),
  );
  await turns();
  return { channel, socket: ScriptedSocket.all[before]!, events };
}
const names = ({ sent }: ScriptedSocket): readonly string[] =>
  sent.map((frame) => /<(open|auth|bind|session|presence|ping|subscribe)\b/.exec(frame)?.[1] ?? '');
const steps = ['open', 'auth', 'open', 'bind'];

const untilSaid = async ({ sent }: ScriptedSocket, count: number): Promise<void> => {
  while (sent.length < count) await new Promise((resolve) => setImmediate(resolve));
};

/** Until the socket is connected, and no further: nothing was answered yet. */
const untilConnected = async (): Promise<void> => {
  const before = ScriptedSocket.all.length;
  while (ScriptedSocket.all.length === before) await new Promise((resolve) => setImmediate(resolve));
  while (ScriptedSocket.all[before]!.sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
};

test('DF-11: the first stream waits for each offer; the next one, to the other node, says what it can before an answer', async () => {
  const link = linkToPair();
  const first = await open(link, 'publisher', undefined, untilConnected);
  assert.deepEqual(names(first.socket), ['open']);
  await settle();
  assert.deepEqual(names(first.socket), [...steps, 'presence']);
  const second = await open(link, 'subscriber', undefined, untilConnected);
  assert.deepEqual(names(second.socket), steps.slice(0, 2), 'nothing beyond the login, which restarts the stream');
  await untilSaid(second.socket, 4);
  assert.deepEqual(names(second.socket), steps, 'and no presence before it is bound');
  await settle();
  assert.deepEqual(names(second.socket), [...steps, 'presence']);
  assert.deepEqual(second.events, [{ kind: 'open' }]);
  const [auth] = second.socket.sent.filter((frame) => frame.startsWith('<auth'));
  const told = Buffer.from(/>([^<]+)<\/auth>/.exec(auth ?? '')?.[1] ?? '', 'base64').toString('utf8');
  assert.equal(told, '\0' + '1001\0geheim-ß€');
  second.channel.subscribe(paths.queue('19'));
  await settle();
  assert.match(second.socket.sent.at(-1) ?? '', /jid="1001@a\.example\/desktop-4001"/, 'the bound address');
});

test('prepared: bound without presence, which goes out when it is asked for', async () => {
  const link = linkToPair();
  await open(link, 'publisher');
  const { channel, socket, events } = await open(link, 'subscriber', 'later');
  assert.deepEqual(events, [{ kind: 'bound' }]);
  assert.ok(!names(socket).includes('presence'));
  channel.present();
  await settle();
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['bound', 'open'],
  );
  assert.equal(names(socket).at(-1), 'presence');
});

test('an old server’s session is asked for in the same breath', async () => {
  const link = linkToPair();
  ScriptedSocket.moreFeatures = '<session xmlns="urn:ietf:params:xml:ns:xmpp-session"/>';
  await open(link, 'publisher');
  const { socket, events } = await open(link, 'subscriber', undefined, untilConnected);
  await untilSaid(socket, 5);
  assert.deepEqual(names(socket), [...steps, 'session']);
  await settle();
  assert.deepEqual(names(socket), [...steps, 'session', 'presence']);
  assert.deepEqual(events, [{ kind: 'open' }]);
});

for (const ahead of ['stream-error', 'reset'] as const) {
  test(`a server that does not take it (${ahead}) is asked step by step, at once, and from then on`, async () => {
    const link = linkToPair();
    await open(link, 'publisher');
    ScriptedSocket.ahead = ahead;
    const { events } = await open(link, 'subscriber');
    const [, refused, again] = ScriptedSocket.all;
    assert.ok(refused?.closed);
    assert.deepEqual(names(again!), [...steps, 'presence']);
    assert.deepEqual(events, [{ kind: 'open' }]);
    assert.match(notes.join(), /step by step/);
    ScriptedSocket.ahead = 'understood';
    const next = await open(link, 'publisher', undefined, untilConnected);
    assert.deepEqual(names(next.socket), ['open']);
  });
}

test('a refused password is told and not tried again', async () => {
  const link = linkToPair();
  await open(link, 'publisher');
  ScriptedSocket.wrongPassword = true;
  const { events } = await open(link, 'subscriber');
  assert.deepEqual(events, [{ kind: 'failed', reason: 'unauthorized' }]);
  assert.equal(ScriptedSocket.all.length, 2);
});

test('closed meanwhile: nothing is told and nothing tried again', async () => {
  const link = linkToPair();
  await open(link, 'publisher');
  ScriptedSocket.ahead = 'reset';
  const { channel, events } = await open(link, 'subscriber', undefined, untilConnected);
  channel.close();
  await settle();
  assert.deepEqual(events, []);
  assert.ok(ScriptedSocket.all.slice(1).every(({ closed }) => closed));
});

test('a node that goes while it is being asked is no reason to be slower from then on', async () => {
  const link = linkToPair();
  await open(link, 'publisher');
  ScriptedSocket.ahead = 'reset';
  ScriptedSocket.unknownHost = true;
  const { events } = await open(link, 'subscriber');
  assert.deepEqual(events, [{ kind: 'failed', reason: 'refused' }]);
  ScriptedSocket.ahead = 'understood';
  ScriptedSocket.unknownHost = false;
  const next = await open(link, 'subscriber', undefined, untilConnected);
  assert.deepEqual(names(next.socket), steps.slice(0, 2));
});

test('a stream that ends after it was bound is told as closed', async () => {
  const link = linkToPair();
  await open(link, 'publisher');
  const { socket, events } = await open(link, 'subscriber', 'later');
  socket.hear(streamError('system-shutdown'));
  assert.deepEqual(events.at(-1), { kind: 'closed', reason: 'server-shutdown' });
});

test('a look at SystemInfo that is under way is not made twice', async () => {
  const link = linkToPair();
  link.request('publisher', { method: 'GET', path: paths.systemInfo }, undefined, () => undefined);
  const { events } = await open(link, 'publisher');
  assert.deepEqual(events, [{ kind: 'open' }]);
  assert.equal(node?.fetched.length, 1);
});

test('while the node is being looked at the connection is made already, and nothing is said before its domain is known', async () => {
  const link = linkToPair();
  await open(link, 'publisher');
  let answer: (response: Response) => void = () => undefined;
  node?.restore();
  node = playNode(new Promise<Response>((resolve) => (answer = resolve)));
  link.request('subscriber', { method: 'GET', path: paths.systemInfo }, undefined, () => undefined);
  const { socket, events } = await open(link, 'subscriber');
  assert.deepEqual(names(socket), []);
  answer(new Response(systemInfo()));
  await settle();
  assert.deepEqual(names(socket), [...steps, 'presence']);
  assert.deepEqual(events, [{ kind: 'open' }]);
});

test('a look that shows no domain, or nobody there: asked with the credential, and told when that does not help', async () => {
  const link = linkToPair();
  await open(link, 'publisher');
  node?.restore();
  node = playNode(new Response('', { status: 401 }));
  link.request('subscriber', { method: 'GET', path: paths.systemInfo }, undefined, () => undefined);
  const { socket, events } = await open(link, 'subscriber');
  assert.deepEqual(events, [{ kind: 'failed', reason: 'unauthorized' }]);
  assert.equal(node.fetched.length, 2);
  assert.ok(node.fetched[1]?.init.headers['Authorization']);
  assert.deepEqual(names(socket), []);
  assert.ok(socket.closed);
});
