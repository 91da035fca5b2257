/** What the core remembers of desktop chat beside the view. Knows neither phases nor the rest of the state. */
import type { Ms, NodeName } from '../wire/names.ts';
import type { ChatCommand } from './chat-contract.ts';

export interface ChatWish {
  readonly id: string;
  readonly command: ChatCommand;
  /** `queued`: for a link, or a chat, that is being opened. */
  status: 'queued' | 'sent';
}

export interface ChatBook {
  counters: { link: number; entry: number };
  link?: { readonly id: number; status: 'opening' | 'open' } | undefined;
  /** Whose link it is or was, and the node of that desktop. */
  user?: string;
  node?: NodeName | undefined;
  /** `phaseSince` of the arrival after which the service wanted nothing of us; the next arrival tries again. */
  blockedSince?: Ms | undefined;
  /** Tries that failed in a row. */
  failures: number;
  /** Active chats: the service's id and the other side. */
  chats: Record<string, string>;
  wishes: ChatWish[];
}

export const emptyChatBook = (): ChatBook => ({
  counters: { link: 0, entry: 0 },
  link: undefined,
  node: undefined,
  blockedSince: undefined,
  failures: 0,
  chats: {},
  wishes: [],
});

export function chatWith(book: ChatBook, user: string): string | undefined {
  return Object.entries(book.chats).find(([, other]) => other === user)?.[0];
}
