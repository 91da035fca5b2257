/**
 * Messages to the agent's teams: how what was read and told gets into the view, and which of it is news. When they are read
 * is decided in `team-message-rounds.ts`.
 */
import type { TeamMessage } from '../wire/team-message.ts';
import type { Update } from '../wire/update.ts';
import type { Ms } from '../wire/names.ts';
import { toast } from './announce.ts';
import { keepList } from './same.ts';
import { patchView, type Step } from './state.ts';

export interface TeamMessagesView {
  /** `read`: complete as far as this agent may read them. */
  readonly status: 'not-read' | 'read';
  /** Oldest first; those whose time is over may still be among them. */
  readonly messages: readonly TeamMessage[];
}

/** Beside the view; absent while nobody asked for them. */
export interface TeamMessageBook {
  /** When the connection began for which they are being read, or were. */
  readonly round: Ms | undefined;
  /** Ids of all that were seen: only others are news. Absent before the first reading. */
  readonly seen?: readonly string[];
}

/** What is remembered to tell news from what was there; more than a node keeps. */
const mostSeen = 500;

/** A gadget shows them. Said once or often, by one tab or many: it is the same. */
export function followTeamMessages({ state }: Step): void {
  if (state.view.session === undefined || state.teamMessages) return;
  state.teamMessages = { round: undefined };
  patchView({ state }, { teamMessages: { status: 'not-read', messages: [] } });
}

/** The session is over. */
export function forgetTeamMessages({ state }: Step): void {
  state.teamMessages = undefined;
  patchView({ state }, { teamMessages: undefined });
}

/** A team's messages were read whole. */
export function takeTeamMessages(step: Step, team: string, read: readonly TeamMessage[]): void {
  const others = (step.state.view.teamMessages?.messages ?? []).filter((message) => !message.teams.includes(team));
  const found = new Set(read.map(({ id }) => id));
  show(step, [...others.filter(({ id }) => !found.has(id)), ...read]);
}

export function teamMessageTold(step: Step, event: Update['event'], message: TeamMessage): void {
  step.state.events.teamMessages = (step.state.events.teamMessages ?? 0) + 1;
  const others = (step.state.view.teamMessages?.messages ?? []).filter(({ id }) => id !== message.id);
  if (event === 'delete') show(step, others);
  else show(step, [...others, message]);
}

function show(step: Step, messages: readonly TeamMessage[]): void {
  const { state } = step;
  const { teamMessages: book, view } = state;
  const before = view.teamMessages;
  if (!book || !before) return;
  const sorted = messages.toSorted((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1));
  const kept = keepList(before.messages, sorted, ({ id }) => id);
  if (kept !== before.messages || before.status !== 'read') {
    patchView(step, { teamMessages: { status: 'read', messages: kept } });
  }
  // What was there before this desktop looked is no news, nor is what is deleted.
  if (book.seen) for (const message of kept) tellNews(step, book.seen, message);
  const seen = [...new Set([...(book.seen ?? []), ...kept.map(({ id }) => id)])].slice(-mostSeen);
  state.teamMessages = { ...book, seen };
}

function tellNews(step: Step, seen: readonly string[], { id, createdBy, content }: TeamMessage): void {
  if (seen.includes(id) || createdBy.id === step.state.view.agent?.loginId) return;
  const name = `${createdBy.firstName} ${createdBy.lastName}`.trim() || createdBy.id;
  toast(step, 'team-message', 'info', { name, text: content });
}
