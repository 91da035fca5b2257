/**
 * After a maintenance has moved the desktop, every Media Routing Domain that the agent is signed in to is told Not Ready
 * with 50045, Desktop Reconnect (finesse.md §3): the node learns who is back, and no state changes.
 */
import { paths } from '../wire/paths.ts';
import { systemReason } from '../wire/reason-code.ts';
import { ownAgentId } from './data.ts';
import { ask } from './links.ts';
import type { Step } from './state.ts';

/** On arrival: the domains have just been read from the new node. */
export function tellMediaReconnect(step: Step): void {
  const { node } = step.state.view;
  if (node === undefined) return;
  for (const { id, state } of step.state.media.domains) {
    if (state === 'LOGOUT') continue;
    const body = { kind: 'MediaState', state: 'NOT_READY', reasonCodeId: systemReason.desktopReconnect } as const;
    const request = { method: 'PUT', path: paths.userMedia(ownAgentId(step), id), body } as const;
    ask(step, { node, request, purpose: { kind: 'report' } });
  }
}
