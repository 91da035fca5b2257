/**
 * What is said about the other node before it is needed (GL-4). A page that cannot reach a node cannot see whether it is
 * down, blocked or not trusted, so no word here claims to know.
 */
import type { DesktopView } from '../core/view.ts';
import { otherNode } from '../wire/names.ts';
import { nodeWord } from './words.ts';
import { said } from './locale.ts';

export const unreachableHelp = said(
  'alternate.unreachable-help',
  () => 'It is down, blocked on the way, or this browser does not trust its certificate: a page cannot see which.',
);

/** In one sentence; empty while the other node could take over, or while nothing is known. */
export const alternateWarning = said('alternate.warning', (view: DesktopView): string => {
  if (view.node === undefined || view.phase !== 'connected') return '';
  const other = otherNode(view.node);
  const { status, heartbeat } = view.nodes[other];
  if (status === 'unreachable') return `Warning: ${nodeWord(other)} cannot be reached from here, or is not trusted`;
  if (status === 'out-of-service') return `Warning: ${nodeWord(other)} is out of service and could not take over now`;
  if (heartbeat === 'failure')
    return `Warning: ${nodeWord(other)} has lost its CTI heartbeat and could not take over now`;
  return '';
});
