/** Names of notification sessions: full and bare JIDs, and whom a subscription is for. Changes nothing. */
import type { ConnectedSession } from './messages.ts';
import type { NotificationContext } from './part.ts';
import type { NotificationState, XmppSession } from './state.ts';

export const bareJidOf = (state: NotificationState, session: XmppSession, { options }: NotificationContext): string =>
  `${session.loginId}@${options.hosts[state.node]}`;

export const jidOf = (state: NotificationState, session: XmppSession, context: NotificationContext): string =>
  `${bareJidOf(state, session, context)}/${session.resource}`;

/** One resource, or with `bare` all of the user's. */
export const subscriberOf = (
  state: NotificationState,
  session: XmppSession,
  { bare }: { readonly bare?: true },
  context: NotificationContext,
): string => (bare ? bareJidOf : jidOf)(state, session, context);

/** Every open session, for ConnectedUsersInfo. */
export const connectedSessions = (state: NotificationState): ConnectedSession[] =>
  Object.values(state.sessions).map(({ loginId, resource, connectedAt }) => ({
    loginId,
    resource,
    since: connectedAt,
  }));
