/** Whom the chat gadget shows, in which order, with how much that was not read. Pure. */
import type { ChatContact, ChatEntry, ChatView, Conversation } from '../../src/gadget/index.ts';

export interface PersonRow {
  readonly user: string;
  readonly name: string;
  readonly status: ChatContact['status'];
  readonly conversation: Conversation | undefined;
  readonly unread: number;
}

/** The id of the newest entry that was read, by login id. */
export type ReadMarks = Readonly<Record<string, number>>;

/** Who wrote last comes first; then everybody else, by name. */
export function peopleOf({ contacts, conversations }: ChatView, read: ReadMarks): readonly PersonRow[] {
  const talking = conversations.map((conversation): PersonRow => {
    const contact = contacts.find(({ user }) => user === conversation.with);
    const name = contact?.name ?? conversation.name;
    const last = read[conversation.with] ?? 0;
    const unread = conversation.entries.filter(({ id, kind }) => kind === 'theirs' && id > last).length;
    return { user: conversation.with, name, status: contact?.status ?? 'OFFLINE', conversation, unread };
  });
  const others = contacts
    .filter(({ user }) => !conversations.some((one) => one.with === user))
    .map(({ user, name, status }): PersonRow => ({ user, name, status, conversation: undefined, unread: 0 }))
    .sort((one, other) => one.name.localeCompare(other.name));
  return [...talking, ...others];
}

export const isSaid = (entry: ChatEntry | undefined): entry is Extract<ChatEntry, { kind: 'mine' | 'theirs' }> =>
  entry?.kind === 'mine' || entry?.kind === 'theirs';

/** Their newest message in a chat under way; the first one of a chat is announced by the desktop itself. */
export function latestHeard({ conversations }: ChatView): { id: number; name: string; text: string } | undefined {
  const heard = conversations.flatMap(({ name, entries }) =>
    entries.flatMap((entry, at) =>
      entry.kind === 'theirs' && isSaid(entries[at - 1]) ? [{ id: entry.id, name, text: entry.text }] : [],
    ),
  );
  return heard.reduce<(typeof heard)[number] | undefined>(
    (latest, one) => (latest && latest.id > one.id ? latest : one),
    undefined,
  );
}
