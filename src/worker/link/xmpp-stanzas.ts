/**
 * The stanzas that the live link writes and reads (RFC 6120, 6121, XEP-0060, XEP-0199; finesse.md §2). Believes nothing
 * that comes from anybody but the node's own services. Knows no connection.
 */
import type { Element } from '@xmpp/client-core';
import { xml } from './xmpp-library.ts';

export const ns = {
  framing: 'urn:ietf:params:xml:ns:xmpp-framing',
  streams: 'http://etherx.jabber.org/streams',
  session: 'urn:ietf:params:xml:ns:xmpp-session',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  bind: 'urn:ietf:params:xml:ns:xmpp-bind',
  roster: 'jabber:iq:roster',
  ping: 'urn:xmpp:ping',
  pubsub: 'http://jabber.org/protocol/pubsub',
  pubsubEvent: 'http://jabber.org/protocol/pubsub#event',
  delay: 'urn:xmpp:delay',
} as const;

/** Per node: both change with every failover (finesse.md §1.3). */
export interface XmppDomains {
  readonly domain: string;
  readonly pubSubDomain: string;
}

export interface PublishedItem {
  /** The pubsub node, which is a REST path. */
  readonly path: string;
  readonly itemId: string;
  /** The `Update`, unescaped. */
  readonly xml: string;
}

export const available = (): Element => xml('presence');
export const unavailable = (): Element => xml('presence', { type: 'unavailable' });
/** Somebody may watch our presence. */
export const agreeTo = (asking: Element): Element =>
  xml('presence', { type: 'subscribed', to: asking.attrs['from']?.split('/')[0] });
export const closeFrame = (): string => xml('close', { xmlns: ns.framing }).toString();
export const ping = (domain: string): Element =>
  xml('iq', { type: 'get', to: domain }, xml('ping', { xmlns: ns.ping }));
export const startSession = (domain: string): Element =>
  xml('iq', { type: 'set', to: domain }, xml('session', { xmlns: ns.session }));

const onPubsub = (to: string, command: Element): Element =>
  xml('iq', { type: 'set', to }, xml('pubsub', { xmlns: ns.pubsub }, command));

/** With the full JID: else every resource of the user gets the traffic (finesse.md §2.3). */
export const subscribe = ({ pubSubDomain }: XmppDomains, path: string, jid: string): Element =>
  onPubsub(pubSubDomain, xml('subscribe', { node: path, jid }));

export function unsubscribe({ pubSubDomain }: XmppDomains, path: string, jid: string, subid?: string): Element {
  const iq = onPubsub(pubSubDomain, xml('unsubscribe', { node: path, jid, subid }));
  iq.attrs['id'] = `unsubscribe-${path}`;
  return iq;
}

/** Of a subscription just made, where the service numbers them. */
export const subscriptionId = (reply: Element): string | undefined =>
  reply.getChild('pubsub', ns.pubsub)?.getChild('subscription')?.attrs['subid'];

/** An old server (RFC 3921) that will not go on without a session of its own. */
export function wantsSession(features: Element): boolean {
  const session = features.is('features', ns.streams) ? features.getChild('session', ns.session) : undefined;
  return session !== undefined && session.getChild('optional') === undefined;
}

/**
 * What the node's pubsub service has published; nothing when somebody else claims to. Items kept for an absent client
 * (`delay`) tell of a state that has been read again since, so they are left out.
 */
export function readItems(message: Element, { pubSubDomain }: XmppDomains): readonly PublishedItem[] {
  if (message.getName() !== 'message' || message.attrs['type'] === 'error') return [];
  if (message.attrs['from']?.toLowerCase() !== pubSubDomain.toLowerCase()) return [];
  if (message.getChild('delay', ns.delay)) return [];
  const items = message.getChild('event', ns.pubsubEvent)?.getChild('items');
  const path = items?.attrs['node'];
  if (items === undefined || path === undefined) return [];
  return items.getChildren('item').flatMap((item) => {
    // The name space of the notification differs between releases.
    const notification = item.getChildElements().find((child) => child.getName() === 'notification');
    return notification ? [{ path, itemId: item.attrs['id'] ?? '', xml: notification.text() }] : [];
  });
}

/** A presence of the node's XMPP user `finesse`, which stands for its web application (DF-2). */
export function readFinesse(
  presence: Element,
  { domain }: XmppDomains,
): { readonly resource: string; readonly says: 'available' | 'unavailable' | 'subscribe' } | undefined {
  if (presence.getName() !== 'presence') return undefined;
  const [bare = '', ...rest] = (presence.attrs['from'] ?? '').split('/');
  if (bare.toLowerCase() !== `finesse@${domain.toLowerCase()}`) return undefined;
  const type = presence.attrs['type'] ?? 'available';
  if (type !== 'available' && type !== 'unavailable' && type !== 'subscribe') return undefined;
  return { resource: rest.join('/'), says: type };
}
