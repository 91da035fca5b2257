/** What an XMPP client may expect of a node: login, presence, roster, ping, pubsub, several resources, conflict. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Lab } from './lab.ts';
import { ask, eventually, labWith } from './test/lab-bench.ts';
import { auth, openFrame, plain, xmppClient } from './test/xmpp-client.ts';
import type { XmppClient } from './test/xmpp-client.ts';

let lab: Lab;
before(async () => {
  lab = await labWith([], { limits: { quietMs: 150 } });
});
after(() => lab.close());

const connect = (): Promise<XmppClient> => xmppClient(lab.urls.publisher);
const present = async (): Promise<readonly string[]> => (await lab.operator.status()).nodes.publisher.present;
const pubsub = 'pubsub.localhost';
const inPubsub = (content: string): string => `<pubsub xmlns="http://jabber.org/protocol/pubsub">${content}</pubsub>`;
const condition = (frame: { getChild(name: string): { getChildElements(): { getName(): string }[] } | undefined }) =>
  frame
    .getChild('error')
    ?.getChildElements()
    .map((each) => each.getName());

test('the stream opens with its features in frames of their own, and again after the login', async () => {
  const client = await connect();
  assert.equal(client.socket.protocol, 'xmpp');
  client.send(openFrame());
  const opened = await client.take('open', (frame) => frame.is('open', 'urn:ietf:params:xml:ns:xmpp-framing'));
  assert.equal(opened.attrs['from'], 'localhost');
  assert.equal(opened.attrs['version'], '1.0');
  assert.ok(opened.attrs['id']);
  const features = await client.take('features', (frame) => frame.is('features', 'http://etherx.jabber.org/streams'));
  assert.equal(features.getChild('mechanisms')?.getChild('mechanism')?.getText(), 'PLAIN');
  client.send(auth(Buffer.from('1003@localhost\x001003\0secret').toString('base64')));
  await client.take('success', (frame) => frame.is('success', 'urn:ietf:params:xml:ns:xmpp-sasl'));
  client.send(openFrame());
  const second = await client.take('open', (frame) => frame.is('open'));
  assert.notEqual(second.attrs['id'], opened.attrs['id']);
  await client.take('bind', (frame) => frame.getChild('bind') !== undefined && frame.getChild('session') !== undefined);
  const bound = await client.iq('set', '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/>');
  assert.match(
    bound.getChild('bind')?.getChild('jid')?.getText() ?? '',
    /^1003@localhost\/.+/,
    'a resource of the server’s',
  );
  client.close();
});

test('a login may come without its answer, may be aborted, and may be wrong some times', async () => {
  const client = await connect();
  client.send(openFrame());
  client.send(auth(''));
  await client.take('challenge', (frame) => frame.is('challenge'));
  client.send('<abort xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/>');
  const failure = async (): Promise<string | undefined> =>
    (await client.take('failure', (frame) => frame.is('failure'))).getChildElements()[0]?.getName();
  assert.equal(await failure(), 'aborted');
  client.send(auth(plain('1003', 'wrong')));
  assert.equal(await failure(), 'not-authorized');
  client.send(auth(plain('1003', 'secret'), 'SCRAM-SHA-1'));
  assert.equal(await failure(), 'invalid-mechanism');
  client.send(auth(''));
  await client.take('challenge', (frame) => frame.is('challenge'));
  client.send(`<response xmlns="urn:ietf:params:xml:ns:xmpp-sasl">${plain('1003', 'secret')}</response>`);
  await client.take('success', (frame) => frame.is('success'));
  client.close();
});

test('presence counts from the presence stanza on, and ends with it, with the stream and with the socket', async () => {
  const client = await connect();
  await client.signIn('1003');
  await eventually('1003 there', async () => ((await present()).includes('1003') ? true : undefined));
  client.send('<presence xmlns="jabber:client" type="unavailable"/>');
  await eventually('1003 unavailable', async () => ((await present()).length === 0 ? true : undefined));
  client.send('<presence xmlns="jabber:client"/>');
  await eventually('1003 available', async () => ((await present()).length === 1 ? true : undefined));
  client.close();
  await eventually('1003 gone', async () => ((await present()).length === 0 ? true : undefined));

  const bound = await connect();
  bound.send(openFrame());
  bound.send(auth(plain('1004', 'secret')));
  await bound.take('success', (frame) => frame.is('success'));
  bound.send(openFrame());
  await bound.iq('set', '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><resource>r</resource></bind>');
  assert.deepEqual(await present(), [], 'bound is not present');
  bound.close();
});

test('user finesse is in the roster; its presence comes, goes and can be asked for', async () => {
  const client = await connect();
  await client.signIn('1003');
  const roster = await client.iq('get', '<query xmlns="jabber:iq:roster"/>');
  assert.equal(roster.getChild('query')?.getChild('item')?.attrs['jid'], 'finesse@localhost');
  const fromFinesse = (type: string | undefined) =>
    client.take(`presence ${type ?? 'available'}`, (frame) => {
      return frame.is('presence') && frame.attrs['from'] === 'finesse@localhost/User' && frame.attrs['type'] === type;
    });
  await lab.operator.do('hide-finesse-presence', { node: 'publisher' });
  await fromFinesse('unavailable');
  client.send('<presence xmlns="jabber:client" type="probe" to="finesse@localhost"/>');
  await fromFinesse('unavailable');
  await lab.operator.do('show-finesse-presence', { node: 'publisher' });
  await fromFinesse(undefined);
  client.close();
});

test('pings go both ways', async () => {
  const client = await connect();
  await client.signIn('1003');
  assert.equal((await client.iq('get', '<ping xmlns="urn:xmpp:ping"/>', 'localhost')).attrs['type'], 'result');
  const asked = await client.take(
    'ping of the server',
    (frame) => frame.getChild('ping', 'urn:xmpp:ping') !== undefined,
  );
  assert.equal(asked.attrs['type'], 'get');
  client.send(`<iq xmlns="jabber:client" type="result" id="${asked.attrs['id'] ?? ''}"/>`);
  await client.take('another ping', (frame) => frame.getChild('ping') !== undefined);
  assert.equal(client.closeCode, undefined);
  client.close();
});

test('subscriptions: made, listed, ended, by full or bare JID; refused where XEP-0060 or the rights say so', async () => {
  const client = await connect();
  const jid = await client.signIn('1003');
  const queue = '/finesse/api/Queue/11';
  const change = (name: string, node: string, who = jid) =>
    client.iq('set', inPubsub(`<${name} node="${node}" jid="${who}"/>`), pubsub);
  const made = (await change('subscribe', queue)).getChild('pubsub')?.getChild('subscription');
  assert.equal(made?.attrs['subscription'], 'subscribed');
  assert.equal(made.attrs['jid'], jid);
  assert.ok(made.attrs['subid']);
  await change('subscribe', '/finesse/api/Queue/12', '1003@localhost');
  const listed = await client.iq('get', inPubsub('<subscriptions/>'), pubsub);
  const lines = listed.getChild('pubsub')?.getChild('subscriptions')?.getChildElements() ?? [];
  const shown = lines.map((each) => `${each.attrs['node'] ?? ''} ${each.attrs['jid'] ?? ''}`);
  assert.ok(shown.includes(`${queue} ${jid}`));
  assert.ok(shown.includes('/finesse/api/Queue/12 1003@localhost'));
  assert.ok(shown.includes('/finesse/api/User/1003 1003@localhost'), 'what comes by itself is listed too');
  assert.equal((await client.iq('get', inPubsub(`<items node="${queue}"/>`), pubsub)).attrs['type'], 'result');

  assert.equal((await change('unsubscribe', queue)).attrs['type'], 'result');
  assert.deepEqual(condition(await change('unsubscribe', queue)), ['unexpected-request', 'not-subscribed']);
  assert.deepEqual(condition(await change('subscribe', '/finesse/api/User/1002')), ['forbidden']);
  assert.deepEqual(condition(await change('subscribe', '/finesse/api/Nonsense/1')), ['item-not-found']);
  assert.deepEqual(condition(await change('subscribe', queue, '1002@localhost/desktop')), [
    'bad-request',
    'invalid-jid',
  ]);
  assert.deepEqual(condition(await change('subscribe', '')), ['bad-request', 'nodeid-required']);
  const publish = await client.iq('set', inPubsub('<publish node="/finesse/api/User/1003"><item/></publish>'), pubsub);
  assert.deepEqual(condition(publish), ['feature-not-implemented']);
  client.close();
});

test('what a node does not know is answered with the error of RFC 6120, and the stream lives on', async () => {
  const client = await connect();
  await client.signIn('1003');
  const unknown = await client.iq('get', '<query xmlns="http://jabber.org/protocol/disco#info"/>', 'localhost');
  assert.deepEqual(condition(unknown), ['service-unavailable']);
  assert.deepEqual(condition(await client.iq('get', '<a xmlns="x"/><b xmlns="x"/>')), ['bad-request']);
  client.send('<message xmlns="jabber:client" to="1002@localhost" id="m1"><body>hello</body></message>');
  const answer = await client.take('error', (frame) => frame.is('message') && frame.attrs['id'] === 'm1');
  assert.deepEqual(condition(answer), ['service-unavailable']);
  assert.equal((await client.iq('get', '<ping xmlns="urn:xmpp:ping"/>')).attrs['type'], 'result');
  client.close();
});

test('several resources of one user all hear; the same one again ends the older stream with a conflict', async () => {
  const [one, two] = [await connect(), await connect()];
  await one.signIn('1003', 'secret', 'one');
  await two.signIn('1003', 'secret', 'two');
  const login = await ask('PUT', `${lab.urls.publisher}finesse/api/User/1003`, {
    as: '1003',
    body: '<User><state>LOGIN</state><extension>4003</extension></User>',
  });
  assert.equal(login.status, 202);
  for (const client of [one, two]) await client.take('User event', (frame) => frame.is('message'));
  const newer = await connect();
  await newer.signIn('1003', 'secret', 'one');
  const error = await one.take('stream error', (frame) => frame.is('error', 'http://etherx.jabber.org/streams'));
  assert.ok(error.getChild('conflict', 'urn:ietf:params:xml:ns:xmpp-streams'));
  await one.ended();
  assert.equal((await newer.iq('get', '<ping xmlns="urn:xmpp:ping"/>')).attrs['type'], 'result');
  assert.deepEqual(await present(), ['1003'], 'the conflict is no absence');
  for (const client of [two, newer]) client.close();
});

test('a notification service that stops says so, and takes nobody in until it is back', async () => {
  const client = await connect();
  await client.signIn('1003');
  await lab.operator.do('stop-notification', { node: 'publisher' });
  const error = await client.take('stream error', (frame) => frame.is('error'));
  assert.ok(error.getChild('system-shutdown'));
  await client.ended();
  assert.equal((await ask('GET', `${lab.urls.publisher}finesse/api/SystemInfo`)).status, 200);
  const early = await connect();
  early.send(openFrame());
  early.send(auth(plain('1003', 'secret')));
  assert.equal(await early.ended(), 1006);
  await lab.operator.do('start-notification', { node: 'publisher' });
  const back = await eventually('taken in again', async () => {
    const later = await connect();
    return later.signIn('1003').then(
      () => later,
      () => undefined,
    );
  });
  back.close();
});
