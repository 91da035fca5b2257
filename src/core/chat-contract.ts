/**
 * What the core and its host say to each other about desktop chat (IM&P), a service of its own beside the nodes (CH-1).
 * One link at a time; words go out on it, events come back. Knows neither cluster nor wire.
 */
import type { Ms } from '../wire/names.ts';

export const chatStatuses = ['AVAILABLE', 'AWAY', 'BUSY'] as const;
/** What a user shows to others; kept by the service until it is changed. */
export type ChatStatus = (typeof chatStatuses)[number];

export interface ChatContact {
  /** Login id. */
  readonly user: string;
  readonly name: string;
  /** `OFFLINE`: no session with the service. */
  readonly status: ChatStatus | 'OFFLINE';
}

export type ChatEvent =
  /** Connected; with the status that the service has kept, and whom it knows. Chats are never among it. */
  | { readonly kind: 'open'; readonly status: ChatStatus; readonly contacts: readonly ChatContact[] }
  /** `none`: there is no chat service here. */
  | { readonly kind: 'failed'; readonly reason: 'refused' | 'timeout' | 'unauthorized' | 'none' }
  /** Was open and is gone. */
  | { readonly kind: 'closed'; readonly reason: 'failover' | 'conflict' | 'reset' }
  | { readonly kind: 'presence'; readonly user: string; readonly status: ChatStatus | 'OFFLINE' }
  | { readonly kind: 'chat-opened'; readonly chat: string; readonly with: string }
  /** Also what was said here: that is its acknowledgement. */
  | { readonly kind: 'said'; readonly chat: string; readonly from: string; readonly text: string }
  | { readonly kind: 'chat-closed'; readonly chat: string; readonly reason: 'left' | 'closed' }
  /** Of the oldest word of this kind without an answer. */
  | { readonly kind: 'word-refused'; readonly what: ChatWord['kind']; readonly reason: string };

export type ChatWord =
  | { readonly kind: 'set-status'; readonly status: ChatStatus }
  | { readonly kind: 'open-chat'; readonly with: string }
  | { readonly kind: 'say'; readonly chat: string; readonly text: string }
  | { readonly kind: 'close-chat'; readonly chat: string };

export interface ChatInput {
  readonly type: 'chat';
  /** That of `open-chat`; news of an older link is dropped. */
  readonly link: number;
  readonly event: ChatEvent;
}

export type ChatEffect =
  /** Connect with the agent's credentials; then `open` or `failed` within `timeoutMs`. */
  | { readonly type: 'open-chat'; readonly link: number; readonly timeoutMs: Ms }
  /** Say goodbye if it can still be said; no event follows. */
  | { readonly type: 'close-chat'; readonly link: number }
  | { readonly type: 'chat-send'; readonly link: number; readonly word: ChatWord };

export type ChatCommand =
  /** Also the way back when another desktop has taken the chat. */
  | { readonly type: 'chat-status'; readonly status: ChatStatus }
  /** Opens a chat where there is none. */
  | { readonly type: 'chat-send'; readonly to: string; readonly text: string }
  /** Ends an active chat; takes one that is over out of the view. */
  | { readonly type: 'chat-close'; readonly with: string };

export const chatCommands = ['chat-status', 'chat-send', 'chat-close'] as const satisfies ChatCommand['type'][];

/** Longest text of one message, in characters. assumed; bounds the memory. */
export const longestChatText = 10_000;
