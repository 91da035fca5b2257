/**
 * The sessions of a notification service by user, found without asking every session: thousands come and go within seconds.
 * Derived from the record of sessions and kept beside it, never in the state; sessions are added and removed only here.
 */
import type { ClientSession } from './contract.ts';
import type { NotificationState, XmppSession } from './state.ts';

type Sessions = Record<ClientSession, XmppSession>;

const byUser = new WeakMap<Sessions, Map<string, Set<ClientSession>>>();

function indexOf(sessions: Sessions): Map<string, Set<ClientSession>> {
  let index = byUser.get(sessions);
  if (index) return index;
  index = new Map();
  byUser.set(sessions, index);
  for (const [name, { loginId }] of Object.entries(sessions)) note(index, loginId, name);
  return index;
}

function note(index: Map<string, Set<ClientSession>>, loginId: string, name: ClientSession): void {
  const names = index.get(loginId);
  if (names) names.add(name);
  else index.set(loginId, new Set([name]));
}

export function addSession({ sessions }: NotificationState, name: ClientSession, session: XmppSession): void {
  note(indexOf(sessions), session.loginId, name);
  sessions[name] = session;
}

export function removeSession({ sessions }: NotificationState, name: ClientSession): void {
  const session = sessions[name];
  if (!session) return;
  indexOf(sessions).get(session.loginId)?.delete(name);
  // In place: when everybody leaves at once, a new record each time would take seconds.
  Reflect.deleteProperty(sessions, name);
}

export const hasSessions = ({ sessions }: NotificationState, loginId: string): boolean =>
  (indexOf(sessions).get(loginId)?.size ?? 0) > 0;

/** The user's sessions, oldest first. */
export function sessionsOfUser(
  { sessions }: NotificationState,
  loginId: string,
): readonly [ClientSession, XmppSession][] {
  const found: [ClientSession, XmppSession][] = [];
  for (const name of indexOf(sessions).get(loginId) ?? []) {
    const session = sessions[name];
    if (session) found.push([name, session]);
  }
  return found;
}
