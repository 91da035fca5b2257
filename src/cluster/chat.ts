/**
 * Desktop chat (IM&P): a pair of servers of its own, with users' statuses and active chats (CH-1). Statuses stand in the
 * pair's database; a chat lives and dies with the sessions that hold it. Knows no Finesse node, no CTI, no agent state.
 */
import type { Ms } from '../wire/names.ts';
import { authenticates } from './access.ts';
import { chatStatuses, longestChatText } from './chat-messages.ts';
import type { ChatContact, ChatFromClient, ChatStatus, ChatToClient } from './chat-messages.ts';
import type { ClientSession, ClusterView } from './contract.ts';
import { personOf, staff } from './fixtures.ts';
import { isMutated } from './mutations.ts';
import type { ChatContext } from './part.ts';
import { without } from './record.ts';
import { timing } from './timing.ts';

export interface ChatState {
  server: 'first' | 'second';
  /** In the middle of a failover nobody is let in. */
  failingOverUntil: Ms;
  sessions: Record<ClientSession, { readonly loginId: string }>;
  statuses: Record<string, ChatStatus>;
  chats: Record<string, readonly [string, string]>;
  nextChat: number;
}

export type ChatMessage = {
  readonly kind: 'client';
  readonly session: ClientSession;
  readonly message: ChatFromClient;
};

export const freshChat = (): ChatState => ({
  server: 'first',
  failingOverUntil: 0,
  sessions: {},
  statuses: {},
  chats: {},
  nextChat: 1,
});

export function handleChat(state: ChatState, { session, message }: ChatMessage, context: ChatContext): void {
  if (message.kind === 'connect') {
    connect(state, session, message, context);
    return;
  }
  const loginId = state.sessions[session]?.loginId;
  // Of a session that is over nothing is known.
  if (loginId === undefined) return;
  switch (message.kind) {
    case 'set-status': {
      setStatus(state, session, loginId, message.status, context);
      return;
    }
    case 'open-chat': {
      openChat(state, session, loginId, message.with, context);
      return;
    }
    case 'say': {
      say(state, session, loginId, message, context);
      return;
    }
    case 'close-chat': {
      if (!isIn(state, message.chat, loginId)) send(session, failed('close-chat', 'no such chat'), context);
      else closeChat(state, message.chat, 'closed', context);
      return;
    }
    case 'disconnect': {
      endSession(state, session, context);
      return;
    }
  }
}

function connect(
  state: ChatState,
  session: ClientSession,
  { loginId, password }: ChatFromClient & { readonly kind: 'connect' },
  context: ChatContext,
): void {
  if (state.sessions[session]) return;
  if (context.now < state.failingOverUntil) {
    send(session, { kind: 'refused', reason: 'refused' }, context);
    return;
  }
  // Whether people sign in by token is the nodes' business (an operator may change it): a token proves itself.
  const { sso = someTokens } = context.options;
  if (!authenticates(loginId, password, { ...context.options, sso }, context.now)) {
    send(session, { kind: 'refused', reason: 'unauthorized' }, context);
    return;
  }
  // One desktop has one chat client: a desktop that is loaded again takes the place of itself.
  const twin = sessionOf(state, loginId);
  if (twin !== undefined) {
    send(twin, { kind: 'closed', reason: 'conflict' }, context);
    endSession(state, twin, context);
  }
  state.sessions[session] = { loginId };
  if (isMutated(context.options, 'ch-1-status-forgotten')) state.statuses = without(state.statuses, loginId);
  const status = (state.statuses[loginId] ??= 'AVAILABLE');
  context.log(`chat session of ${loginId} opened, ${status}`);
  send(session, { kind: 'connected', status, contacts: contactsOf(state, loginId) }, context);
  tellOthers(state, loginId, { kind: 'status', user: loginId, status }, context);
}

/** Lives of tokens count where they are made. */
const someTokens = { accessSeconds: 1, refreshSeconds: 1 } as const;

function setStatus(
  state: ChatState,
  session: ClientSession,
  loginId: string,
  status: ChatStatus,
  context: ChatContext,
): void {
  if (!chatStatuses.includes(status)) {
    send(session, failed('set-status', 'no such status'), context);
    return;
  }
  state.statuses[loginId] = status;
  const news: ChatToClient = { kind: 'status', user: loginId, status };
  send(session, news, context);
  tellOthers(state, loginId, news, context);
}

function openChat(
  state: ChatState,
  session: ClientSession,
  loginId: string,
  other: string,
  context: ChatContext,
): void {
  const there = sessionOf(state, other);
  if (!personOf(other) || other === loginId || there === undefined) {
    send(session, failed('open-chat', 'that user is not there'), context);
    return;
  }
  const known = Object.keys(state.chats).find((chat) => isIn(state, chat, loginId) && isIn(state, chat, other));
  const chat = known ?? `chat-${state.nextChat}`;
  if (known === undefined) {
    state.nextChat += 1;
    state.chats[chat] = [loginId, other];
    send(there, { kind: 'chat-opened', chat, with: loginId }, context);
  }
  send(session, { kind: 'chat-opened', chat, with: other }, context);
}

function say(
  state: ChatState,
  session: ClientSession,
  loginId: string,
  { chat, text }: ChatFromClient & { readonly kind: 'say' },
  context: ChatContext,
): void {
  if (!isIn(state, chat, loginId)) {
    send(session, failed('say', 'no such chat'), context);
    return;
  }
  if (text.length > longestChatText) {
    send(session, failed('say', `the text is longer than ${longestChatText} characters`), context);
    return;
  }
  for (const party of state.chats[chat] ?? []) {
    const there = sessionOf(state, party);
    if (there !== undefined) send(there, { kind: 'said', chat, from: loginId, text }, context);
  }
}

function closeChat(state: ChatState, chat: string, reason: 'left' | 'closed', context: ChatContext): void {
  const parties = state.chats[chat] ?? [];
  state.chats = without(state.chats, chat);
  for (const party of parties) {
    const there = sessionOf(state, party);
    if (there !== undefined) send(there, { kind: 'chat-closed', chat, reason }, context);
  }
}

/** Active chats end with the session, the status does not. */
function endSession(state: ChatState, session: ClientSession, context: ChatContext): void {
  const loginId = state.sessions[session]?.loginId;
  if (loginId === undefined) return;
  state.sessions = without(state.sessions, session);
  context.log(`chat session of ${loginId} ended`);
  if (!isMutated(context.options, 'ch-1-chats-survive')) {
    for (const chat of Object.keys(state.chats))
      if (isIn(state, chat, loginId)) closeChat(state, chat, 'left', context);
  }
  tellOthers(state, loginId, { kind: 'status', user: loginId, status: 'OFFLINE' }, context);
}

/** The serving machine is lost; the other takes over with the database that both share. */
export function failChat(state: ChatState, context: ChatContext): void {
  state.server = state.server === 'first' ? 'second' : 'first';
  state.failingOverUntil = context.now + timing.chatFailover;
  const lost = Object.keys(state.sessions);
  state.sessions = {};
  if (!isMutated(context.options, 'ch-1-chats-survive')) state.chats = {};
  for (const session of lost) send(session, { kind: 'closed', reason: 'failover' }, context);
  context.log(`chat service: the ${state.server} server takes over`);
}

export function chatView(state: ChatState): ClusterView['chat'] {
  const users = Object.entries(state.statuses).map(([loginId, status]) => ({
    loginId,
    status,
    connected: sessionOf(state, loginId) !== undefined,
  }));
  const chats = Object.entries(state.chats).map(([id, parties]) => ({ id, parties: [...parties] }));
  return { server: state.server, users, chats };
}

/** The named people of the team, and those beyond them who are there. */
function contactsOf(state: ChatState, loginId: string): readonly ChatContact[] {
  const teamId = personOf(loginId)?.teamId;
  const there = new Set(Object.values(state.sessions).map((session) => session.loginId));
  const named = staff.map((person) => person.loginId);
  return [...new Set([...named, ...there])].flatMap((user) => {
    const person = personOf(user);
    if (!person || user === loginId || person.teamId !== teamId) return [];
    const status = there.has(user) ? (state.statuses[user] ?? 'AVAILABLE') : 'OFFLINE';
    return [{ user, name: `${person.firstName} ${person.lastName}`, status }];
  });
}

const isIn = (state: ChatState, chat: string, loginId: string): boolean =>
  state.chats[chat]?.includes(loginId) === true;

const sessionOf = (state: ChatState, loginId: string): ClientSession | undefined =>
  Object.entries(state.sessions).find(([, session]) => session.loginId === loginId)?.[0];

const failed = (what: string, reason: string): ChatToClient => ({ kind: 'failed', what, reason });

function tellOthers(state: ChatState, loginId: string, message: ChatToClient, context: ChatContext): void {
  for (const [session, other] of Object.entries(state.sessions)) {
    if (other.loginId !== loginId) send(session, message, context);
  }
}

function send(session: ClientSession, message: ChatToClient, context: ChatContext): void {
  context.emit({ type: 'chat', session, message });
}
