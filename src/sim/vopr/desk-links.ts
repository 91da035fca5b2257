/**
 * A desktop's links to the two nodes: the tiny host that turns the core's I/O into inputs of the world and what comes
 * back into inputs of the core, with the time-outs that the effects name. As `src/worker` does it, but typed and without
 * XML. Knows the desktop's clock, not the world's.
 */
import type { ChannelEvent, ChannelId, CoreEffect, CoreInput } from '../../core/contract.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import type { WorldEffect, WorldInput } from '../contract.ts';

type Effect<Type extends CoreEffect['type']> = Extract<CoreEffect, { type: Type }>;

export interface DeskLinks {
  carryOut(effect: CoreEffect, now: Ms): void;
  /** What the world says to this client; `undefined` for what no longer matters. */
  take(effect: WorldEffect): CoreInput | undefined;
  /** When the next time-out is due, by the desktop's clock. */
  deadline(): Ms | undefined;
  /** The inputs of the time-outs that are due. */
  expire(now: Ms): CoreInput[];
  /** The computer's own stack gives up everything that goes to this node. */
  reset(node: NodeName): CoreInput[];
}

export interface LinkOptions {
  readonly client: string;
  readonly loginId: string;
  readonly send: (input: WorldInput) => void;
}

interface OpenRequest {
  readonly epoch: number;
  readonly node: NodeName;
  readonly limit: Ms;
}

interface OpenChannel {
  readonly epoch: number;
  readonly node: NodeName;
  /** `undefined` from the moment it is open. */
  limit: Ms | undefined;
  readonly presence: 'at-once' | 'later';
  /** Presence has gone out: told as open at once, but not in the same breath. */
  presentAt?: Ms;
}

/** The clients of one desktop: one for each node, since their connections can break apart. */
export const clientOf = (client: string, node: NodeName): string => `${client}/${node}`;

export function createDeskLinks({ client, loginId, send }: LinkOptions): DeskLinks {
  const requests = new Map<number, OpenRequest>();
  const channels = new Map<ChannelId, OpenChannel>();

  const tell = (channel: ChannelId, epoch: number, event: ChannelEvent): CoreInput => ({
    type: 'channel',
    channel,
    epoch,
    event,
  });
  const speak = (channel: ChannelId, node: NodeName, message: Extract<WorldInput, { type: 'xmpp' }>['message']): void =>
    send({ type: 'xmpp', client: clientOf(client, node), session: `s${channel}`, node, message });

  function request({ id, epoch, node, request: what, authorized, timeoutMs }: Effect<'request'>, now: Ms): void {
    requests.set(id, { epoch, node, limit: now + timeoutMs });
    send({
      type: 'rest',
      client: clientOf(client, node),
      id: String(id),
      node,
      request: what,
      ...(authorized ? { authorization: { scheme: 'Basic', loginId, password: 'secret' } as const } : {}),
    });
  }

  function close(channel: ChannelId): void {
    const open = channels.get(channel);
    channels.delete(channel);
    if (open) speak(channel, open.node, { kind: 'disconnect' });
  }

  function fromNotification(effect: Extract<WorldEffect, { type: 'xmpp' }>): CoreInput | undefined {
    const channel = Number(effect.session.slice(1));
    const open = channels.get(channel);
    if (!open) return undefined;
    const { message } = effect;
    switch (message.kind) {
      case 'bound':
        open.limit = undefined;
        return tell(channel, open.epoch, { kind: open.presence === 'later' ? 'bound' : 'open' });
      case 'refused':
        channels.delete(channel);
        return tell(channel, open.epoch, { kind: 'failed', reason: message.reason });
      case 'closed': {
        channels.delete(channel);
        if (open.limit === undefined) return tell(channel, open.epoch, { kind: 'closed', reason: message.reason });
        const reason = message.reason === 'conflict' ? 'conflict' : 'refused';
        return tell(channel, open.epoch, { kind: 'failed', reason });
      }
      case 'subscribe-failed':
        return undefined;
      default:
        return tell(channel, open.epoch, message);
    }
  }

  return {
    carryOut(effect, now) {
      switch (effect.type) {
        case 'request':
          request(effect, now);
          return;
        case 'open-channel': {
          const { channel, epoch, node, resource, timeoutMs, presence } = effect;
          channels.set(channel, { epoch, node, limit: now + timeoutMs, presence: presence ?? 'at-once' });
          const held = presence === undefined ? {} : { presence };
          speak(channel, node, { kind: 'connect', loginId, password: 'secret', resource, ...held });
          return;
        }
        case 'close-channel':
          close(effect.channel);
          return;
        case 'present-channel': {
          const open = channels.get(effect.channel);
          if (!open) return;
          open.presentAt = now;
          speak(effect.channel, open.node, { kind: 'presence', available: true });
          return;
        }
        case 'subscribe':
        case 'ping': {
          const open = channels.get(effect.channel);
          if (!open) return;
          const { type } = effect;
          speak(
            effect.channel,
            open.node,
            type === 'ping' ? { kind: type, ping: effect.ping } : { kind: type, path: effect.path },
          );
          return;
        }
        default:
      }
    },
    take(effect) {
      if (effect.type === 'log' || effect.type === 'chat') return undefined;
      if (effect.type === 'xmpp') return fromNotification(effect);
      const id = Number(effect.id);
      const open = requests.get(id);
      if (!open) return undefined;
      requests.delete(id);
      const { epoch } = open;
      return effect.type === 'rest-reply'
        ? { type: 'reply', id, epoch, reply: effect.reply }
        : { type: 'request-failed', id, epoch, failure: 'refused' };
    },
    deadline() {
      let least: Ms | undefined;
      for (const { limit } of requests.values()) if (least === undefined || limit < least) least = limit;
      for (const { limit, presentAt } of channels.values()) {
        const due = presentAt ?? limit;
        if (due !== undefined && (least === undefined || due < least)) least = due;
      }
      return least;
    },
    expire(now) {
      const due: CoreInput[] = [];
      for (const [id, { epoch, limit }] of requests) {
        if (limit > now) continue;
        requests.delete(id);
        due.push({ type: 'request-failed', id, epoch, failure: 'timeout' });
      }
      for (const [channel, open] of channels) {
        const { epoch, limit, presentAt } = open;
        if (presentAt !== undefined && presentAt <= now) {
          delete open.presentAt;
          due.push(tell(channel, epoch, { kind: 'open' }));
          continue;
        }
        if (limit === undefined || limit > now) continue;
        close(channel);
        due.push(tell(channel, epoch, { kind: 'failed', reason: 'timeout' }));
      }
      return due;
    },
    reset(node) {
      const lost: CoreInput[] = [];
      for (const [id, open] of requests) {
        if (open.node !== node) continue;
        requests.delete(id);
        lost.push({ type: 'request-failed', id, epoch: open.epoch, failure: 'refused' });
      }
      for (const [channel, open] of channels) {
        if (open.node !== node) continue;
        channels.delete(channel);
        lost.push(
          tell(
            channel,
            open.epoch,
            open.limit === undefined ? { kind: 'closed', reason: 'reset' } : { kind: 'failed', reason: 'refused' },
          ),
        );
      }
      return lost;
    },
  };
}
