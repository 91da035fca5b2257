/**
 * After a maintenance has moved the desktop, every Media Routing Domain that the agent is signed in to is told Not Ready
 * with 50045, Desktop Reconnect (finesse.md §3): the node learns who is back, and no state changes.
 */
import { paths } from '../wire/paths.ts';
import { systemReason } from '../wire/reason-code.ts';
import { ownAgentId } from './data.ts';
import { ask } from './links.ts';
import type { Answer, Step } from './state.ts';

export function tellMediaReconnect(step: Step): void {
  const { node } = step.state.view;
  if (node === undefined) return;
  const request = { method: 'GET', path: paths.userMediaList(ownAgentId(step)) } as const;
  ask(step, { node, request, purpose: { kind: 'media-list' } });
}

export function mediaListAnswered(step: Step, answer: Answer): void {
  const { node } = step.state.view;
  if (node === undefined || answer.kind === 'failed' || answer.reply.payload.kind !== 'MediaList') return;
  for (const { id, state } of answer.reply.payload.value) {
    if (state === 'LOGOUT') continue;
    const body = { kind: 'MediaState', state: 'NOT_READY', reasonCodeId: systemReason.desktopReconnect } as const;
    const request = { method: 'PUT', path: paths.userMedia(ownAgentId(step), id), body } as const;
    ask(step, { node, request, purpose: { kind: 'report' } });
  }
}
