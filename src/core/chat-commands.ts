/** What the agent wants of desktop chat: sent on the chat's own link, settled by its answer, never sent a second time. */
import { chatWith, type ChatWish } from './chat-book.ts';
import { chatCommands, longestChatText, type ChatCommand, type ChatWord } from './chat-contract.ts';
import { chatView, patchChat } from './chat-notes.ts';
import type { AgentCommand, CommandOutcome } from './contract.ts';
import { emit, type Step } from './state.ts';

const notApplied = (code: string, message: string): CommandOutcome => ({ outcome: 'not-applied', code, message });

export function isChatCommand(command: AgentCommand): command is ChatCommand {
  const types: readonly string[] = chatCommands;
  return types.includes(command.type);
}

export function settleWish(step: Step, wish: ChatWish, outcome: CommandOutcome): void {
  const { chat } = step.state;
  chat.wishes = chat.wishes.filter((other) => other !== wish);
  emit(step, { type: 'settle-command', id: wish.id, outcome });
}

export function sendWord(step: Step, word: ChatWord): void {
  const { link } = step.state.chat;
  if (link) emit(step, { type: 'chat-send', link: link.id, word });
}

export function takeChatCommand(step: Step, id: string, command: ChatCommand): void {
  const { chat } = step.state;
  if (chat.wishes.some((wish) => wish.id === id)) return;
  const wish: ChatWish = { id, command, status: 'queued' };
  chat.wishes.push(wish);
  const isOpen = chat.link?.status === 'open';
  switch (command.type) {
    case 'chat-status':
      // Choosing a status here is how the agent takes the chat back from another desktop.
      if (!isOpen && chatView(step).link === 'elsewhere') chat.blockedSince = undefined;
      else if (isOpen) sendWish(step, wish);
      else settleWish(step, wish, notConnected);
      break;
    case 'chat-send':
      say(step, wish, command);
      break;
    case 'chat-close':
      if (chatWith(chat, command.with) !== undefined && isOpen) sendWish(step, wish);
      else {
        const { conversations } = chatView(step);
        patchChat(step, { conversations: conversations.filter((one) => one.with !== command.with) });
        settleWish(step, wish, { outcome: 'applied' });
      }
  }
}

const notConnected = notApplied('chat-not-connected', 'There is no connection to the chat service.');

function say(step: Step, wish: ChatWish, { to, text }: ChatCommand & { readonly type: 'chat-send' }): void {
  const { chat } = step.state;
  if (text.trim() === '') settleWish(step, wish, notApplied('chat-empty', 'There is no text.'));
  else if (text.length > longestChatText) {
    settleWish(step, wish, notApplied('chat-too-long', `The text is longer than ${longestChatText} characters.`));
  } else if (chat.link?.status !== 'open') settleWish(step, wish, notConnected);
  else if (chatWith(chat, to) !== undefined) sendWish(step, wish);
  else if (queuedFor(step, to).length === 1) sendWord(step, { kind: 'open-chat', with: to });
}

/** Messages that wait for their chat to be opened. */
export function queuedFor(step: Step, user: string): ChatWish[] {
  return step.state.chat.wishes.filter(
    ({ status, command }) => status === 'queued' && command.type === 'chat-send' && command.to === user,
  );
}

/** For this the link is open, and a chat with the other side where one is needed. */
export function sendWish(step: Step, wish: ChatWish): void {
  const { command } = wish;
  wish.status = 'sent';
  if (command.type === 'chat-status') {
    sendWord(step, { kind: 'set-status', status: command.status });
    return;
  }
  const chat = chatWith(step.state.chat, command.type === 'chat-send' ? command.to : command.with);
  if (chat === undefined) settleWish(step, wish, notApplied('chat-lost', 'There is no such chat any more.'));
  else if (command.type === 'chat-send') sendWord(step, { kind: 'say', chat, text: command.text });
  else sendWord(step, { kind: 'close-chat', chat });
}

/** The oldest word of its kind that was sent; answers come in the order of the words. */
export function oldestSent(step: Step, type: ChatCommand['type'], user?: string): ChatWish | undefined {
  return step.state.chat.wishes.find(({ status, command }) => {
    if (status !== 'sent' || command.type !== type) return false;
    return (
      user === undefined || (command.type === 'chat-send' ? command.to : 'with' in command && command.with) === user
    );
  });
}

/** The service did not do it. */
export function wordRefused(step: Step, what: ChatWord['kind'], reason: string): void {
  const outcome = notApplied('chat-refused', reason);
  if (what === 'open-chat') {
    // Openings are answered in order too: whoever waits longest is meant.
    const first = step.state.chat.wishes.find(
      ({ status, command }) => status === 'queued' && command.type === 'chat-send',
    );
    if (first?.command.type !== 'chat-send') return;
    for (const wish of queuedFor(step, first.command.to)) settleWish(step, wish, outcome);
    return;
  }
  const types = { 'set-status': 'chat-status', say: 'chat-send', 'close-chat': 'chat-close' } as const;
  const wish = oldestSent(step, types[what]);
  if (wish) settleWish(step, wish, outcome);
}

/** The link is gone: what was not sent has not happened, of the rest nobody knows. */
export function settleChatWishes(step: Step): void {
  for (const wish of step.state.chat.wishes) {
    const outcome = notApplied('chat-lost', 'The connection to the chat service was lost.');
    settleWish(step, wish, wish.status === 'queued' ? outcome : { outcome: 'unknown' });
  }
}
