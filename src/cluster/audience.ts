/**
 * Who hears of an event. Asked once for each event and then for every session, thousands of them at times: what depends
 * on the event alone is found out beforehand. Changes nothing.
 */
import { paths } from '../wire/paths.ts';
import { bareJidOf, jidOf } from './jids.ts';
import type { NotificationContext } from './part.ts';
import type { NotificationState, XmppSession } from './state.ts';
import { autoSubscribed } from './subscriptions.ts';

export interface Audience {
  readonly hears: (session: XmppSession) => boolean;
  /** Nobody but this user's sessions need be asked; `undefined`: everybody. */
  readonly only: string | undefined;
}

/**
 * What goes to all of a user's resources goes to those that are present; a full JID is reached in any case (XEP-0060).
 * `undefined`: nobody can hear of it.
 */
export function audienceOf(state: NotificationState, path: string, context: NotificationContext): Audience | undefined {
  const forAll = path === paths.systemInfo;
  const owner = ownerOf(path);
  const subscribers = new Set<string>();
  for (const [jid, subscribed] of Object.entries(state.subscriptions)) {
    if (subscribed.includes(path)) subscribers.add(jid);
  }
  if (!forAll && owner === undefined && subscribers.size === 0) return undefined;
  const hears = (session: XmppSession): boolean => {
    const mayBeOwn = forAll || session.loginId === owner;
    if (mayBeOwn && !session.absent && autoSubscribed(session.loginId, path)) return true;
    if (subscribers.size === 0) return false;
    if (subscribers.has(jidOf(state, session, context))) return true;
    return !session.absent && subscribers.has(bareJidOf(state, session, context));
  };
  return { hears, only: forAll || subscribers.size > 0 ? undefined : owner };
}

/** Whose node it is; the node subscribes nobody else to it by itself. */
function ownerOf(path: string): string | undefined {
  if (!path.startsWith(users)) return undefined;
  const end = path.indexOf('/', users.length);
  const segment = path.slice(users.length, end < 0 ? path.length : end);
  return segment === '' ? undefined : decodeURIComponent(segment);
}

const users = paths.user('');
