/**
 * Frames between a desktop's chat client and the chat service (IM&P) on their own link, and as JSON texts on a WebSocket.
 * The protocol is ours: a real IM&P speaks XMPP (docs/deployment.md). Knows no socket and no state of either side.
 */

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

/** Subprotocol of the WebSocket; its path is `/chat/`. */
export const chatSubprotocol = 'understudy-chat';
/** Longest text of one message, in characters. assumed; bounds the memory. */
export const longestChatText = 10_000;
/** More contacts than a team has are not taken over. */
const mostContacts = 5_000;

type Fields = Readonly<Record<string, unknown>>;

/** `undefined`: no frame of this protocol. Unknown fields are left out, so what comes back is nothing but a frame. */
export function readChatFromClient(text: string): ChatFromClient | undefined {
  const fields = fieldsOf(text);
  switch (fields?.['kind']) {
    case 'connect': {
      const { loginId, password } = fields;
      return isText(loginId) && isText(password) ? { kind: 'connect', loginId, password } : undefined;
    }
    case 'set-status': {
      const status = statusOf(fields['status']);
      return status && status !== 'OFFLINE' ? { kind: 'set-status', status } : undefined;
    }
    case 'open-chat':
      return isText(fields['with']) ? { kind: 'open-chat', with: fields['with'] } : undefined;
    case 'say': {
      const { chat, text: said } = fields;
      return isText(chat) && isText(said) ? { kind: 'say', chat, text: said } : undefined;
    }
    case 'close-chat':
      return isText(fields['chat']) ? { kind: 'close-chat', chat: fields['chat'] } : undefined;
    case 'disconnect':
      return { kind: 'disconnect' };
    default:
      return undefined;
  }
}

/** `undefined`: no frame of this protocol. */
export function readChatToClient(text: string): ChatToClient | undefined {
  const fields = fieldsOf(text);
  const { kind, status: stated, reason, user, chat, from, what, contacts, with: other, text: said } = fields ?? {};
  const status = statusOf(stated);
  switch (kind) {
    case 'connected': {
      const people = Array.isArray(contacts) ? contacts.slice(0, mostContacts).map(contactOf) : [undefined];
      if (!status || status === 'OFFLINE' || people.includes(undefined)) return undefined;
      return { kind, status, contacts: people.filter((each) => each !== undefined) };
    }
    case 'refused':
      return reason === 'unauthorized' || reason === 'refused' ? { kind, reason } : undefined;
    case 'status':
      return isText(user) && status ? { kind, user, status } : undefined;
    case 'chat-opened':
      return isText(chat) && isText(other) ? { kind, chat, with: other } : undefined;
    case 'said':
      return isText(chat) && isText(from) && isText(said) ? { kind, chat, from, text: said } : undefined;
    case 'chat-closed':
      return isText(chat) && (reason === 'left' || reason === 'closed') ? { kind, chat, reason } : undefined;
    case 'failed':
      return isText(what) && isText(reason) ? { kind, what, reason } : undefined;
    case 'closed':
      return reason === 'failover' || reason === 'conflict' ? { kind, reason } : undefined;
    default:
      return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';

const statusOf = (value: unknown): ChatStatus | 'OFFLINE' | undefined =>
  value === 'OFFLINE' ? value : chatStatuses.find((each) => each === value);

function fieldsOf(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

function contactOf(value: unknown): ChatContact | undefined {
  const { user, name, status: stated } = (value ?? {}) as Fields;
  const status = statusOf(stated);
  return isText(user) && isText(name) && status ? { user, name, status } : undefined;
}
