/**
 * Desktop chat through failovers (CH-1). Its link is its own: it stays while the desktop looks for its node (CTI failover:
 * status and chats kept), and is made anew when the desktop has moved to the other node or the chat service has failed
 * over (status kept by the service, active chats lost, and told so). Knows no wire; asks the phases only where they stand.
 */
import { toast } from './announce.ts';
import { emptyChatBook } from './chat-book.ts';
import { oldestSent, queuedFor, sendWish, settleChatWishes, settleWish, wordRefused } from './chat-commands.ts';
import { chatView, nameOf, note, patchChat } from './chat-notes.ts';
import type { ChatContact, ChatEvent, ChatInput } from './chat-contract.ts';
import { noChat, type ChatLoss } from './chat-view.ts';
import type { SessionRecord } from './contract.ts';
import { drawBetween } from './random.ts';
import { emit, patchView, type CoreState, type Step } from './state.ts';
import { cancelTimer, hasTimer, setTimer } from './timers.ts';

/** For connecting and being let in, ms. assumed. */
const openTimeoutMs = 10_000;
/** The wait before another try doubles from the least to the most, ms; each is drawn from its upper half. assumed. */
const leastRetryMs = 2_000;
const mostRetryMs = 30_000;
const mostContacts = 500;

/** After every input and timer: opens, closes and gives up the link as the desktop's own state demands. */
export function reconcileChat(step: Step): void {
  const { state } = step;
  const { chat, view } = state;
  if (state.options.profile === 'ippa') return;
  if (view.phase === 'signed-out') {
    end(step);
    return;
  }
  if (state.asleepSince !== undefined) {
    if (chat.link || chat.node !== undefined) letGo(step, 'desktop-restarted', 'off');
    return;
  }
  const isOther = chat.user !== undefined && view.session !== undefined && view.session.agentId !== chat.user;
  if (isOther) end(step);
  else if (chat.node !== undefined && view.node !== undefined && view.node !== chat.node) {
    letGo(step, 'finesse-failover', 'waiting');
  }
  const isFree = !state.chat.link && !hasTimer(state, 'chat-retry');
  if (view.phase === 'connected' && isFree && state.chat.blockedSince !== view.phaseSince) open(step);
}

function open(step: Step): void {
  const { state } = step;
  const { chat, view } = state;
  chat.counters.link += 1;
  chat.link = { id: chat.counters.link, status: 'opening' };
  if (view.session) chat.user = view.session.agentId;
  if (view.node !== undefined) chat.node = view.node;
  chat.blockedSince = undefined;
  emit(step, { type: 'open-chat', link: chat.link.id, timeoutMs: openTimeoutMs });
  patchChat(step, { link: 'connecting' });
}

/** Nobody is signed in, or somebody else: nothing of it stays. */
function end(step: Step): void {
  const { state } = step;
  const { chat } = state;
  if (chat.link) emit(step, { type: 'close-chat', link: chat.link.id });
  cancelTimer(state, 'chat-retry');
  settleChatWishes(step);
  const { counters } = chat;
  if (chat.user !== undefined) state.chat = { ...emptyChatBook(), counters };
  if (chatView(step) !== noChat) patchView(step, { chat: noChat });
}

function letGo(step: Step, why: ChatLoss, link: 'off' | 'waiting'): void {
  const { state } = step;
  if (state.chat.link) emit(step, { type: 'close-chat', link: state.chat.link.id });
  cancelTimer(state, 'chat-retry');
  state.chat.node = undefined;
  state.chat.blockedSince = undefined;
  lose(step, why);
  patchChat(step, { link });
}

/** The link is gone, and with it every active chat; each says so itself, and the agent is told once. */
function lose(step: Step, why: ChatLoss): void {
  const { chat } = step.state;
  const lost = Object.values(chat.chats);
  chat.link = undefined;
  chat.chats = {};
  chat.failures = 0;
  for (const user of lost) note(step, user, 'lost', { kind: 'lost', why });
  tellLost(
    step,
    why,
    lost.map((user) => nameOf(step, user)),
  );
  settleChatWishes(step);
  // Who is there is told anew; nobody is claimed to be until then.
  patchChat(step, { contacts: chatView(step).contacts.map((contact) => ({ ...contact, status: 'OFFLINE' })) });
}

function tellLost(step: Step, why: ChatLoss, names: readonly string[]): void {
  if (names.length > 0) toast(step, 'chats-lost', 'warning', { why, names: names.join(', '), count: names.length });
}

export function chatTold(step: Step, { link, event }: ChatInput): void {
  const { chat } = step.state;
  if (chat.link?.id !== link) return;
  switch (event.kind) {
    case 'open':
      opened(step, event);
      break;
    case 'failed':
      failed(step, event.reason);
      break;
    case 'closed':
      closed(step, event.reason);
      break;
    case 'presence':
      presenceTold(step, event);
      break;
    case 'chat-opened':
      chat.chats[event.chat] = event.with;
      note(step, event.with, 'active');
      for (const wish of queuedFor(step, event.with)) sendWish(step, wish);
      break;
    case 'said':
      said(step, event);
      break;
    case 'chat-closed':
      chatClosed(step, event);
      break;
    case 'word-refused':
      wordRefused(step, event.what, event.reason);
      break;
  }
}

function opened(step: Step, { status, contacts }: ChatEvent & { readonly kind: 'open' }): void {
  const { chat } = step.state;
  if (chat.link) chat.link.status = 'open';
  chat.failures = 0;
  patchChat(step, { link: 'open', status, contacts: contacts.slice(0, mostContacts) });
  for (const wish of chat.wishes) if (wish.command.type === 'chat-status') sendWish(step, wish);
}

function failed(step: Step, reason: (ChatEvent & { readonly kind: 'failed' })['reason']): void {
  const { chat } = step.state;
  chat.link = undefined;
  settleChatWishes(step);
  if (reason === 'none' || reason === 'unauthorized') block(step, reason === 'none' ? 'none' : 'refused');
  else tryLater(step);
}

function closed(step: Step, reason: (ChatEvent & { readonly kind: 'closed' })['reason']): void {
  const why = { failover: 'chat-failover', conflict: 'elsewhere', reset: 'link-lost' } as const;
  lose(step, why[reason]);
  // Taking it back by itself would have two desktops take it from each other for ever.
  if (reason === 'conflict') block(step, 'elsewhere');
  else tryLater(step);
}

function block(step: Step, link: 'none' | 'refused' | 'elsewhere'): void {
  step.state.chat.blockedSince = step.state.view.phaseSince;
  patchChat(step, { link });
}

/** Jittered, since everybody loses the service at the same moment. */
function tryLater(step: Step): void {
  const { state, now } = step;
  const wait = Math.min(mostRetryMs, leastRetryMs * 2 ** Math.min(state.chat.failures, 5));
  state.chat.failures += 1;
  setTimer(state, 'chat-retry', now + drawBetween(state, wait / 2, wait));
  patchChat(step, { link: 'waiting' });
}

function presenceTold(step: Step, { user, status }: ChatEvent & { readonly kind: 'presence' }): void {
  const { contacts } = chatView(step);
  if (user === step.state.chat.user) {
    if (status !== 'OFFLINE') patchChat(step, { status });
    const wish = oldestSent(step, 'chat-status');
    if (wish) settleWish(step, wish, { outcome: 'applied' });
    return;
  }
  const known = contacts.findIndex((contact) => contact.user === user);
  const next: ChatContact = { user, name: contacts[known]?.name ?? user, status };
  if (known >= 0) patchChat(step, { contacts: contacts.with(known, next) });
  else if (contacts.length < mostContacts) patchChat(step, { contacts: [...contacts, next] });
}

function said(step: Step, { chat, from, text }: ChatEvent & { readonly kind: 'said' }): void {
  const user = step.state.chat.chats[chat];
  if (user === undefined) return;
  const isMine = from !== user;
  const before = chatView(step)
    .conversations.find((one) => one.with === user)
    ?.entries.at(-1)?.kind;
  note(step, user, 'active', { kind: isMine ? 'mine' : 'theirs', text });
  // Later messages are the gadget's to announce: a chat under way is no news.
  if (!isMine && before !== 'mine' && before !== 'theirs') {
    toast(step, 'chat-message', 'info', { name: nameOf(step, user) });
  }
  const wish = isMine ? oldestSent(step, 'chat-send', user) : undefined;
  if (wish) settleWish(step, wish, { outcome: 'applied' });
}

function chatClosed(step: Step, { chat, reason }: ChatEvent & { readonly kind: 'chat-closed' }): void {
  const book = step.state.chat;
  const { [chat]: user, ...rest } = book.chats;
  if (user === undefined) return;
  book.chats = rest;
  const wish = oldestSent(step, 'chat-close', user);
  note(step, user, 'ended', { kind: 'ended', why: reason === 'left' ? 'left' : wish ? 'here' : 'there' });
  if (wish) settleWish(step, wish, { outcome: 'applied' });
}

const noChats = {};

/** For the record: with whom chats are active, so that a new worker can say that they are lost. No word of what was said. */
export function chatRecord({ chat, view }: CoreState): Pick<SessionRecord, 'chats'> {
  const users = Object.values(chat.chats);
  if (users.length === 0) return noChats;
  const nameFor = (user: string) => view.chat?.conversations.find((one) => one.with === user)?.name ?? user;
  return { chats: users.map((user) => ({ with: user, name: nameFor(user) })) };
}

/** What an older worker, or the desktop before a move, had open is lost with it. */
export function resumeChats(step: Step, { chats = [], movingSince }: SessionRecord): void {
  const why = movingSince === undefined ? 'desktop-restarted' : 'finesse-failover';
  patchChat(step, {
    contacts: chats.map(({ with: user, name }) => ({ user, name, status: 'OFFLINE' })),
  });
  for (const { with: user } of chats) note(step, user, 'lost', { kind: 'lost', why });
  tellLost(
    step,
    why,
    chats.map(({ name }) => name),
  );
}
