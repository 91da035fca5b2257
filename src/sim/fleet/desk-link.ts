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

/** `id` and `session`: the agent's own number for it, and everybody's name. `setUp`: before the request or stanza can go on its way. */
export interface LinkRoad {
  sendRequest(node: NodeName, id: number, request: ApiRequest, authorized: boolean, setUp: Ms): void;
  sendStanza(node: NodeName, session: string, message: XmppFromClient, setUp: Ms): void;
  isUp(node: NodeName): boolean;
  later(at: Ms, timeout: LinkTimeout): void;
  /** A LOGIN was accepted. */
  signedIn(reply: ApiReply, at: Ms): void;
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

interface AskedRequest {
  readonly id: number;
  readonly epoch: number;
  readonly isLogin: boolean;
}

/** A node's connection is kept for so long without a request (a usual keep-alive). assumed. */
const keepAliveMs: Ms = 60_000;

const told = ({ id, epoch }: Channel, event: ChannelEvent): CoreInput => ({
  type: 'channel',
  channel: id,
  epoch,
  event,
});

export class DeskLink {
  private readonly desk: number;
  private readonly agentId: string;
  private readonly roundTripMs: Ms;
  private readonly road: LinkRoad;
  /** A few at a time: looked for in order. */
  private readonly requests: AskedRequest[] = [];
  private readonly usedAt: Record<NodeName, Ms> = { publisher: -Infinity, subscriber: -Infinity };
  /** The one that pings pass: mostly there is no other. */
  private newest: Channel | undefined;
  private others: Channel[] = [];

  constructor(desk: number, agentId: string, roundTripMs: Ms, road: LinkRoad) {
    this.desk = desk;
    this.agentId = agentId;
    this.roundTripMs = roundTripMs;
    this.road = road;
  }

  carryOut(effect: CoreEffect, at: Ms): void {
    const { road } = this;
    switch (effect.type) {
      case 'ping': {
        const channel = this.channelOf(effect.channel);
        if (channel) road.sendStanza(channel.node, channel.session, { kind: 'ping', ping: effect.ping }, 0);
        return;
      }
      case 'request':
        this.request(effect, at);
        return;
      case 'open-channel':
        this.open(effect, at);
        return;
      case 'present-channel': {
        const channel = this.channelOf(effect.channel);
        if (!channel) return;
        road.sendStanza(channel.node, channel.session, { kind: 'presence', available: true }, 0);
        road.later(at, { kind: 'present', id: channel.id });
        return;
      }
      case 'close-channel': {
        const channel = this.channelOf(effect.channel);
        if (channel) this.close(channel);
        return;
      }
      case 'subscribe': {
        const channel = this.channelOf(effect.channel);
        if (channel) road.sendStanza(channel.node, channel.session, { kind: 'subscribe', path: effect.path }, 0);
        return;
      }
      default:
    }
  }

  /** `undefined` for what no longer matters. */
  takeReply(id: number, effect: Exclude<FromNode, { type: 'xmpp' }>, at: Ms): CoreInput | undefined {
    const found = this.takeRequest(id);
    if (!found) return undefined;
    const { epoch, isLogin } = found;
    if (effect.type === 'rest-refused') return { type: 'request-failed', id, epoch, failure: 'refused' };
    if (isLogin && effect.reply.status === 202) this.road.signedIn(effect.reply, at);
    return { type: 'reply', id, epoch, reply: effect.reply };
  }

  takeStanza(session: string, message: XmppToClient): CoreInput | undefined {
    const { newest } = this;
    const channel = newest?.session === session ? newest : this.others.find((each) => each.session === session);
    if (!channel) return undefined;
    switch (message.kind) {
      case 'bound':
        channel.open = true;
        return told(channel, { kind: channel.presence === 'later' ? 'bound' : 'open' });
      case 'refused':
        this.forget(channel);
        return told(channel, { kind: 'failed', reason: message.reason });
      case 'closed': {
        this.forget(channel);
        if (channel.open) return told(channel, { kind: 'closed', reason: message.reason });
        return told(channel, { kind: 'failed', reason: message.reason === 'conflict' ? 'conflict' : 'refused' });
      }
      case 'subscribe-failed':
        return undefined;
      default:
        return told(channel, message);
    }
  }

  expire(timeout: LinkTimeout): CoreInput | undefined {
    if (timeout.kind === 'request-timeout') {
      const found = this.takeRequest(timeout.id);
      if (!found) return undefined;
      return { type: 'request-failed', id: timeout.id, epoch: found.epoch, failure: 'timeout' };
    }
    const channel = this.channelOf(timeout.id);
    if (timeout.kind === 'present') return channel && told(channel, { kind: 'open' });
    if (!channel || channel.open) return undefined;
    this.close(channel);
    return told(channel, { kind: 'failed', reason: 'timeout' });
  }

  private takeRequest(id: number): AskedRequest | undefined {
    const { requests } = this;
    const index = requests.findIndex((each) => each.id === id);
    if (index < 0) return undefined;
    const found = requests[index];
    const last = requests.pop();
    // Their order says nothing: the last one takes the place.
    if (last && last !== found) requests[index] = last;
    return found;
  }

  private channelOf(id: ChannelId): Channel | undefined {
    return this.newest?.id === id ? this.newest : this.others.find((each) => each.id === id);
  }

  private forget(channel: Channel): void {
    if (channel === this.newest) this.newest = this.others.pop();
    else this.others = this.others.filter((each) => each !== channel);
  }

  private close(channel: Channel): void {
    this.forget(channel);
    this.road.sendStanza(channel.node, channel.session, { kind: 'disconnect' }, 0);
  }

  private request(effect: Extract<CoreEffect, { type: 'request' }>, at: Ms): void {
    const { road, usedAt } = this;
    const { id, epoch, node, request: what, authorized, timeoutMs } = effect;
    this.requests.push({ id, epoch, isLogin: what.body?.kind === 'UserLogin' });
    // Where nobody listens there is nothing to set up: the first packet is answered by a reset.
    const isCold = at > usedAt[node] + keepAliveMs && road.isUp(node);
    usedAt[node] = at;
    const setUp = isCold ? (roundTrips.connect + roundTrips.preflight) * this.roundTripMs : 0;
    road.sendRequest(node, id, what, authorized, setUp);
    road.later(at + timeoutMs, { kind: 'request-timeout', id });
  }

  private open(effect: Extract<CoreEffect, { type: 'open-channel' }>, at: Ms): void {
    const { road } = this;
    const { channel: id, epoch, node, resource, timeoutMs, presence } = effect;
    const session = `${this.desk}:${id}`;
    if (this.newest) this.others.push(this.newest);
    this.newest = { id, session, epoch, node, open: false, presence: presence ?? 'at-once' };
    const setUp = road.isUp(node) ? roundTrips.notifications * this.roundTripMs : 0;
    road.sendStanza(
      node,
      session,
      { kind: 'connect', loginId: this.agentId, password: 'secret', resource, ...(presence && { presence }) },
      setUp,
    );
    road.later(at + timeoutMs, { kind: 'channel-timeout', id });
  }
}
