/**
 * The link of one agent of the fleet: carries the core's requests and stanzas out and what comes back in, with the time-outs
 * that the effects name and the round trips that a real connection takes before the first byte. Knows no page and no agent.
 */
import type { ChannelEvent, ChannelId, CoreEffect, CoreInput } from '../../core/contract.ts';
import type { ClusterEffect, XmppFromClient, XmppToClient } from '../../cluster/contract.ts';
import type { ApiReply, ApiRequest } from '../../wire/http.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import { roundTrips } from './chain.ts';

export type FromNode = Extract<ClusterEffect, { type: 'rest-reply' | 'rest-refused' | 'xmpp' }>;

export type LinkTimeout =
  | { readonly kind: 'request-timeout'; readonly id: number }
  | { readonly kind: 'channel-timeout'; readonly id: ChannelId }
  /** None: presence has gone out, and nothing is waited for. */
  | { readonly kind: 'present'; readonly id: ChannelId };

/** `id` is the agent's own name, `session` everybody's. `setUp`: before the request or stanza can go on its way. */
export interface LinkRoad {
  readonly roundTripMs: Ms;
  sendRequest(node: NodeName, id: string, request: ApiRequest, authorized: boolean, setUp: Ms): void;
  sendStanza(node: NodeName, session: string, message: XmppFromClient, setUp: Ms): void;
  isUp(node: NodeName): boolean;
  later(at: Ms, timeout: LinkTimeout): void;
  /** A LOGIN was accepted. */
  signedIn(reply: ApiReply, at: Ms): void;
}

export interface DeskLink {
  carryOut(effect: CoreEffect, at: Ms): void;
  /** `undefined` for what no longer matters. */
  takeReply(name: string, effect: Exclude<FromNode, { type: 'xmpp' }>, at: Ms): CoreInput | undefined;
  takeStanza(session: string, message: XmppToClient): CoreInput | undefined;
  expire(timeout: LinkTimeout): CoreInput | undefined;
}

interface Channel {
  readonly id: ChannelId;
  /** Its session's name, put together once and not for each ping. */
  readonly session: string;
  readonly epoch: number;
  readonly node: NodeName;
  open: boolean;
  readonly presence: 'at-once' | 'later';
}

/** A node's connection is kept for so long without a request (a usual keep-alive). assumed. */
const keepAliveMs: Ms = 60_000;

export function createDeskLink(desk: number, agentId: string, road: LinkRoad): DeskLink {
  const requests = new Map<number, { readonly epoch: number; readonly isLogin: boolean }>();
  const usedAt: Record<NodeName, Ms> = { publisher: -Infinity, subscriber: -Infinity };
  let channels: Channel[] = [];

  const channelOf = (id: ChannelId): Channel | undefined => {
    for (const channel of channels) if (channel.id === id) return channel;
    return undefined;
  };
  const forget = (channel: Channel): void => {
    channels = channels.filter((each) => each !== channel);
  };
  const close = (channel: Channel): void => {
    forget(channel);
    road.sendStanza(channel.node, channel.session, { kind: 'disconnect' }, 0);
  };
  const told = ({ id, epoch }: Channel, event: ChannelEvent): CoreInput => ({
    type: 'channel',
    channel: id,
    epoch,
    event,
  });

  function request(effect: Extract<CoreEffect, { type: 'request' }>, at: Ms): void {
    const { id, epoch, node, request: what, authorized, timeoutMs } = effect;
    requests.set(id, { epoch, isLogin: what.body?.kind === 'UserLogin' });
    // Where nobody listens there is nothing to set up: the first packet is answered by a reset.
    const isCold = at > usedAt[node] + keepAliveMs && road.isUp(node);
    usedAt[node] = at;
    const setUp = isCold ? (roundTrips.connect + roundTrips.preflight) * road.roundTripMs : 0;
    road.sendRequest(node, String(id), what, authorized, setUp);
    road.later(at + timeoutMs, { kind: 'request-timeout', id });
  }

  function open(effect: Extract<CoreEffect, { type: 'open-channel' }>, at: Ms): void {
    const { channel: id, epoch, node, resource, timeoutMs, presence } = effect;
    const session = `${desk}:${id}`;
    channels.push({ id, session, epoch, node, open: false, presence: presence ?? 'at-once' });
    const setUp = road.isUp(node) ? roundTrips.notifications * road.roundTripMs : 0;
    road.sendStanza(
      node,
      session,
      { kind: 'connect', loginId: agentId, password: 'secret', resource, ...(presence && { presence }) },
      setUp,
    );
    road.later(at + timeoutMs, { kind: 'channel-timeout', id });
  }

  return {
    carryOut(effect, at) {
      switch (effect.type) {
        case 'request':
          request(effect, at);
          return;
        case 'open-channel':
          open(effect, at);
          return;
        case 'present-channel': {
          const channel = channelOf(effect.channel);
          if (!channel) return;
          road.sendStanza(channel.node, channel.session, { kind: 'presence', available: true }, 0);
          road.later(at, { kind: 'present', id: channel.id });
          return;
        }
        case 'close-channel': {
          const channel = channelOf(effect.channel);
          if (channel) close(channel);
          return;
        }
        case 'subscribe': {
          const channel = channelOf(effect.channel);
          if (channel) road.sendStanza(channel.node, channel.session, { kind: 'subscribe', path: effect.path }, 0);
          return;
        }
        case 'ping': {
          const channel = channelOf(effect.channel);
          if (channel) road.sendStanza(channel.node, channel.session, { kind: 'ping', ping: effect.ping }, 0);
          return;
        }
        default:
      }
    },
    takeReply(name, effect, at) {
      const id = Number(name);
      const found = requests.get(id);
      if (!found) return undefined;
      requests.delete(id);
      const { epoch, isLogin } = found;
      if (effect.type === 'rest-refused') return { type: 'request-failed', id, epoch, failure: 'refused' };
      if (isLogin && effect.reply.status === 202) road.signedIn(effect.reply, at);
      return { type: 'reply', id, epoch, reply: effect.reply };
    },
    takeStanza(session, message) {
      const channel = channels.find((each) => each.session === session);
      if (!channel) return undefined;
      switch (message.kind) {
        case 'bound':
          channel.open = true;
          return told(channel, { kind: channel.presence === 'later' ? 'bound' : 'open' });
        case 'refused':
          forget(channel);
          return told(channel, { kind: 'failed', reason: message.reason });
        case 'closed': {
          forget(channel);
          if (channel.open) return told(channel, { kind: 'closed', reason: message.reason });
          return told(channel, { kind: 'failed', reason: message.reason === 'conflict' ? 'conflict' : 'refused' });
        }
        case 'subscribe-failed':
          return undefined;
        default:
          return told(channel, message);
      }
    },
    expire(timeout) {
      if (timeout.kind === 'request-timeout') {
        const found = requests.get(timeout.id);
        requests.delete(timeout.id);
        return found && { type: 'request-failed', id: timeout.id, epoch: found.epoch, failure: 'timeout' };
      }
      const channel = channelOf(timeout.id);
      if (timeout.kind === 'present') return channel && told(channel, { kind: 'open' });
      if (!channel || channel.open) return undefined;
      close(channel);
      return told(channel, { kind: 'failed', reason: 'timeout' });
    },
  };
}
