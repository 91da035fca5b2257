import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { ChannelEvent } from '../../core/contract.ts';
import { paths } from '../../wire/paths.ts';
import { playNode, ScriptedSocket, streamError, systemInfo } from '../test/scripted-node.ts';
import type { Played } from '../test/scripted-node.ts';
import type { Credential, LinkAnswer } from './link.ts';
import { createLiveLink } from './live-link.ts';

const nodes = { publisher: 'https://a.example:8445', subscriber: 'https://b.example:8445' } as const;
const credential: Credential = { agentId: '1001', password: 'geheim-ß€' };
const path = paths.queue('19');
const answer = (body = systemInfo(), status = 200) => new Response(body, { status });

let node: ReturnType<typeof playNode>;
let notes: string[];
beforeEach(() => {
  node = playNode(answer());
  notes = [];
});
afterEach(() => node.restore());

const linkTo = (...answers: Played[]) => {
  node.restore();
  node = playNode(...answers);
  return createLiveLink({ nodes, referrer: 'https://site.example/?live=x', note: (text) => notes.push(text) });
};
const settle = () => new Promise((resolve) => setImmediate(resolve));
const ask = (link: ReturnType<typeof createLiveLink>, request: { method: 'GET'; path: string }) =>
  new Promise<LinkAnswer>((resolve) => link.request('publisher', request, undefined, resolve));

/** A channel that is open, or as far as it came. */
async function opened(link = linkTo(answer()), who = credential) {
  const events: ChannelEvent[] = [];
  const opening = { channel: 1, node: 'publisher', resource: 'desktop-4001', credential: who } as const;
  const channel = link.openChannel(opening, (event) => events.push(event));
  assert.equal(events.length, 0, 'nothing is told synchronously');
  for (let turn = 0; turn < 50; turn += 1) await settle();
  const socket = ScriptedSocket.all[0]!;
  return { link, channel, socket, events };
}
/** Not by `assert`s that narrow: what is told grows under our hands. */
const last = (events: readonly ChannelEvent[]) => events.at(-1);
const kinds = (events: readonly ChannelEvent[]) => events.map(({ kind }) => kind);

test('the browser may keep a preflight once the node has said that nothing else is to be kept', async () => {
  const modes = async (...controls: readonly (string | undefined)[]) => {
    const replies = controls.map(
      (control) => new Response(systemInfo(), { headers: control === undefined ? {} : { 'Cache-Control': control } }),
    );
    const link = linkTo(...replies);
    for (let count = 0; count < replies.length; count += 1) await ask(link, { method: 'GET', path: paths.systemInfo });
    return node.fetched.map(({ init }) => init.cache);
  };
  assert.deepEqual(await modes('no-store', 'private, No-Cache', 'no-store'), ['no-store', 'default', 'default']);
  assert.deepEqual(await modes(undefined, 'max-age=60', 'no-store'), ['no-store', 'no-store', 'no-store']);
  assert.deepEqual(await modes('no-store', 'max-age=60', 'no-store'), ['no-store', 'default', 'no-store']);
});

test('a request takes credentials to the node and to nobody else', () => {
  const link = linkTo(answer());
  const bearer = { scheme: 'Bearer', token: 't0k' } as const;
  link.request('subscriber', { method: 'GET', path: paths.user('1001') }, bearer, () => undefined);
  const { url, init } = node.fetched[0]!;
  assert.equal(url, 'https://b.example:8445/finesse/api/User/1001');
  assert.equal(init.headers['Authorization'], 'Bearer t0k');
  assert.equal(init.redirect, 'error');
  assert.equal(init.credentials, 'omit');
  assert.equal(init.cache, 'no-store');
  assert.equal(init.referrer, 'https://site.example/?live=x');
  link.request('publisher', { method: 'GET', path: '//evil.example/x' }, bearer, () => undefined);
  assert.equal(new URL(node.fetched[1]!.url).host, 'a.example:8445');
});

test('what cannot be sent is refused as a node would; what cannot be read is told apart; nobody there is refused', async () => {
  const illegal = await ask(linkTo(answer()), { method: 'GET', path: 'no path' });
  assert.ok(illegal.kind === 'reply' && illegal.reply.status === 400 && illegal.reply.payload.kind === 'ApiErrors');
  assert.equal(node.fetched.length, 0);
  const page = await ask(linkTo(answer('<html>oops', 502)), { method: 'GET', path });
  assert.ok(page.kind === 'reply' && page.reply.status === 502 && page.reply.payload.kind === 'Malformed');
  assert.deepEqual(await ask(linkTo(new TypeError('failed')), { method: 'GET', path }), {
    kind: 'failed',
    failure: 'refused',
  });
});

test('a cancelled request is aborted and never answered; so is everything when the link closes', async () => {
  const link = linkTo('silence');
  let answers = 0;
  const cancel = link.request('publisher', { method: 'GET', path }, undefined, () => (answers += 1));
  cancel();
  link.request('publisher', { method: 'GET', path }, undefined, () => (answers += 1));
  link.close();
  await settle();
  assert.deepEqual(
    node.fetched.map(({ init }) => init.signal?.aborted),
    [true, true],
  );
  assert.equal(answers, 0);
});

test('a channel: SystemInfo says the domain; PLAIN in UTF-8; bound, presence sent, then open', async () => {
  const { socket, events } = await opened();
  assert.equal(node.fetched[0]?.url, 'https://a.example:8445/finesse/api/SystemInfo');
  assert.equal(socket.url, 'wss://a.example:8445/ws/');
  assert.deepEqual(socket.protocols, ['xmpp']);
  assert.match(socket.sent[0] ?? '', /^<open .*to="a\.example"/);
  const auth = />([^<]+)<\/auth>/.exec(socket.sent.find((frame) => frame.startsWith('<auth')) ?? '')?.[1] ?? '';
  assert.equal(Buffer.from(auth, 'base64').toString('utf8'), '\0' + '1001\0geheim-ß€');
  assert.ok(socket.sent.some((frame) => frame.includes('<resource>desktop-4001</resource>')));
  assert.match(socket.sent.at(-1) ?? '', /^<presence/);
  assert.deepEqual(events, [{ kind: 'open' }]);
});

test('with single sign-on the token takes the password’s place', async () => {
  const { socket } = await opened(linkTo(answer()), { ...credential, accessToken: 't0k' });
  const auth = />([^<]+)<\/auth>/.exec(socket.sent.find((frame) => frame.startsWith('<auth')) ?? '')?.[1] ?? '';
  assert.equal(Buffer.from(auth, 'base64').toString('utf8'), '\0' + '1001\0t0k');
  assert.equal(node.fetched[0]?.init.headers['Authorization'], 'Bearer t0k');
});

test('an old server gets its session before the presence', async () => {
  const link = linkTo(answer());
  ScriptedSocket.moreFeatures = '<session xmlns="urn:ietf:params:xml:ns:xmpp-session"/>';
  const { socket, events } = await opened(link);
  const order = socket.sent.map((frame) => /<(session|presence)\b/.exec(frame)?.[1]).filter(Boolean);
  assert.deepEqual(order, ['session', 'presence']);
  assert.deepEqual(kinds(events), ['open']);
});

test('a SystemInfo that was read serves the next channel; one with which no channel opens is asked again', async () => {
  const link = linkTo(answer());
  await ask(link, { method: 'GET', path: paths.systemInfo });
  const { socket, events } = await opened(link);
  assert.equal(node.fetched.length, 1);
  socket.hear(streamError('system-shutdown'));
  assert.deepEqual(last(events), { kind: 'closed', reason: 'server-shutdown' });
  ScriptedSocket.unknownHost = true;
  assert.deepEqual((await opened(link)).events, [{ kind: 'failed', reason: 'refused' }]);
  assert.equal(node.fetched.length, 1);
  await opened(link);
  assert.equal(node.fetched.length, 2);
});

const refusals: readonly [what: string, answer: Response | Error, reason: string][] = [
  ['nobody there', new TypeError('failed'), 'refused'],
  ['credentials refused', answer('', 401), 'unauthorized'],
  ['no domain', answer(systemInfo('')), 'refused'],
  ['out of order', answer('', 503), 'refused'],
];
for (const [what, first, reason] of refusals) {
  test(`a node that does not say its domain (${what}): ${reason}, and asked anew next time`, async () => {
    const { link, events } = await opened(linkTo(first, answer()));
    assert.deepEqual(events, [{ kind: 'failed', reason }]);
    assert.equal(ScriptedSocket.all.length, 0);
    assert.deepEqual(kinds((await opened(link)).events), ['open']);
  });
}

test('a server’s word to go elsewhere is not followed', async () => {
  const { socket, events } = await opened();
  socket.hear(streamError('see-other-host', 'evil.example'));
  await settle();
  assert.deepEqual(last(events), { kind: 'closed', reason: 'reset' });
  assert.equal(ScriptedSocket.all.length, 1);
  assert.ok(socket.closed);
});

for (const frame of [
  '</nonsense>',
  'no xml <',
  '<a></b>',
  '<iq from="@@"/>',
  '<message from=""/><presence from="/"/>',
]) {
  test(`garbage never throws, and ends the stream or is left out: ${frame}`, async () => {
    const { socket, events } = await opened();
    socket.hear(frame);
    await settle();
    assert.ok(events.length === 1 || kinds(events).join() === 'open,closed', JSON.stringify(events));
  });
}

const message = (from: string, extra = '', item = '<item id="7"><notification>&lt;Update/&gt;</notification></item>') =>
  `<message xmlns="jabber:client" from="${from}"><event xmlns="http://jabber.org/protocol/pubsub#event">` +
  `<items node="${path}">${item}</items></event>${extra}</message>`;

test('items of the pubsub service are read, whatever their case; forged, old and empty ones are not', async () => {
  const { socket, events } = await opened();
  socket.hear(message('mallory@a.example'));
  socket.hear(message('pubsub.a.example', '<delay xmlns="urn:xmpp:delay" stamp="2020-01-01T00:00:00Z"/>'));
  socket.hear(message('pubsub.a.example', '', '<retract id="7"/>'));
  assert.deepEqual(kinds(events), ['open']);
  socket.hear(message('PubSub.A.example'));
  assert.equal(last(events)?.kind, 'malformed-item');
});

test('presence of finesse: there while any of its resources is; others’ is nobody’s business', async () => {
  const { socket, events } = await opened();
  const hear = (from: string, type = '') => socket.hear(`<presence xmlns="jabber:client" from="${from}" ${type}/>`);
  hear('finesse@evil.example/x', 'type="unavailable"');
  hear('1002@a.example/x');
  hear('finesse@a.example/one');
  hear('Finesse@a.example/two');
  hear('finesse@a.example/one', 'type="unavailable"');
  hear('finesse@a.example/two', 'type="unavailable"');
  const told = events.flatMap((event) => (event.kind === 'presence' ? [event.available] : []));
  assert.deepEqual(told, [true, true, true, false]);
  hear('finesse@a.example', 'type="subscribe"');
  assert.match(socket.sent.at(-1) ?? '', /type="subscribed"/);
});

test('the node’s own ping is answered; a refused ping of ours is a sign of life', async () => {
  const { socket, channel, events } = await opened();
  socket.hear('<iq xmlns="jabber:client" type="get" id="p1" from="a.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await settle();
  assert.match(socket.sent.at(-1) ?? '', /id="p1".*type="result"|type="result".*id="p1"/);
  channel.ping(5);
  const id = /id="([^"]*)"/.exec(socket.sent.at(-1) ?? '')?.[1] ?? '';
  socket.hear(
    `<iq xmlns="jabber:client" type="error" id="${id}" from="a.example"><error type="cancel"><service-unavailable xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>`,
  );
  await settle();
  assert.deepEqual(last(events), { kind: 'pong', ping: 5 });
});

test('close: unsubscribed with the full JID, unavailable, goodbye, and nothing is told afterwards', async () => {
  const { socket, channel, events } = await opened();
  channel.subscribe(path);
  await settle();
  assert.deepEqual(last(events), { kind: 'subscribed', path });
  const before = socket.sent.length;
  channel.close();
  const [unsubscribe, presence, goodbye] = socket.sent.slice(before);
  assert.match(unsubscribe ?? '', /<unsubscribe .*jid="1001@a\.example\/desktop-4001"/);
  assert.match(presence ?? '', /type="unavailable"/);
  assert.match(goodbye ?? '', /^<close /);
  assert.ok(socket.closed);
  await settle();
  socket.hear(message('pubsub.a.example'));
  assert.equal(events.length, 2);
});

test('closed before SystemInfo came: no socket is opened', async () => {
  const link = linkTo(answer());
  const events: ChannelEvent[] = [];
  const opening = { channel: 1, node: 'publisher', resource: 'r', credential } as const;
  link.openChannel(opening, (event) => events.push(event)).close();
  await settle();
  assert.equal(ScriptedSocket.all.length, 0);
  assert.equal(events.length, 0);
});
