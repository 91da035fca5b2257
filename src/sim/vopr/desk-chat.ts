/**
 * A desktop's link to the chat service (CH-1): frames out, news in, with the time-out that the effect names, as
 * `src/worker/link/mock-chat.ts` does it. Its road is its own: the nodes' networks have no part in it. Knows no phases.
 */
import type { ChatFromClient, ChatToClient } from '../../cluster/chat-messages.ts';
import type { ChatEffect, ChatEvent, ChatInput, ChatWord } from '../../core/chat-contract.ts';
import type { Ms } from '../../wire/names.ts';
import type { WorldEffect, WorldInput } from '../contract.ts';

export interface DeskChat {
  carryOut(effect: ChatEffect, now: Ms): void;
  /** `undefined` for news of a link that is over. */
  take(effect: Extract<WorldEffect, { type: 'chat' }>): ChatInput | undefined;
  deadline(): Ms | undefined;
  expire(now: Ms): ChatInput[];
  /** The road is gone: every link breaks, and nothing gets through until `restore`. */
  cut(): ChatInput[];
  restore(): void;
}

export interface DeskChatOptions {
  readonly client: string;
  readonly loginId: string;
  /** What stands for the password at this moment. */
  readonly secret: () => string;
  readonly send: (input: WorldInput) => void;
}

/** The chat client of a desktop. */
export const chatClientOf = (client: string): string => `${client}/chat`;

const words: readonly ChatWord['kind'][] = ['set-status', 'open-chat', 'say', 'close-chat'];

function eventOf(message: ChatToClient, isOpen: boolean): ChatEvent {
  switch (message.kind) {
    case 'connected':
      return { kind: 'open', status: message.status, contacts: message.contacts };
    case 'refused':
      return { kind: 'failed', reason: message.reason };
    case 'closed':
      return isOpen ? { kind: 'closed', reason: message.reason } : { kind: 'failed', reason: 'refused' };
    case 'status':
      return { kind: 'presence', user: message.user, status: message.status };
    case 'failed':
      return {
        kind: 'word-refused',
        what: words.find((word) => word === message.what) ?? 'say',
        reason: message.reason,
      };
    case 'chat-opened':
    case 'said':
    case 'chat-closed':
      return message;
  }
}

export function createDeskChat({ client, loginId, secret, send }: DeskChatOptions): DeskChat {
  /** `limit` is absent from the moment the link is open. */
  const links = new Map<number, { limit?: Ms }>();
  let isCut = false;
  const speak = (link: number, message: ChatFromClient): void =>
    send({ type: 'chat', client: chatClientOf(client), session: `c${link}`, message });
  const tell = (link: number, event: ChatEvent): ChatInput => ({ type: 'chat', link, event });

  return {
    carryOut(effect, now) {
      const { link } = effect;
      switch (effect.type) {
        case 'open-chat':
          links.set(link, { limit: now + effect.timeoutMs });
          if (!isCut) speak(link, { kind: 'connect', loginId, password: secret() });
          return;
        case 'close-chat':
          if (links.delete(link) && !isCut) speak(link, { kind: 'disconnect' });
          return;
        case 'chat-send':
          if (links.has(link) && !isCut) speak(link, effect.word);
      }
    },
    take({ session, message }) {
      const link = Number(session.slice(1));
      const open = links.get(link);
      if (!open || isCut) return undefined;
      const event = eventOf(message, open.limit === undefined);
      if (event.kind === 'open') delete open.limit;
      if (event.kind === 'failed' || event.kind === 'closed') links.delete(link);
      return tell(link, event);
    },
    deadline() {
      let least: Ms | undefined;
      for (const { limit = Infinity } of links.values()) if (limit < (least ?? Infinity)) least = limit;
      return least;
    },
    expire(now) {
      const due: ChatInput[] = [];
      for (const [link, { limit }] of links) {
        if (limit === undefined || limit > now) continue;
        links.delete(link);
        if (!isCut) speak(link, { kind: 'disconnect' });
        due.push(tell(link, { kind: 'failed', reason: 'timeout' }));
      }
      return due;
    },
    cut() {
      const lost: ChatInput[] = [];
      for (const [link, { limit }] of links) {
        // The service notices as well (assumed: at once).
        speak(link, { kind: 'disconnect' });
        if (limit !== undefined) continue;
        links.delete(link);
        lost.push(tell(link, { kind: 'closed', reason: 'reset' }));
      }
      isCut = true;
      return lost;
    },
    restore() {
      isCut = false;
    },
  };
}
