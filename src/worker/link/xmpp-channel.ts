/**
 * One notification channel of the live link: an XMPP stream from connecting to its end, told as the core's channel
 * events. Knows no node, no REST and no retry.
 */
import type { Element } from '@xmpp/client-core';
import type { ChannelEvent } from '../../core/contract.ts';
import { decodeUpdate } from '../../wire/update-codec.ts';
import type { Credential, LinkChannel } from './link.ts';
import { openAhead } from './xmpp-ahead.ts';
import type { StreamOffer } from './xmpp-ahead.ts';
import { createXmppClient } from './xmpp-client.ts';
import { endOf } from './xmpp-end.ts';
import type { StreamEnd } from './xmpp-end.ts';
import * as stanzas from './xmpp-stanzas.ts';
import type { XmppDomains } from './xmpp-stanzas.ts';

export interface XmppChannelOptions {
  /** `wss://host:port/ws/` */
  readonly service: string;
  /** A promise only with `offer`: the connection is made while the node is still being asked. */
  readonly domains: XmppDomains | Promise<XmppDomains | 'unauthorized' | 'refused'>;
  readonly resource: string;
  readonly credential: Credential;
  /** `later`: no presence before `present`. */
  readonly presence?: 'later';
  /** What a node of this pair has offered before: then everything is said at once. */
  readonly offer?: StreamOffer;
  /** Bound step by step: what the server offered. */
  readonly onOffer?: (offer: StreamOffer) => void;
  /** In place of `failed` with `refused`: it did connect, and did not take what was said at once. Nothing follows. */
  readonly onNotTaken?: () => void;
  /** A line for the log. */
  readonly note: (text: string) => void;
}

/** `on` is never called synchronously, and never after `close`. */
export function openXmppChannel(options: XmppChannelOptions, on: (event: ChannelEvent) => void): LinkChannel {
  const { service, resource, credential, offer, note } = options;
  let domains: XmppDomains = 'domain' in options.domains ? options.domains : { domain: '', pubSubDomain: '' };
  const who = {
    service,
    resource,
    username: credential.agentId,
    // With SSO the access token takes the password's place (finesse.md §2.2, unconfirmed).
    password: credential.accessToken ?? credential.password,
  };
  const { client, iq } = createXmppClient({ ...who, domain: domains.domain }, offer === undefined);
  let state: 'connecting' | 'opening' | 'bound' | 'open' | 'over' = 'connecting';
  let sessionWanted = false;
  /** Paths subscribed on this stream, with the service's number for each. */
  const subscribed = new Map<string, string | undefined>();
  /** Resources with which `finesse` is there. */
  const finesse = new Set<string>();

  const isOpen = (): boolean => state === 'open';
  const isBound = (): boolean => state === 'open' || state === 'bound';
  const drop = (): void => {
    state = 'over';
    try {
      client.socket?.end();
    } catch {
      // It has ended already.
    }
  };
  const end = (how: StreamEnd): void => {
    if (state === 'over') return;
    // A bound stream was there and is gone, with or without presence.
    const wasOpen = isBound();
    const isNotTaken = offer !== undefined && state === 'opening' && how.failed === 'refused';
    drop();
    if (isNotTaken && options.onNotTaken) options.onNotTaken();
    else on(wasOpen ? { kind: 'closed', reason: how.closed } : { kind: 'failed', reason: how.failed });
  };
  const send = (element: Element): void => {
    // A stream that cannot be written to is found out by its end.
    client.send(element).catch(() => undefined);
  };

  const greet = async (): Promise<void> => {
    if (sessionWanted) await iq.request(stanzas.startSession(domains.domain));
    if (state !== 'opening') return;
    options.onOffer?.({ session: sessionWanted });
    beBound();
  };
  const beBound = (): void => {
    if (state !== 'opening') return;
    if (options.presence === 'later') {
      state = 'bound';
      on({ kind: 'bound' });
    } else becomePresent();
  };
  const becomePresent = (): void => {
    send(stanzas.available());
    state = 'open';
    on({ kind: 'open' });
  };
  const receivePresence = (presence: Element): void => {
    const heard = stanzas.readFinesse(presence, domains);
    if (heard === undefined) return;
    const { says, resource: from } = heard;
    if (says === 'subscribe') {
      // The node watches the presence of its users.
      send(stanzas.agreeTo(presence));
      return;
    }
    if (says === 'available') finesse.add(from);
    else if (from === '') finesse.clear();
    else finesse.delete(from);
    on({ kind: 'presence', user: `finesse@${domains.domain}`, available: finesse.size > 0 });
  };
  const receive = (stanza: Element): void => {
    if (!isOpen()) return;
    receivePresence(stanza);
    for (const { path, itemId, xml } of stanzas.readItems(stanza, domains)) {
      const update = decodeUpdate(xml);
      if (update.data.kind === 'Malformed') on({ kind: 'malformed-item', path, payload: update.data });
      else on({ kind: 'item', path, itemId, update });
    }
  };

  client.on('error', (error) => end(endOf(error)));
  // `close`: the server has ended the stream in good order.
  client.on('close', () => end({ closed: 'server-shutdown', failed: 'refused' }));
  client.on('disconnect', () => end({ closed: 'reset', failed: 'refused' }));
  if (!offer) {
    client.on('element', (element) => (sessionWanted ||= stanzas.wantsSession(element)));
    client.on('online', () => void greet().catch((error: unknown) => end(endOf(error))));
  }
  client.on('stanza', receive);
  const connect = async (): Promise<void> => {
    const [found] = await Promise.all([options.domains, client.connect(service)]);
    if (state !== 'connecting') return;
    if (typeof found === 'string') {
      end({ closed: 'reset', failed: found });
      return;
    }
    domains = found;
    state = 'opening';
    if (!offer) await client.open({ domain: domains.domain });
    else {
      await openAhead(client, { ...who, domain: domains.domain, offer });
      beBound();
    }
  };
  connect().catch((error: unknown) => {
    // An open channel has its own ways to end.
    if (state === 'connecting' || state === 'opening') end(endOf(error));
  });

  const jid = (): string => client.jid?.toString() ?? '';
  return {
    subscribe(path) {
      if (!isOpen()) return;
      iq.request(stanzas.subscribe(domains, path, jid())).then(
        (reply) => {
          if (!isOpen()) return;
          subscribed.set(path, stanzas.subscriptionId(reply));
          on({ kind: 'subscribed', path });
        },
        (error: unknown) => {
          if (isOpen()) note(`the node refused a subscription to ${path}: ${String(error)}`);
        },
      );
    },
    present() {
      // Never synchronously.
      if (state !== 'bound') return;
      queueMicrotask(() => {
        if (state === 'bound') becomePresent();
      });
    },
    ping(ping) {
      if (!isBound()) return;
      const answered = (): void => {
        if (isBound()) on({ kind: 'pong', ping });
      };
      iq.request(stanzas.ping(domains.domain)).then(answered, (error: unknown) => {
        // A refusal is a sign of life as well; silence is the core's to judge.
        if (error instanceof Error && error.name === 'StanzaError') answered();
      });
    },
    close() {
      if (isBound()) {
        // What is not unsubscribed stays behind on the node (finesse.md §2.3).
        for (const [path, subid] of subscribed) send(stanzas.unsubscribe(domains, path, jid(), subid));
        if (isOpen()) send(stanzas.unavailable());
        client.write(stanzas.closeFrame()).catch(() => undefined);
      }
      drop();
    },
  };
}
