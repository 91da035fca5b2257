/** Everything the chat gadget says, in one place. Statuses and losses come from the desktop; nothing is claimed beyond them. */
import { catalogue, worded, said, plural } from '../../src/gadget/index.ts';
import type { ChatContact, ChatEntry, ChatLoss, ChatStatus, ChatView, StateWords } from '../../src/gadget/index.ts';

export const statusWords: Readonly<Record<ChatContact['status'], StateWords>> = worded('gadget.chat.status', ['text'], {
  AVAILABLE: { text: 'Available', tone: 'positive' },
  AWAY: { text: 'Away', tone: 'warning' },
  BUSY: { text: 'Busy', tone: 'danger' },
  OFFLINE: { text: 'Offline', tone: 'plain' },
} as const);

/** In the order of the choice. */
export const statuses: readonly ChatStatus[] = ['AVAILABLE', 'AWAY', 'BUSY'];

/** Why nothing can be sent; `undefined` while it can. */
export const linkWords: Readonly<Record<ChatView['link'], string | undefined>> = catalogue('gadget.chat.link', {
  open: undefined,
  off: 'Not connected to the chat service.',
  none: 'There is no chat service here.',
  connecting: 'Connecting to the chat service…',
  waiting: 'The chat service cannot be reached. This is tried again by itself; your status is kept.',
  refused: 'The chat service does not accept your sign-in.',
  elsewhere: 'Another desktop with your agent ID has the chat.',
});

const lossWords: Readonly<Record<ChatLoss, string>> = catalogue('gadget.chat.loss', {
  'chat-failover': 'the chat service moved to its other server',
  'finesse-failover': 'your desktop moved to the other node',
  'link-lost': 'the connection to the chat service was lost',
  elsewhere: 'another desktop with your agent ID took over the chat',
  'desktop-restarted': 'the desktop was closed or loaded again',
});

export const words = catalogue('gadget.chat', {
  yourStatus: 'Your chat status',
  useHere: 'Use chat here',
  people: 'People',
  noPeople: 'Nobody to chat with is known yet.',
  choose: 'Choose somebody to read a conversation or to write.',
  nothingYet: 'Nothing was written yet.',
  message: 'Message',
  placeholder: 'Enter sends, Shift+Enter starts a new line',
  kept: 'Kept while you write.',
  send: 'Send',
  sendTo: 'Send: {name}',
  end: 'End chat',
  remove: 'Remove',
  offline: '{name} is offline: a message can be written, but not sent yet.',
  newMessages: (count: number) => plural(count, { one: '1 new message', other: `${count} new messages` }),
  newFrom: (name: string, text: string) => `${name} writes: ${text}`,
  conversationWith: 'Conversation with {name}',
  you: 'You',
});

/** What became of a chat, between the messages; `name`: the other side. */
export const markWords = said(
  'gadget.chat.mark',
  (entry: Extract<ChatEntry, { kind: 'lost' | 'ended' }>, name: string): string => {
    if (entry.kind === 'lost') return `Chat lost: ${lossWords[entry.why]}. A new message starts a new chat.`;
    if (entry.why === 'here') return 'You ended the chat.';
    return entry.why === 'there' ? `${name} ended the chat.` : `${name} left the chat.`;
  },
);
