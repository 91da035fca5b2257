/**
 * Team messages on a node: kept in its database, which the other node's follows; published to who listens for a team;
 * gone when their time is over. Who may write them was settled before.
 */
import type { TeamMessage } from '../wire/team-message.ts';
import { otherNode } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import type { Update } from '../wire/update.ts';
import type { NodeContext } from './part.ts';
import { isInService } from './render.ts';
import type { NodeState } from './state.ts';

/** On disk: outlives a restart. */
export interface NodeTeamMessages {
  /** Oldest first. */
  messages: readonly TeamMessage[];
  /** How many were written here; makes ids. */
  count: number;
}

export const freshTeamMessages = (): NodeTeamMessages => ({ messages: [], count: 0 });

/** Between the two nodes' databases. */
export type TeamMessageNews =
  | { readonly kind: 'added'; readonly message: TeamMessage }
  | { readonly kind: 'removed'; readonly id: string }
  /** A node that has come up asks for what it has missed, and is told all. */
  | { readonly kind: 'wanted' }
  | { readonly kind: 'all'; readonly messages: readonly TeamMessage[] };

/** So many stand at a time; the oldest make room. assumed: only bounds the memory. */
const mostMessages = 100;

const timerOf = (id: string): string => `team-message:${id}`;

/** `here`: written on this node, and to be told to the other. */
export function addTeamMessage(
  node: NodeState,
  message: TeamMessage,
  origin: 'here' | 'other',
  context: NodeContext,
): void {
  if (node.teamMessages.messages.some((each) => each.id === message.id)) return;
  const left = (message.createdAt + message.duration) * 1000 - context.now;
  if (left <= 0) return;
  node.teamMessages.messages = [...node.teamMessages.messages, message];
  context.timer(timerOf(message.id), left, { kind: 'team-message-over', id: message.id });
  publish(node, 'post', message, context);
  if (origin === 'here') tellOther(node, { kind: 'added', message }, context);
  const tooMany = node.teamMessages.messages.length - mostMessages;
  for (const each of node.teamMessages.messages.slice(0, Math.max(0, tooMany))) {
    removeTeamMessage(node, each.id, 'other', context);
  }
}

/** Deleted, or over. Nothing happens when it is not there (any more). */
export function removeTeamMessage(node: NodeState, id: string, origin: 'here' | 'other', context: NodeContext): void {
  const message = node.teamMessages.messages.find((each) => each.id === id);
  if (!message) return;
  node.teamMessages.messages = node.teamMessages.messages.filter((each) => each !== message);
  context.cancel(timerOf(id));
  publish(node, 'delete', message, context);
  if (origin === 'here') tellOther(node, { kind: 'removed', id }, context);
}

export function takeNews(node: NodeState, news: TeamMessageNews, context: NodeContext): void {
  switch (news.kind) {
    case 'added': {
      addTeamMessage(node, news.message, 'other', context);
      return;
    }
    case 'removed': {
      removeTeamMessage(node, news.id, 'other', context);
      return;
    }
    case 'wanted': {
      tellOther(node, { kind: 'all', messages: node.teamMessages.messages }, context);
      return;
    }
    case 'all': {
      for (const message of news.messages) addTeamMessage(node, message, 'other', context);
    }
  }
}

/** The web application has started: what its disk holds goes on, what was missed is asked for. */
export function readTeamMessages(node: NodeState, context: NodeContext): void {
  const { messages } = node.teamMessages;
  node.teamMessages.messages = [];
  for (const message of messages) addTeamMessage(node, message, 'other', context);
  tellOther(node, { kind: 'wanted' }, context);
}

const tellOther = (node: NodeState, news: TeamMessageNews, context: NodeContext): void =>
  context.toNode(otherNode(node.name), { kind: 'team-messages', news });

/** Nothing goes out while the node is out of service (CTI-4). */
function publish(node: NodeState, event: 'post' | 'delete', message: TeamMessage, context: NodeContext): void {
  if (!isInService(node)) return;
  const data = { kind: 'TeamMessage', value: message } as const;
  const update: Update = { event, source: message.uri, requestId: '', data };
  for (const team of message.teams) {
    context.toNotification(node.name, { kind: 'publish', path: paths.teamTeamMessages(team), update });
  }
}
