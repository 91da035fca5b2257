/** What people are told about desktop chat beyond its gadget (CH-1). */
import type { Notice } from '../core/view.ts';

const causes: Readonly<Record<string, string>> = {
  'chat-failover': 'The chat service has moved to its other server',
  'finesse-failover': 'Your desktop has moved to the other node',
  'link-lost': 'The connection to the chat service was lost',
  elsewhere: 'Another desktop with your agent ID has taken over the chat',
  'desktop-restarted': 'The desktop was closed or loaded again',
};

export function chatsLostText(params: Notice['params']): string {
  const cause = causes[String(params['why'])] ?? 'The chat service was lost';
  const chats = Number(params['count']) > 1 ? 'your active chats' : 'your active chat';
  return `${cause}: ${chats} with ${String(params['names'] ?? 'a colleague')} ended. Your chat status is kept; what was written stays readable.`;
}
