/**
 * An agent signs in at another computer as well: that desktop takes the notification session of the one that is here, as the
 * newer of two with one full JID does. What the other one does afterwards is not played: it is there, until it is displaced in
 * its turn or its node goes down. Knows sessions, no core.
 */
import { clientKindOf } from './client-kinds.ts';
import type { Contexts } from './contexts.ts';
import { ClusterRefusal } from './contract.ts';
import { personOf } from './fixtures.ts';
import type { NotificationContext } from './part.ts';
import { addSession, removeSession, sessionsOfUser } from './sessions.ts';
import type { ClusterState, NotificationState } from './state.ts';
import { nodeNames } from '../wire/names.ts';

export interface OtherDesktopFault {
  readonly action: 'sign-in-elsewhere';
  /** A login id. */
  readonly agent: string;
}

/** To the notification services, which alone know where the agent's desktop is; they may live elsewhere. */
export interface OtherDesktopOpens {
  readonly kind: 'other-desktop';
  readonly loginId: string;
}

/** Throws `ClusterRefusal` for an agent who is not there or not signed in; nothing is changed then. */
export function signInElsewhere(state: ClusterState, loginId: string, contexts: Contexts): void {
  const agent = state.pg.agents[loginId];
  if (!agent || !personOf(loginId)) throw new ClusterRefusal('unknown-agent', `There is no agent ${loginId}.`);
  if (agent.state === 'LOGOUT')
    throw new ClusterRefusal('agent-not-available', `Agent ${loginId} has no desktop to take over: not signed in.`);
  contexts.operator.log(`signs agent ${loginId} in at another computer`);
  for (const node of nodeNames) contexts.pg.toNotification(node, { kind: 'other-desktop', loginId });
}

/** A desktop that has fallen silent is left alone: nobody would hear that it was displaced. */
export function openOtherDesktop(state: NotificationState, loginId: string, context: NotificationContext): void {
  const here = sessionsOfUser(state, loginId).find(
    ([, { resource, silent, absent }]) => clientKindOf(resource) === 'DESKTOP' && !silent && absent !== true,
  );
  if (!state.running || !here) return;
  const [session, { resource }] = here;
  context.emit({ type: 'xmpp', node: state.node, session, message: { kind: 'closed', reason: 'conflict' } });
  removeSession(state, session);
  addSession(state, `elsewhere:${loginId}/${resource}`, {
    loginId,
    resource,
    lastHeardAt: context.now,
    connectedAt: context.now,
    // Nobody listens at its end; and nobody asks after it, so it stays.
    silent: true,
    unwatched: true,
  });
  context.log(`notification session of ${loginId}/${resource} opened elsewhere`);
}
