/** Namespaces of the XMPP that a node speaks. */
export const ns = {
  framing: 'urn:ietf:params:xml:ns:xmpp-framing',
  client: 'jabber:client',
  streams: 'http://etherx.jabber.org/streams',
  streamErrors: 'urn:ietf:params:xml:ns:xmpp-streams',
  stanzaErrors: 'urn:ietf:params:xml:ns:xmpp-stanzas',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  bind: 'urn:ietf:params:xml:ns:xmpp-bind',
  session: 'urn:ietf:params:xml:ns:xmpp-session',
  roster: 'jabber:iq:roster',
  ping: 'urn:xmpp:ping',
  pubsub: 'http://jabber.org/protocol/pubsub',
  pubsubErrors: 'http://jabber.org/protocol/pubsub#errors',
  pubsubEvent: 'http://jabber.org/protocol/pubsub#event',
  push: 'urn:xmpp:push:0',
} as const;
