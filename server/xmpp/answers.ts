/**
 * The stanzas of a bound stream and what a node answers: ping, roster, session, presence, pubsub. Everything else gets
 * the error that RFC 6120 asks for. Finesse's service does no more (finesse.md §2.2).
 */
import type { Element } from 'ltx';
import type { BoundStream } from './bound.ts';
import { ns } from './namespaces.ts';
import { answerPubsub } from './pubsub.ts';
import { iqResult, presence, stanzaError } from './stanzas.ts';
import { xml } from './xml.ts';

let pings = 0;

export function answerStanza(stream: BoundStream, stanza: Element): void {
  switch (stanza.getName()) {
    case 'iq':
      answerIq(stream, stanza);
      return;
    case 'presence':
      answerPresence(stream, stanza);
      return;
    default:
      stream.toCluster({ kind: 'heard' });
      // Desktop chat has a server of its own: nobody can be written to here.
      if (stanza.attrs['type'] !== 'error') stream.send(stanzaError(stanza, stream.jid, 'service-unavailable'));
  }
}

function answerIq(stream: BoundStream, iq: Element): void {
  const type = iq.attrs['type'];
  if (type === 'result' || type === 'error') {
    // The answer to our ping: enough to know that somebody is there.
    stream.toCluster({ kind: 'heard' });
    return;
  }
  const [query, ...others] = iq.getChildElements();
  if ((type !== 'get' && type !== 'set') || !iq.attrs['id'] || !query || others.length > 0) {
    stream.toCluster({ kind: 'heard' });
    stream.send(stanzaError(iq, stream.jid, 'bad-request'));
    return;
  }
  const { domain, bareJid } = stream;
  const to = iq.attrs['to'];
  if (to === domain.pubsub && query.is('pubsub', ns.pubsub)) {
    answerPubsub(stream, iq, query);
    return;
  }
  const forServer = to === undefined || to === domain.host || to === bareJid;
  if (type === 'get' && (forServer || to === domain.pubsub) && query.is('ping', ns.ping)) {
    // Asked of the notification service itself, so that a frozen or stopped one does not answer.
    const ping = (pings += 1);
    stream.open.ping.set(ping, () => stream.send(iqResult(iq, stream.jid)));
    stream.toCluster({ kind: 'ping', ping });
    return;
  }
  stream.toCluster({ kind: 'heard' });
  if (forServer && type === 'set' && query.is('session', ns.session)) stream.send(iqResult(iq, stream.jid));
  else if (forServer && query.is('query', ns.roster)) answerRoster(stream, iq);
  else stream.send(stanzaError(iq, stream.jid, 'service-unavailable'));
}

/** The node and its user see each other's presence: that is all a roster is for here. */
function answerRoster(stream: BoundStream, iq: Element): void {
  if (iq.attrs['type'] === 'set') {
    stream.send(stanzaError(iq, stream.jid, 'not-allowed'));
    return;
  }
  const item = xml('item', { jid: finesseUser(stream), name: 'finesse', subscription: 'both' });
  stream.send(iqResult(iq, stream.jid, xml('query', { xmlns: ns.roster }, item)));
}

const finesseUser = (stream: BoundStream): string => `finesse@${stream.domain.host}`;

/** The full JID of the node's own XMPP user; its resource is assumed. */
export const finesseResource = (stream: BoundStream): string => `${finesseUser(stream)}/User`;

function answerPresence(stream: BoundStream, stanza: Element): void {
  const type = stanza.attrs['type'];
  const to = stanza.attrs['to'];
  if (to === undefined && (type === undefined || type === 'unavailable')) {
    const available = type === undefined;
    const first = available && !stream.available;
    stream.available = available;
    stream.toCluster({ kind: 'presence', available });
    // RFC 6121 §4.2: one hears oneself, and those whose presence one is subscribed to.
    stream.send(presence(stream.jid, stream.jid, available));
    if (first && stream.finesseAvailable) tellFinesse(stream);
    return;
  }
  stream.toCluster({ kind: 'heard' });
  if (type === 'error') return;
  const known = to === finesseUser(stream) || to === finesseResource(stream);
  if (known && type === 'probe') tellFinesse(stream);
  else if (known && type === 'subscribe') {
    stream.send(
      xml('presence', { xmlns: ns.client, from: finesseUser(stream), to: stream.bareJid, type: 'subscribed' }),
    );
    tellFinesse(stream);
  } else if (!known && to !== undefined && type !== 'unavailable') {
    stream.send(stanzaError(stanza, stream.jid, 'forbidden'));
  }
}

export function tellFinesse(stream: BoundStream): void {
  stream.send(presence(finesseResource(stream), stream.jid, stream.finesseAvailable));
}
