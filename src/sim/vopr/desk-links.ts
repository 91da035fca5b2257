/**
 * A desktop's links to the two nodes: the tiny host that turns the core's I/O into inputs of the world and what comes
 * back into inputs of the core, with the time-outs that the effects name. As `src/worker` does it, but typed and without
 * XML. Knows the desktop's clock, not the world's.
 */
import type { ChannelEvent, ChannelId, CoreEffect, CoreInput } from '../../core/contract.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import type { ApiReply } from '../../wire/http.ts';
import type { WorldEffect, WorldInput } from '../contract.ts';
import { createDeskChat } from './desk-chat.ts';
import { createDeskTokens, type Wallet } from './desk-tokens.ts';

type Effect<Type extends CoreEffect['type']> = Extract<CoreEffect, { type: Type }>;

export interface DeskLinks {
  carryOut(effect: CoreEffect, now: Ms): void;
  /** What the world says to this client; `undefined` for what no longer matters. */
  take(effect: WorldEffect, now: Ms): CoreInput | undefined;
  /** When the next time-out is due, by the desktop's clock. */
  deadline(): Ms | undefined;
  /** The inputs of the time-outs that are due. */
  expire(now: Ms): CoreInput[];
  /** The computer's own stack gives up everything that goes to this node. */
  reset(node: NodeName): CoreInput[];
  /** What follows from what was taken: to be asked for after everything else here. */
  news(): CoreInput[];
  /** A new worker goes on with the tokens of the old one. */
  resumeTokens(now: Ms): void;
  /** The agent gives the password anew. */
  renew(now: Ms): void;
  /** The road to the chat service breaks, or is whole again. */
  cutChat(): CoreInput[];
  restoreChat(): void;
}

export interface LinkOptions {
  readonly client: string;
  readonly loginId: string;
  readonly send: (input: WorldInput) => void;
  /** Tokens in place of the password; kept by whoever outlives these links. Without it there are none. */
  readonly wallet: Wallet;
  readonly signOn: 'password' | 'tokens';
}

const unauthorized: ApiReply = {
  status: 401,
  headers: {},
  payload: { kind: 'ApiErrors', value: [{ errorType: 'Authorization Failure', errorMessage: '', errorData: '' }] },
};

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

export function createDeskLinks({ client, loginId, send, wallet, signOn }: LinkOptions): DeskLinks {
  const requests = new Map<number, OpenRequest>();
  const channels = new Map<ChannelId, OpenChannel>();
  const made: CoreInput[] = [];
  const tokens = createDeskTokens({
    loginId,
    wallet,
    isOn: signOn === 'tokens',
    send: (node, id, request, authorization) =>
      send({
        type: 'rest',
        client: clientOf(client, node),
        id,
        node,
        request,
        ...(authorization && { authorization }),
      }),
    told: (until) => void made.push({ type: 'sign-in-lasts', until }),
  });
  const chat = createDeskChat({ client, loginId, secret: tokens.secret, send });

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
    const ask = { type: 'rest', client: clientOf(client, node), id: String(id), node, request: what } as const;
    if (!authorized) {
      send(ask);
      return;
    }
    tokens.obtain(node, now, (obtained) => {
      if (!requests.has(id)) return;
      if (typeof obtained === 'object') {
        send({ ...ask, authorization: obtained.authorization });
        return;
      }
      requests.delete(id);
      made.push(
        obtained === 'refused'
          ? { type: 'reply', id, epoch, reply: unauthorized }
          : { type: 'request-failed', id, epoch, failure: 'refused' },
      );
    });
  }

  function openChannel(effect: Effect<'open-channel'>, now: Ms): void {
    const { channel, epoch, node, resource, timeoutMs, presence } = effect;
    channels.set(channel, { epoch, node, limit: now + timeoutMs, presence: presence ?? 'at-once' });
    const held = presence === undefined ? {} : { presence };
    tokens.obtain(node, now, (obtained) => {
      if (!channels.has(channel)) return;
      if (typeof obtained === 'object') {
        speak(channel, node, { kind: 'connect', loginId, password: obtained.secret, resource, ...held });
        return;
      }
      channels.delete(channel);
      made.push(tell(channel, epoch, { kind: 'failed', reason: obtained === 'refused' ? 'unauthorized' : 'refused' }));
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
        case 'open-channel':
          openChannel(effect, now);
          return;
        case 'open-chat':
        case 'close-chat':
        case 'chat-send':
          chat.carryOut(effect, now);
          return;
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
    take(effect, now) {
      if (effect.type === 'log') return undefined;
      if (effect.type === 'chat') return chat.take(effect);
      if (effect.type === 'xmpp') return fromNotification(effect);
      if (tokens.take(effect.id, effect.type === 'rest-reply' ? effect.reply : 'refused', now)) return undefined;
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
      let least: Ms | undefined = Math.min(tokens.deadline() ?? Infinity, chat.deadline() ?? Infinity);
      if (least === Infinity) least = undefined;
      for (const { limit } of requests.values()) if (least === undefined || limit < least) least = limit;
      for (const { limit, presentAt } of channels.values()) {
        const due = presentAt ?? limit;
        if (due !== undefined && (least === undefined || due < least)) least = due;
      }
      return least;
    },
    expire(now) {
      tokens.expire(now);
      const due: CoreInput[] = chat.expire(now);
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
    news: () => (made.length === 0 ? [] : made.splice(0)),
    resumeTokens: tokens.resume,
    renew: tokens.renew,
    cutChat: chat.cut,
    restoreChat: chat.restore,
  };
}
