/** The sequence that the documentation describes, on real sockets: what any client of a Finesse node does. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Element } from 'ltx';
import { parse } from 'ltx';
import type { Lab } from './lab.ts';
import { ask, labWith } from './test/lab-bench.ts';
import { pipeline } from './test/pipeline.ts';
import { xmppClient } from './test/xmpp-client.ts';
import type { XmppClient } from './test/xmpp-client.ts';

let lab: Lab;
before(async () => {
  lab = await labWith();
});
after(() => lab.close());

const url = (path: string): string => `${lab.urls.publisher}finesse/api/${path}`;
const put = (path: string, body: string, requestId: string) =>
  ask('PUT', url(path), { as: '1001', body, headers: { requestId } });

/** The Update inside an event, as an element, when the event comes from that pubsub node. */
function updateOf(frame: Element, node: string): Element | undefined {
  const items = frame.getChild('event', 'http://jabber.org/protocol/pubsub#event')?.getChild('items');
  if (items?.attrs['node'] !== `/finesse/api/${node}`) return undefined;
  return parse(items.getChild('item')?.getChild('notification', 'urn:xmpp:push:0')?.getText() ?? '');
}

async function event(client: XmppClient, node: string, accept: (update: Element) => boolean): Promise<Element> {
  const frame = await client.take(`event of ${node}`, (each) => {
    const update = updateOf(each, node);
    return update !== undefined && accept(update);
  });
  const update = updateOf(frame, node);
  assert.ok(update);
  return update;
}

const text = (element: Element | undefined, ...path: readonly string[]): string | undefined =>
  path.reduce<Element | undefined>((at, name) => at?.getChild(name), element)?.getText();

const userState = (state: string) => (update: Element) => text(update, 'data', 'user', 'state') === state;

/** Of the agent's own leg, in any form in which a dialog comes. */
const ownLeg = (update: Element): string | undefined => {
  const data = update.getChild('data');
  const dialog = data?.getChild('dialog') ?? data?.getChild('dialogs')?.getChild('Dialog');
  const legs = dialog?.getChild('participants')?.getChildElements() ?? [];
  return text(
    legs.find((leg) => text(leg, 'mediaAddress') === '4001'),
    'state',
  );
};

test('SystemInfo, XMPP, LOGIN, READY, a call with hold and drop, LOGOUT: payloads and headers as documented', async () => {
  const info = await ask('GET', url('SystemInfo'));
  assert.equal(info.status, 200);
  assert.equal(info.reason, '', 'Tomcat 9 sends no reason phrase');
  assert.equal(info.headers['content-type'], 'application/xml');
  const systemInfo = parse(info.body);
  assert.equal(text(systemInfo, 'status'), 'IN_SERVICE');
  assert.equal(text(systemInfo, 'xmppDomain'), 'localhost');
  for (const [element, node] of [
    ['primaryNode', 'publisher'],
    ['secondaryNode', 'subscriber'],
  ] as const) {
    assert.equal(text(systemInfo, element, 'host'), 'localhost');
    assert.equal(text(systemInfo, element, 'httpsPort'), new URL(lab.urls[node]).port);
  }
  assert.equal(text(systemInfo, 'xmppPubSubDomain'), 'pubsub.localhost');

  const client = await xmppClient(lab.urls.publisher);
  assert.equal(await client.signIn('1001', 'secret', '4001'), '1001@localhost/4001');

  const login = await put('User/1001', '<User><state>LOGIN</state><extension>4001</extension></User>', 'r-1');
  assert.equal(login.status, 202);
  assert.equal(login.body, '');
  assert.equal(login.rawHeaders[login.rawHeaders.indexOf('requestId') + 1], 'r-1');
  const signedIn = await client.take('User event', (frame) => updateOf(frame, 'User/1001') !== undefined);
  assert.equal(signedIn.attrs['from'], 'pubsub.localhost');
  assert.equal(signedIn.attrs['to'], '1001@localhost', 'what is subscribed by itself goes to the bare JID');
  assert.ok(signedIn.attrs['id']);
  assert.ok(signedIn.getChild('event')?.getChild('items')?.getChild('item')?.attrs['id']);
  const update = updateOf(signedIn, 'User/1001');
  assert.equal(text(update, 'event'), 'PUT');
  assert.equal(text(update, 'source'), '/finesse/api/User/1001');
  assert.equal(text(update, 'requestId'), '');
  assert.equal(text(update, 'data', 'user', 'state'), 'NOT_READY');
  assert.equal(text(update, 'data', 'user', 'extension'), '4001');

  assert.equal((await put('User/1001', '<User><state>READY</state></User>', 'r-2')).status, 202);
  await event(client, 'User/1001', userState('READY'));
  const user = await ask('GET', url('User/1001'), { as: '1001' });
  assert.equal(text(parse(user.body), 'state'), 'READY');

  const call = await ask('POST', url('User/1001/Dialogs'), {
    as: '1001',
    headers: { requestId: 'r-3' },
    body: '<Dialog><requestedAction>MAKE_CALL</requestedAction><fromAddress>4001</fromAddress><toAddress>5550100</toAddress></Dialog>',
  });
  assert.equal(call.status, 202);
  const added = await event(client, 'User/1001/Dialogs', (each) => text(each, 'event') === 'POST');
  assert.equal(text(added, 'source'), '/finesse/api/User/1001/Dialogs');
  const dialog = added.getChild('data')?.getChild('dialogs')?.getChild('Dialog');
  const id = text(dialog, 'id') ?? '';
  assert.match(id, /^\d+$/);
  await event(client, 'User/1001/Dialogs', (each) => ownLeg(each) === 'ACTIVE');
  await event(client, 'User/1001', userState('TALKING'));

  const act = (action: string, requestId: string) =>
    put(
      `Dialog/${id}`,
      `<Dialog><targetMediaAddress>4001</targetMediaAddress><requestedAction>${action}</requestedAction></Dialog>`,
      requestId,
    );
  assert.equal((await act('HOLD', 'r-4')).status, 202);
  const held = await event(client, 'User/1001/Dialogs', (each) => ownLeg(each) === 'HELD');
  assert.equal(text(held, 'event'), 'PUT');
  assert.equal(text(held, 'source'), `/finesse/api/Dialog/${id}`);
  await event(client, 'User/1001', userState('HOLD'));
  assert.equal((await act('DROP', 'r-5')).status, 202);
  const removed = await event(client, 'User/1001/Dialogs', (each) => text(each, 'event') === 'DELETE');
  assert.equal(text(removed, 'data', 'dialogs', 'Dialog', 'id'), id);
  await event(client, 'User/1001', userState('READY'));

  const tooEarly = await put('User/1001', '<User><state>LOGOUT</state></User>', 'r-6');
  assert.equal(tooEarly.status, 400);
  assert.equal(text(parse(tooEarly.body), 'ApiError', 'ErrorType'), 'Invalid State');
  assert.equal((await put('User/1001', '<User><state>NOT_READY</state></User>', 'r-7')).status, 202);
  await event(client, 'User/1001', userState('NOT_READY'));
  assert.equal((await put('User/1001', '<User><state>LOGOUT</state></User>', 'r-8')).status, 202);
  await event(client, 'User/1001', userState('LOGOUT'));
  client.send('<close xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>');
  await client.take('close', (frame) => frame.is('close'));
  assert.equal(await client.ended(), 1000);
});

test('an asynchronous error is an event that names the request', async () => {
  const client = await xmppClient(lab.urls.publisher);
  await client.signIn('1002');
  const login = (extension: string) =>
    ask('PUT', url('User/1002'), {
      as: '1002',
      headers: { requestId: 'error-1' },
      body: `<User><state>LOGIN</state><extension>${extension}</extension></User>`,
    });
  assert.equal((await login('4002')).status, 202);
  await event(client, 'User/1002', userState('NOT_READY'));
  // Two calls at once: both are accepted, only the call manager finds out that one is too many.
  const dial = (requestId: string) => ({
    method: 'POST',
    url: url('User/1002/Dialogs'),
    as: '1002',
    headers: { requestId },
    body: '<Dialog><requestedAction>MAKE_CALL</requestedAction><fromAddress>4002</fromAddress><toAddress>5550100</toAddress></Dialog>',
  });
  assert.deepEqual(await pipeline([dial('error-2'), dial('error-3')]), [202, 202]);
  const failed = await event(client, 'User/1002/Dialogs', (each) => text(each, 'requestId') !== '');
  assert.match(text(failed, 'requestId') ?? '', /^error-[23]$/);
  assert.equal(text(failed, 'event'), 'put');
  assert.equal(text(failed, 'data', 'apiErrors', 'apiError', 'errorType'), 'Generic Error');
  client.close();
});
