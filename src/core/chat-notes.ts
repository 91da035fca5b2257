/** How news of desktop chat gets into its slice of the view. Decides nothing. */
import { noChat, type ChatEntry, type ChatLoss, type ChatView, type Conversation } from './chat-view.ts';
import { patchView, type Step } from './state.ts';

/** More would be an archive. */
const mostEntries = 100;
const mostConversations = 20;

export const chatView = (step: Pick<Step, 'state'>): ChatView => step.state.view.chat ?? noChat;

export function patchChat(step: Step, patch: Partial<ChatView>): void {
  patchView(step, { chat: { ...chatView(step), ...patch } });
}

export function nameOf(step: Step, user: string): string {
  const { contacts, conversations } = chatView(step);
  const contact = contacts.find((each) => each.user === user);
  // Who is not there at present is in no list any more, and keeps the name all the same.
  return contact?.name ?? conversations.find((one) => one.with === user)?.name ?? user;
}

type NewEntry =
  | { readonly kind: 'mine' | 'theirs'; readonly text: string }
  | { readonly kind: 'lost'; readonly why: ChatLoss }
  | { readonly kind: 'ended'; readonly why: 'here' | 'there' | 'left' };

/** To the top of the list, made if it is not there. */
export function note(step: Step, user: string, state: Conversation['state'], entry?: NewEntry): void {
  const { conversations } = chatView(step);
  const known = conversations.find((one) => one.with === user);
  const entries = [...(known?.entries ?? [])];
  if (entry) {
    const { counters } = step.state.chat;
    // As a time, so that gadgets' marks of what was read hold over the lives of workers.
    counters.entry = Math.max(counters.entry + 1, Math.floor(step.now));
    entries.push({ id: counters.entry, at: step.now, ...entry } satisfies ChatEntry);
  }
  const next: Conversation = {
    with: user,
    name: nameOf(step, user),
    state,
    entries: entries.slice(-mostEntries),
  };
  const others = conversations.filter((one) => one !== known);
  const kept = others.filter((one, at) => one.state === 'active' || at < mostConversations - 1);
  patchChat(step, { conversations: [next, ...kept] });
}
