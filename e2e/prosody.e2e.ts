/**
 * The live link in a real worker of a real browser against an XMPP server that other people wrote: connect, bind, ping,
 * subscribe, an event published by another client, presence, conflict, the server killed and back. Where Prosody cannot
 * be had nothing is tested, and that is said aloud.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ChannelEvent } from '../src/core/contract.ts';
import { openBrowser, type Browser } from './desktop.ts';
import { openFinesse, type Finesse } from './prosody/finesse.ts';
import type { FromLink } from './prosody/link.worker.ts';
import { findProsody, tellSkipped } from './prosody/install.ts';
import { openLinkPage, type LinkPage } from './prosody/page.ts';
import { domains, makeProsody, type ProsodyServer } from './prosody/server.ts';

const path = '/finesse/api/Queue/19';
const users = { '1001': 'sesam-öffne-dich', finesse: 'internal' } as const;
const resource = 'desktop-4001';
const jid = `1001@${domains.domain}/${resource}`;
/** As finesse.md §2.4 has it, written by hand: what is read must not have been written by the same hand. */
const update = (name: string) =>
  `<Update><event>PUT</event><requestId></requestId><source>${path}</source><data><Queue><uri>${path}</uri>` +
  `<name>${name}</name><statistics><callsInQueue>3</callsInQueue><startTimeOfLongestCallInQueue/>` +
  '<agentsReady>1</agentsReady><agentsNotReady>0</agentsNotReady><agentsBusyOther>0</agentsBusyOther>' +
  '<agentsLoggedOn>1</agentsLoggedOn><agentsTalkingInbound>0</agentsTalkingInbound>' +
  '<agentsTalkingOutbound>0</agentsTalkingOutbound><agentsTalkingInternal>0</agentsTalkingInternal>' +
  '<agentsWrapUpNotReady>0</agentsWrapUpNotReady><agentsWrapUpReady>0</agentsWrapUpReady></statistics></Queue></data></Update>';

function tests(prosodyPath: string): void {
  let prosody: ProsodyServer;
  let browser: Browser;
  let page: LinkPage;
  let finesse: Finesse;
  before(async () => {
    prosody = await makeProsody(prosodyPath, users);
    await prosody.start();
    finesse = await openFinesse(prosody.origin, 'finesse', users.finesse);
    browser = await openBrowser();
    page = await openLinkPage(browser);
    await page.tell({ do: 'make', origin: prosody.origin });
  });
  after(async () => {
    await page.close();
    await browser.close();
    finesse.close();
    await prosody.dispose();
  });

  const open = (channel: number, password: string = users['1001']) =>
    page.tell({ do: 'open', channel, agentId: '1001', password, resource });
  const answer = async () => {
    const told = await page.next('an answer', (one) => 'answer' in one);
    return (told as Extract<FromLink, { answer: unknown }>).answer;
  };
  const event = async <Kind extends ChannelEvent['kind']>(channel: number, kind: Kind) => {
    const told = await page.next(
      `${kind} on ${channel}`,
      (one) => 'event' in one && one.channel === channel && one.event.kind === kind,
    );
    return (told as unknown as { readonly event: Extract<ChannelEvent, { kind: Kind }> }).event;
  };

  test('REST: SystemInfo of another origin, and a port where nobody is', async () => {
    await page.tell({ do: 'request', node: 'publisher', request: { method: 'GET', path: '/finesse/api/SystemInfo' } });
    const found = await answer();
    assert.ok(found.kind === 'reply' && found.reply.payload.kind === 'SystemInfo');
    assert.equal(found.reply.status, 200);
    assert.equal(found.reply.payload.value.xmppDomain, 'localhost');
    await page.tell({ do: 'request', node: 'subscriber', request: { method: 'GET', path: '/finesse/api/SystemInfo' } });
    assert.deepEqual(await answer(), { kind: 'failed', failure: 'refused' });
  });

  test('a wrong password is refused as unauthorized', async () => {
    await open(1, 'wrong');
    assert.equal((await event(1, 'failed')).reason, 'unauthorized');
  });

  test('connects, authenticates (a password beyond ASCII), binds, pings', async () => {
    await open(2);
    await event(2, 'open');
    await page.tell({ do: 'ping', channel: 2, ping: 7 });
    assert.equal((await event(2, 'pong')).ping, 7);
  });

  test('an event that another client publishes arrives, read', async () => {
    await page.tell({ do: 'subscribe', channel: 2, path });
    assert.equal((await event(2, 'subscribed')).path, path);
    await finesse.publish(path, 'item-1', update('Sales &amp; &lt;service&gt;'));
    const item = await event(2, 'item');
    assert.equal(item.path, path);
    assert.equal(item.itemId, 'item-1');
    assert.equal(item.update.source, path);
    const { data } = item.update;
    assert.ok(data.kind === 'Queue');
    assert.equal(data.value.name, 'Sales & <service>');
    await finesse.publish(path, 'item-2', '<Update><data>');
    assert.equal((await event(2, 'malformed-item')).path, path);
  });

  test('nobody but the pubsub service can publish, and a message is no event', async () => {
    finesse.say(
      `<message xmlns="jabber:client" to="${jid}"><event xmlns="http://jabber.org/protocol/pubsub#event"><items node="${path}">` +
        '<item id="forged"><notification>&lt;Update/&gt;</notification></item></items></event></message>',
    );
    // What the same client publishes after it arrives after it.
    await finesse.publish(path, 'item-3', update('genuine'));
    assert.equal((await event(2, 'item')).itemId, 'item-3');
    assert.deepEqual(await page.rest(), []);
  });

  test('presence of finesse comes and goes', async () => {
    finesse.showTo(jid, true);
    assert.deepEqual(await event(2, 'presence'), { kind: 'presence', user: 'finesse@localhost', available: true });
    finesse.showTo(jid, false);
    assert.equal((await event(2, 'presence')).available, false);
  });

  test('a second desktop of the agent: the first hears of a conflict', async () => {
    await open(3);
    await event(3, 'open');
    assert.equal((await event(2, 'closed')).reason, 'conflict');
  });

  test('unsubscribed and gone after close: no event is kept for it', async () => {
    await page.tell({ do: 'subscribe', channel: 3, path });
    await event(3, 'subscribed');
    await page.tell({ do: 'close', channel: 3 });
    await open(4);
    await event(4, 'open');
    await finesse.publish(path, 'item-4', update('nobody hears'));
    await page.tell({ do: 'ping', channel: 4, ping: 9 });
    await event(4, 'pong');
    assert.deepEqual(await page.rest(), []);
  });

  test('the server is killed: reset; while it is away: refused; back: all works again', async () => {
    await prosody.end('SIGKILL');
    assert.equal((await event(4, 'closed')).reason, 'reset');
    await open(5);
    assert.equal((await event(5, 'failed')).reason, 'refused');
    await page.tell({ do: 'request', node: 'publisher', request: { method: 'GET', path: '/finesse/api/SystemInfo' } });
    assert.deepEqual(await answer(), { kind: 'failed', failure: 'refused' });

    await prosody.start();
    finesse = await openFinesse(prosody.origin, 'finesse', users.finesse);
    await open(6);
    await event(6, 'open');
    await page.tell({ do: 'subscribe', channel: 6, path });
    await event(6, 'subscribed');
    await finesse.publish(path, 'item-5', update('back'));
    assert.equal((await event(6, 'item')).itemId, 'item-5');
  });

  test('the server is stopped in good order: it says so', async () => {
    await prosody.end('SIGTERM');
    assert.equal((await event(6, 'closed')).reason, 'server-shutdown');
    assert.deepEqual(await page.rest(), []);
  });
}

const prosodyPath = findProsody();
if (prosodyPath === undefined) {
  tellSkipped('the live link against a real XMPP server: Prosody is not here and could not be installed');
} else describe('live link against Prosody', () => tests(prosodyPath));
