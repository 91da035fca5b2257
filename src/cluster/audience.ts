/**
 * Who hears of an event. Asked once for each event and then for every session, thousands of them at times: what depends
 * on the event alone is found out beforehand. Changes nothing.
 */
import { paths } from '../wire/paths.ts';
import { bareJidOf, jidOf } from './jids.ts';
import type { NotificationContext } from './part.ts';
import { hasSessions } from './sessions.ts';
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
  const subscribers = subscribersOf(state, path);
  if (!forAll && owner === undefined && subscribers.size === 0) return undefined;
  // The node that nobody is signed in to hears of everything, too.
  if (!forAll && subscribers.size === 0 && owner !== undefined && !hasSessions(state, owner)) return undefined;
  const comesByItself = forAll || (owner !== undefined && autoSubscribed(owner, path));
  const hears = (session: XmppSession): boolean => {
    if (comesByItself && !session.absent && (forAll || session.loginId === owner)) return true;
    if (subscribers.size === 0) return false;
    if (subscribers.has(jidOf(state, session, context))) return true;
    return !session.absent && subscribers.has(bareJidOf(state, session, context));
  };
  return { hears, only: forAll || subscribers.size > 0 ? undefined : owner };
}

const nobody: ReadonlySet<string> = new Set();

/** Who has asked for it; mostly nobody has, and no list is made. */
function subscribersOf({ subscriptions }: NotificationState, path: string): ReadonlySet<string> {
  let found: Set<string> | undefined;
  for (const jid in subscriptions) if (subscriptions[jid]?.includes(path)) (found ??= new Set()).add(jid);
  return found ?? nobody;
}

/** Whose node it is; the node subscribes nobody else to it by itself. */
function ownerOf(path: string): string | undefined {
  if (!path.startsWith(users)) return undefined;
  const end = path.indexOf('/', users.length);
  const segment = path.slice(users.length, end < 0 ? path.length : end);
  if (segment === '') return undefined;
  return segment.includes('%') ? decodeURIComponent(segment) : segment;
}

const users = paths.user('');
