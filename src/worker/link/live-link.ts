/**
 * The link to real nodes: REST by fetch, notifications by XMPP over WebSocket (finesse.md §1, §2). Talks to the base URLs
 * of the nodes and of the chat service that it was given and to nobody else: it follows no redirect and no word of a server to go elsewhere.
 */
import type { ChatEvent } from '../../core/chat-contract.ts';
import type { ChannelEvent } from '../../core/contract.ts';
import type { ApiReply, ApiRequest, Authorization, HttpRequest } from '../../wire/http.ts';
import type { NodeName } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';
import { decodeReply } from '../../wire/rest-codec.ts';
import { authorizationOf } from './link.ts';
import type { ChannelOpening, Credential, Link, LinkChannel, LinkChat } from './link.ts';
import { openLiveChat } from './live-chat.ts';
import { encodeOrRefuse } from './refusal.ts';
import type { StreamOffer } from './xmpp-ahead.ts';
import { openXmppChannel } from './xmpp-channel.ts';
import type { XmppDomains } from './xmpp-stanzas.ts';

export interface LiveLinkOptions {
  /** Origins (`https://host:port`) of the configured pair. */
  readonly nodes: Readonly<Record<NodeName, string>>;
  /**
   * A URL of our own origin with `live` in its query. A node that serves the desktop too shares its origin with us; by
   * this the service worker knows that a request is for the real node (see sw/cluster-forward.ts).
   */
  readonly referrer?: string;
  /** Origin of the chat service; without it there is no chat. */
  readonly chat?: string;
  /** A line for the log. */
  readonly note: (text: string) => void;
}

type FoundNone = 'unauthorized' | 'refused';
type FailReason = Extract<ChannelEvent, { kind: 'failed' }>['reason'];

export function createLiveLink({ nodes, referrer, chat: service, note }: LiveLinkOptions): Link {
  /** From the node's last SystemInfo; forgotten when a channel could not be opened with it. */
  const domains = new Map<NodeName, XmppDomains>();
  /** Looks at SystemInfo that are under way: a channel that wants to know the domain waits for them and asks no second time. */
  const looks = new Map<NodeName, Promise<'answered' | 'nobody'>>();
  /** What a node offered a stream. Both are of one release, so the next stream, to whichever, is opened in two breaths. */
  let offer: StreamOffer | 'unknown' | 'not-taken' = 'unknown';
  /**
   * Nodes whose last reply forbade to keep it. To them no request needs to say so itself: one that does bypasses the kept
   * preflights too (seen in Chromium 156: `no-store`, `no-cache` and `reload` alike), which costs a round trip each time.
   */
  const saysNotToStore = new Set<NodeName>();
  /** Everything under way; ended by `close`. */
  const all = new AbortController();
  const open = new Set<LinkChannel>();
  const chats = new Set<LinkChat>();

  /** Rejects when nobody answers, or when `signal` says so. */
  const exchange = async (node: NodeName, http: HttpRequest, signal: AbortSignal): Promise<ApiReply> => {
    // Concatenated, not resolved: a path can then never name another host.
    const response = await fetch(`${nodes[node]}${http.path}`, {
      method: http.method,
      headers: { ...http.headers },
      ...(http.body !== undefined && { body: http.body }),
      signal: AbortSignal.any([signal, all.signal]),
      // No cookies, and credentials never go where a redirect points.
      credentials: 'omit',
      cache: saysNotToStore.has(node) ? 'default' : 'no-store',
      redirect: 'error',
      referrerPolicy: 'same-origin',
      ...(referrer !== undefined && { referrer }),
    });
    if (/\bno-(store|cache)\b/i.test(response.headers.get('Cache-Control') ?? '')) saysNotToStore.add(node);
    else saysNotToStore.delete(node);
    const headers: Record<string, string> = {};
    response.headers.forEach((value, name) => (headers[name] = value));
    const reply = decodeReply({ status: response.status, headers, body: await response.text() });
    if (reply.payload.kind === 'SystemInfo') remember(node, reply.payload.value);
    return reply;
  };

  const remember = (node: NodeName, info: { xmppDomain: string; xmppPubSubDomain: string }): void => {
    if (info.xmppDomain === '') return;
    domains.set(node, {
      domain: info.xmppDomain,
      pubSubDomain: info.xmppPubSubDomain || `pubsub.${info.xmppDomain}`,
    });
  };

  const remembering = (node: NodeName, reply: Promise<unknown>): void => {
    const look = reply.then(
      () => 'answered' as const,
      () => 'nobody' as const,
    );
    looks.set(node, look);
    void look.then(() => {
      if (looks.get(node) === look) looks.delete(node);
    });
  };

  const findDomains = async (node: NodeName, credential: Credential, signal: AbortSignal) => {
    const look = await looks.get(node);
    const known = domains.get(node);
    if (known) return known;
    if (look === 'nobody') return 'refused';
    // With credentials: behind a reverse proxy a node wants them here too (finesse.md §1.3).
    const asked = encodeOrRefuse({ method: 'GET', path: paths.systemInfo }, authorizationOf(credential));
    if ('refusal' in asked) return 'unauthorized';
    const { status } = await exchange(node, asked.http, signal);
    if (status === 401) return 'unauthorized';
    const found = domains.get(node);
    if (!found) note(`${node} did not say its XMPP domain (SystemInfo: ${status})`);
    return found ?? 'refused';
  };

  return {
    request(node: NodeName, request: ApiRequest, authorization: Authorization | undefined, done) {
      const cancelled = new AbortController();
      const answer = (what: Parameters<typeof done>[0]): void => {
        if (!cancelled.signal.aborted && !all.signal.aborted) done(what);
      };
      const asked = encodeOrRefuse(request, authorization);
      const reply = 'refusal' in asked ? Promise.resolve(asked.refusal) : exchange(node, asked.http, cancelled.signal);
      if (request.path === paths.systemInfo) remembering(node, reply);
      reply.then(
        (value) => answer({ kind: 'reply', reply: value }),
        () => answer({ kind: 'failed', failure: 'refused' }),
      );
      return () => cancelled.abort();
    },

    openChannel({ node, resource, credential, presence }: ChannelOpening, on) {
      const closed = new AbortController();
      let stream: LinkChannel | undefined;
      const tell = (event: ChannelEvent): void => {
        if (event.kind === 'failed') domains.delete(node);
        if (event.kind === 'failed' || event.kind === 'closed') open.delete(channel);
        on(event);
      };
      const fail = (reason: FailReason): void => {
        if (!closed.signal.aborted) tell({ kind: 'failed', reason });
      };
      const service = `${nodes[node].replace(/^http/, 'ws')}/ws/`;
      const about = { service, resource, credential, note, ...(presence && { presence }) };
      const stepByStep = (found: XmppDomains, onOffer: (learned: StreamOffer) => void): LinkChannel =>
        openXmppChannel({ ...about, domains: found, onOffer }, tell);
      const inTwoBreaths = (known: StreamOffer, found: XmppDomains | Promise<XmppDomains | FoundNone>): LinkChannel =>
        openXmppChannel({ ...about, domains: found, offer: known, onNotTaken }, tell);
      const onNotTaken = (): void => {
        const found = domains.get(node);
        if (!found) {
          fail('refused');
          return;
        }
        // It may have gone just then; only when it takes the steps one by one was the haste to blame.
        stream = stepByStep(found, () => {
          note(`${node} does not take a stream in two breaths: from now on step by step`);
          offer = 'not-taken';
        });
      };
      const begin = (found: XmppDomains | FoundNone): void => {
        if (closed.signal.aborted) return;
        if (typeof found === 'string') fail(found);
        else if (typeof offer === 'object') stream = inTwoBreaths(offer, found);
        else {
          stream = stepByStep(found, (learned) => {
            if (offer === 'unknown') offer = learned;
          });
        }
      };
      const channel: LinkChannel = {
        subscribe: (path) => stream?.subscribe(path),
        ping: (ping) => stream?.ping(ping),
        present: () => stream?.present(),
        close() {
          open.delete(channel);
          closed.abort();
          stream?.close();
        },
      };
      open.add(channel);
      const found = findDomains(node, credential, closed.signal).catch(() => 'refused' as const);
      // While it is being looked at, the connection can be made: the domain is first said on it.
      if (looks.has(node) && typeof offer === 'object') stream = inTwoBreaths(offer, found);
      else void found.then(begin);
      return channel;
    },

    ...(service !== undefined && {
      openChat(credential: Credential, on: (event: ChatEvent) => void): LinkChat {
        const chat = openLiveChat({ service, credential, note }, (event) => {
          if (event.kind === 'failed' || event.kind === 'closed') chats.delete(chat);
          on(event);
        });
        chats.add(chat);
        return {
          send: (word) => chat.send(word),
          close() {
            chats.delete(chat);
            chat.close();
          },
        };
      },
    }),

    close() {
      for (const channel of [...open]) channel.close();
      for (const chat of chats) chat.close();
      all.abort();
    },
  };
}
