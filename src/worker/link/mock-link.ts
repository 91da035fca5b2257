/**
 * The link to the mock cluster's worker over a port that a page hands over. Every payload really is XML on this port,
 * as it is on a real link. When the cluster's worker dies (known by its lock), what is pending fails as refused and the
 * owner is asked for another port.
 */
import type { ChannelEvent } from '../../core/contract.ts';
import type { ClientToCluster, ClusterToClient, LinkFrameIn } from '../../mock/protocol.ts';
import type { ClockOrigin } from '../../thread/clock.ts';
import { whenLockFree } from '../../thread/locks.ts';
import type { Port } from '../../thread/port.ts';
import { decodeReply } from '../../wire/rest-codec.ts';
import { decodeUpdate } from '../../wire/update-codec.ts';
import type { Link, LinkAnswer } from './link.ts';
import { createMockChats } from './mock-chat.ts';
import { encodeOrRefuse } from './refusal.ts';

/** Real ms within which the cluster's worker says welcome; it may have to replay its journal first. */
const welcomeDeadlineMs = 5000;

export interface MockLinkOptions {
  /** The Web Lock by which the cluster learns of this worker's end. */
  readonly aliveLock: string;
  /** Virtual ms per real one. */
  readonly speed: number;
  /** The cluster's clock; again whenever its speed changes. */
  readonly onClock: (origin: ClockOrigin) => void;
  /** There is no cluster at the other end any more, or never was: attach another port. */
  readonly onLost: () => void;
}

export interface MockLink extends Link {
  /** Uses the port, unless the present one is still good; then it is closed. */
  attach(port: Port): void;
  /** The page that carried the present port is gone, and the port with it. */
  detach(port: Port): void;
}

interface Channel {
  readonly session: string;
  open: boolean;
  readonly presence: 'at-once' | 'later';
  readonly on: (event: ChannelEvent) => void;
}

export function createMockLink(options: MockLinkOptions): MockLink {
  let port: Port | undefined;
  let attachment = new AbortController();
  let counter = 0;
  const pending = new Map<string, (answer: LinkAnswer) => void>();
  const channels = new Map<string, Channel>();

  const post = (message: ClientToCluster) => port?.postMessage(message);

  const chats = createMockChats((session, frame) => post({ type: 'chat', session, frame }));

  const lose = () => {
    attachment.abort();
    port?.removeEventListener('message', receive);
    port?.close?.();
    port = undefined;
    const unanswered = [...pending.values()];
    pending.clear();
    const cut = [...channels.values()];
    channels.clear();
    for (const done of unanswered) done({ kind: 'failed', failure: 'refused' });
    for (const { on, open } of cut) {
      on(open ? { kind: 'closed', reason: 'reset' } : { kind: 'failed', reason: 'refused' });
    }
    chats.cut();
  };

  const receive = (event: MessageEvent<ClusterToClient>) => {
    const message = event.data;
    if (message.type === 'welcome') {
      clearTimeout(welcomeTimer);
      options.onClock(message.clock);
      watch(message.instance);
    } else if (message.type === 'rest') {
      answer(message.id, { kind: 'reply', reply: decodeReply(message.reply) });
    } else if (message.type === 'rest-failed') {
      answer(message.id, { kind: 'failed', failure: 'refused' });
    } else if (message.type === 'xmpp') {
      receiveFrame(message.session, message.frame);
    } else if (message.type === 'chat') {
      chats.receive(message.session, message.frame);
    }
  };

  const answer = (id: string, result: LinkAnswer) => {
    const done = pending.get(id);
    pending.delete(id);
    done?.(result);
  };

  const receiveFrame = (session: string, frame: LinkFrameIn) => {
    const channel = channels.get(session);
    if (!channel) return;
    const told = channelEvent(frame, channel.open);
    const event = told?.kind === 'open' && channel.presence === 'later' ? ({ kind: 'bound' } as const) : told;
    if (!event) return;
    if (event.kind === 'bound') channel.open = true;
    if (event.kind === 'open') channel.open = true;
    if (event.kind === 'failed' || event.kind === 'closed') channels.delete(session);
    channel.on(event);
  };

  let watched: string | undefined;
  let welcomeTimer: ReturnType<typeof setTimeout> | undefined;
  const watch = (instance: string) => {
    if (watched === instance) return;
    watched = instance;
    void whenLockFree(`cluster-alive:${instance}`, attachment.signal).then((why) => {
      if (why === 'stopped' || watched !== instance) return;
      lose();
      options.onLost();
    });
  };

  return {
    attach(next) {
      if (port) {
        next.close?.();
        return;
      }
      port = next;
      attachment = new AbortController();
      watched = undefined;
      port.addEventListener('message', receive);
      port.start?.();
      post({ type: 'hello', role: 'core', aliveLock: options.aliveLock, speed: options.speed });
      clearTimeout(welcomeTimer);
      welcomeTimer = setTimeout(() => {
        lose();
        options.onLost();
      }, welcomeDeadlineMs);
    },
    detach(gone) {
      if (port !== gone) return;
      clearTimeout(welcomeTimer);
      lose();
      options.onLost();
    },
    request(node, request, authorization, done) {
      const id = `${counter++}`;
      pending.set(id, done);
      const asked = encodeOrRefuse(request, authorization);
      if ('refusal' in asked) setTimeout(() => answer(id, { kind: 'reply', reply: asked.refusal }), 0);
      else if (port) post({ type: 'rest', id, node, request: asked.http });
      else setTimeout(() => answer(id, { kind: 'failed', failure: 'refused' }), 0);
      return () => pending.delete(id);
    },
    openChannel({ channel, node, resource, credential, presence }, on) {
      const session = `${options.aliveLock}#${channel}.${counter++}`;
      channels.set(session, { session, open: false, presence: presence ?? 'at-once', on });
      const send = (frame: Extract<ClientToCluster, { type: 'xmpp' }>['frame']) => {
        if (channels.has(session)) post({ type: 'xmpp', session, node, frame });
      };
      if (!port) setTimeout(() => receiveFrame(session, { kind: 'refused', reason: 'refused' }), 0);
      send({
        kind: 'connect',
        loginId: credential.agentId,
        password: credential.accessToken ?? credential.password,
        resource,
        ...(presence && { presence }),
      });
      return {
        subscribe: (path) => send({ kind: 'subscribe', path }),
        ping: (ping) => send({ kind: 'ping', ping }),
        present() {
          send({ kind: 'presence', available: true });
          setTimeout(() => channels.get(session)?.on({ kind: 'open' }), 0);
        },
        close() {
          send({ kind: 'disconnect' });
          channels.delete(session);
        },
      };
    },
    openChat(credential, on) {
      const session = `${options.aliveLock}#chat.${counter++}`;
      const chat = chats.open(session, credential, on);
      if (!port) setTimeout(() => chats.receive(session, { kind: 'refused', reason: 'refused' }), 0);
      return chat;
    },
    close() {
      chats.clear();
      attachment.abort();
      clearTimeout(welcomeTimer);
      pending.clear();
      channels.clear();
      post({ type: 'goodbye' });
      port?.removeEventListener('message', receive);
      port?.close?.();
      port = undefined;
    },
  };
}

/** A frame as the core sees it; `undefined` when it means nothing to the core. */
function channelEvent(frame: LinkFrameIn, open: boolean): ChannelEvent | undefined {
  switch (frame.kind) {
    case 'bound':
      return { kind: 'open' };
    case 'refused':
      return { kind: 'failed', reason: frame.reason };
    case 'closed':
      if (open) return { kind: 'closed', reason: frame.reason };
      return { kind: 'failed', reason: frame.reason === 'conflict' ? 'conflict' : 'refused' };
    case 'item': {
      const update = decodeUpdate(frame.xml);
      return update.data.kind === 'Malformed'
        ? { kind: 'malformed-item', path: frame.path, payload: update.data }
        : { kind: 'item', path: frame.path, itemId: frame.itemId, update };
    }
    case 'subscribe-failed':
      return undefined;
    case 'pong':
    case 'presence':
    case 'subscribed':
      return frame;
  }
}
