/** What a desktop's chat client and the chat service (IM&P) say to each other on their own link. All plain JSON. */

export const chatStatuses = ['AVAILABLE', 'AWAY', 'BUSY'] as const;
/** What a user shows to others; kept by the service until it is changed. */
export type ChatStatus = (typeof chatStatuses)[number];

/** Somebody to chat with: whoever is on the same team. */
export interface ChatContact {
  readonly user: string;
  readonly name: string;
  readonly status: ChatStatus | 'OFFLINE';
}

export type ChatFromClient =
  | { readonly kind: 'connect'; readonly loginId: string; readonly password: string }
  | { readonly kind: 'set-status'; readonly status: ChatStatus }
  | { readonly kind: 'open-chat'; readonly with: string }
  | { readonly kind: 'say'; readonly chat: string; readonly text: string }
  | { readonly kind: 'close-chat'; readonly chat: string }
  /** Said goodbye, or the transport is gone: to this service it is the same (assumed). */
  | { readonly kind: 'disconnect' };

export type ChatToClient =
  /** With the status that the service has kept, and the contacts as they are now. Chats are never among it: a new session has none. */
  | { readonly kind: 'connected'; readonly status: ChatStatus; readonly contacts: readonly ChatContact[] }
  | { readonly kind: 'refused'; readonly reason: 'unauthorized' | 'refused' }
  /** `OFFLINE`: no session. */
  | { readonly kind: 'status'; readonly user: string; readonly status: ChatStatus | 'OFFLINE' }
  | { readonly kind: 'chat-opened'; readonly chat: string; readonly with: string }
  | { readonly kind: 'said'; readonly chat: string; readonly from: string; readonly text: string }
  | { readonly kind: 'chat-closed'; readonly chat: string; readonly reason: 'left' | 'closed' }
  /** Nobody is there, no such chat, a text that is too long. */
  | { readonly kind: 'failed'; readonly what: string; readonly reason: string }
  | { readonly kind: 'closed'; readonly reason: 'failover' | 'conflict' };

/** Longest text of one message, in characters. assumed; bounds the memory. */
export const longestChatText = 10_000;
