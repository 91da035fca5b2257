/** What a node says on a stream, element by element (RFC 7395, 6120, 6121, XEP-0060, XEP-0199). Decides nothing. */
import { createHash } from 'node:crypto';
import type { Element } from 'ltx';
import type { Update } from '../../src/wire/update.ts';
import { encodeUpdate } from '../../src/wire/update-codec.ts';
import { ns } from './namespaces.ts';
import { xml } from './xml.ts';
import type { Xml } from './xml.ts';

/** Who the service is, as this node calls itself. */
export interface Domain {
  readonly host: string;
  /** The pubsub service's address. */
  readonly pubsub: string;
}

export const openFrame = (domain: Domain, id: string): Xml =>
  xml('open', { xmlns: ns.framing, from: domain.host, id, version: '1.0', 'xml:lang': 'en' });

export const closeFrame: Xml = xml('close', { xmlns: ns.framing });

export const featuresBeforeLogin: Xml = xml(
  'stream:features',
  { 'xmlns:stream': ns.streams },
  xml('mechanisms', { xmlns: ns.sasl }, xml('mechanism', {}, 'PLAIN')),
);

export const featuresAfterLogin: Xml = xml(
  'stream:features',
  { 'xmlns:stream': ns.streams },
  xml('bind', { xmlns: ns.bind }),
  xml('session', { xmlns: ns.session }, xml('optional', {})),
);

export type StreamCondition =
  | 'bad-format'
  | 'conflict'
  | 'connection-timeout'
  | 'host-unknown'
  | 'invalid-namespace'
  | 'not-authorized'
  | 'not-well-formed'
  | 'policy-violation'
  | 'system-shutdown'
  | 'unsupported-stanza-type';

export const streamError = (condition: StreamCondition, text?: string): Xml =>
  xml(
    'stream:error',
    { 'xmlns:stream': ns.streams },
    xml(condition, { xmlns: ns.streamErrors }),
    text === undefined ? undefined : xml('text', { xmlns: ns.streamErrors, 'xml:lang': 'en' }, text),
  );

export const iqResult = (iq: Element, to: string | undefined, payload?: Xml): Xml =>
  xml('iq', { xmlns: ns.client, type: 'result', id: iq.attrs['id'], from: iq.attrs['to'], to }, payload);

export type StanzaCondition =
  | 'bad-request'
  | 'feature-not-implemented'
  | 'forbidden'
  | 'item-not-found'
  | 'jid-malformed'
  | 'not-allowed'
  | 'service-unavailable'
  | 'unexpected-request';

const errorTypes: Readonly<Record<StanzaCondition, string>> = {
  'bad-request': 'modify',
  'feature-not-implemented': 'cancel',
  forbidden: 'auth',
  'item-not-found': 'cancel',
  'jid-malformed': 'modify',
  'not-allowed': 'cancel',
  'service-unavailable': 'cancel',
  'unexpected-request': 'cancel',
};

/** The error answer to any stanza. `detail` is an application's own condition, such as pubsub's. */
export const stanzaError = (stanza: Element, to: string | undefined, condition: StanzaCondition, detail?: Xml): Xml =>
  xml(
    stanza.getName(),
    { xmlns: ns.client, type: 'error', id: stanza.attrs['id'], from: stanza.attrs['to'], to },
    xml('error', { type: errorTypes[condition] }, xml(condition, { xmlns: ns.stanzaErrors }), detail),
  );

export const presence = (from: string, to: string, available: boolean): Xml =>
  xml('presence', { xmlns: ns.client, from, to, type: available ? undefined : 'unavailable' });

export const pingRequest = (domain: Domain, to: string, id: string): Xml =>
  xml('iq', { xmlns: ns.client, type: 'get', id, from: domain.host, to }, xml('ping', { xmlns: ns.ping }));

/** Like a real server's: a name for one subscription, the same each time it is asked for. */
export const subscriptionId = (jid: string, node: string): string =>
  createHash('sha1').update(`${jid} ${node}`).digest('hex');

export const subscription = (jid: string, node: string): Xml =>
  xml('subscription', { node, jid, subid: subscriptionId(jid, node), subscription: 'subscribed' });

/** Written once for all who hear it. */
const written = new WeakMap<Update, string>();

/** As captured (finesse.md §2.4): the Update stands escaped inside the item. Throws `WireFault` as its codec does. */
export function eventMessage(domain: Domain, to: string, path: string, itemId: string, update: Update): Xml {
  let text = written.get(update);
  if (text === undefined) {
    text = xml('notification', { xmlns: ns.push }, encodeUpdate(update)).xml;
    written.set(update, text);
  }
  return xml(
    'message',
    { xmlns: ns.client, from: domain.pubsub, to, id: `${path}__${itemId}` },
    xml('event', { xmlns: ns.pubsubEvent }, xml('items', { node: path }, xml('item', { id: itemId }, { xml: text }))),
  );
}
