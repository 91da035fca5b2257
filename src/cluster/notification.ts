/**
 * A node's Notification Service: sessions, presence, subscriptions, delivery in publish order. Subscriptions stand on its
 * disk, sessions and presence in its memory. It knows logins and paths; what an item says it does not read.
 */
import type { ClientSession, XmppAnswer, XmppToClient } from './contract.ts';
import { authenticates } from './access.ts';
import { phonesAmong } from './client-kinds.ts';
import { audienceOf } from './audience.ts';
import { autoSubscriptions, subscribeRefusal } from './subscriptions.ts';
import type { MaintenanceQuestion, NotificationMessage } from './messages.ts';
import { bareJidOf, connectedSessions, jidOf, subscriberOf } from './jids.ts';
import { isMutated } from './mutations.ts';
import { openOtherDesktop } from './other-desktop.ts';
import type { NotificationContext } from './part.ts';
import { without } from './record.ts';
import { addSession, removeSession, sessionsOfUser } from './sessions.ts';
import { fallenSilent, stopWatching, watchForSilence } from './silence.ts';
import type { NotificationState, XmppSession } from './state.ts';
import { timing } from './timing.ts';

type Client = NotificationMessage & { readonly kind: 'client' };

export function handleNotification(
  state: NotificationState,
  message: Exclude<NotificationMessage, MaintenanceQuestion>,
  context: NotificationContext,
): void {
  switch (message.kind) {
    case 'booted':
      state.running = true;
      context.log('notification service is running');
      context.toNode(state.node, { kind: 'notification-running' });
      return;
    case 'web-application': {
      webApplicationChanged(state, message.available, context);
      return;
    }
    case 'client': {
      fromClient(state, message, context);
      return;
    }
    case 'client-silent': {
      const session = state.sessions[message.session];
      if (session) session.silent = true;
      if (isMutated(context.options, 'pf-6-silence-noticed-at-once'))
        endSession(state, message.session, 'silent', context);
      return;
    }
    case 'idle-check': {
      for (const name of fallenSilent(state, context)) {
        send(state, name, { kind: 'closed', reason: 'reset' }, context);
        endSession(state, name, `silent for ${timing.sessionSilence / 1000} s`, context);
      }
      return;
    }
    case 'list-connected': {
      context.toNode(state.node, { ...message.rest, connected: connectedSessions(state) });
      return;
    }
    case 'other-desktop': {
      openOtherDesktop(state, message.loginId, context);
      return;
    }
    case 'publish': {
      publish(state, message, context);
      return;
    }
  }
}

/** The presence of user `finesse`, the third thing that a client must watch (DF-2). */
function webApplicationChanged(state: NotificationState, available: boolean, context: NotificationContext): void {
  if (!state.running) return;
  const changed = state.webApplication !== available;
  state.webApplication = available;
  if (available) context.toNode(state.node, { kind: 'notification-up', present: presentUsers(state) });
  if (!changed) return;
  context.log(`presence of user finesse: ${available ? 'available' : 'unavailable'}`);
  if (isMutated(context.options, 'df-2-presence-untold')) return;
  for (const session of Object.keys(state.sessions)) {
    send(state, session, { kind: 'presence', user: 'finesse', available }, context);
  }
}

export const presentUsers = (state: NotificationState): string[] => [
  ...new Set(
    Object.values(state.sessions)
      .filter((session) => session.absent !== true)
      .map((session) => session.loginId),
  ),
];

/** Asked at every coming and going: no list is made for it. */
const isPresentUser = (state: NotificationState, loginId: string): boolean =>
  sessionsOfUser(state, loginId).some(([, session]) => session.absent !== true);

function fromClient(state: NotificationState, { session: name, message }: Client, context: NotificationContext): void {
  if (!state.running) return;
  const session = state.sessions[name];
  if (message.kind === 'connect') {
    if (!session) connect(state, name, message, context);
    return;
  }
  if (message.kind === 'authenticate') {
    const good = authenticates(message.loginId, message.password, context.options, context.now);
    tell(name, { kind: good ? 'authenticated' : 'not-authenticated' }, context);
    return;
  }
  if (!session) {
    // Never bound, or dropped before this arrived: nothing is known of it, and an XMPP server says so by a reset.
    if (message.kind !== 'disconnect') emit(state, name, { kind: 'closed', reason: 'reset' }, context);
    return;
  }
  session.lastHeardAt = context.now;
  switch (message.kind) {
    case 'ping': {
      if (!session.silent) emit(state, name, { kind: 'pong', ping: message.ping }, context);
      return;
    }
    case 'subscribe': {
      const refusal = subscribeRefusal(session.loginId, message.path);
      if (refusal) {
        send(state, name, { kind: 'subscribe-failed', path: message.path, reason: refusal }, context);
        return;
      }
      const jid = subscriberOf(state, session, message, context);
      const known = state.subscriptions[jid] ?? [];
      if (!known.includes(message.path)) state.subscriptions[jid] = [...known, message.path];
      send(state, name, { kind: 'subscribed', path: message.path }, context);
      return;
    }
    case 'unsubscribe': {
      const jid = subscriberOf(state, session, message, context);
      const known = state.subscriptions[jid] ?? [];
      const left = known.filter((path) => path !== message.path);
      state.subscriptions =
        left.length > 0 ? { ...state.subscriptions, [jid]: left } : without(state.subscriptions, jid);
      if (message.tell) {
        const found = left.length < known.length;
        tell(name, { kind: 'unsubscribed', path: message.path, found }, context);
      }
      return;
    }
    case 'list-subscriptions': {
      const listed = (bare: boolean) => (path: string) => ({ path, bare });
      const own = state.subscriptions[jidOf(state, session, context)] ?? [];
      const shared = state.subscriptions[bareJidOf(state, session, context)] ?? [];
      const everybody = [...new Set([...autoSubscriptions(session.loginId), ...shared])];
      const subscriptions = [...everybody.map(listed(true)), ...own.map(listed(false))];
      tell(name, { kind: 'subscriptions', subscriptions }, context);
      return;
    }
    case 'presence': {
      setPresence(state, session, message.available, context);
      return;
    }
    case 'heard':
      return;
    case 'disconnect': {
      endSession(state, name, 'says goodbye', context);
      return;
    }
  }
}

function connect(
  state: NotificationState,
  name: ClientSession,
  message: Client['message'] & { readonly kind: 'connect' },
  context: NotificationContext,
): void {
  if (!authenticates(message.loginId, message.password, context.options, context.now)) {
    context.log(`notification service refuses ${message.loginId}: wrong credentials`);
    emit(state, name, { kind: 'refused', reason: 'unauthorized' }, context);
    return;
  }
  const twin = sessionsOfUser(state, message.loginId).find(([, other]) => other.resource === message.resource);
  const session: XmppSession = {
    loginId: message.loginId,
    resource: message.resource,
    lastHeardAt: context.now,
    connectedAt: context.now,
    silent: false,
    ...(message.presence === 'later' ? { absent: true as const } : {}),
  };
  const wasPresent = isPresentUser(state, message.loginId);
  if (twin) {
    // The newer one with the same full JID wins, as in any XMPP server.
    send(state, twin[0], { kind: 'closed', reason: 'conflict' }, context);
    removeSession(state, twin[0]);
  }
  addSession(state, name, session);
  watchForSilence(state, context);
  context.log(`notification session of ${session.loginId}/${session.resource} opened`);
  send(state, name, { kind: 'bound', jid: jidOf(state, session, context) }, context);
  send(state, name, { kind: 'presence', user: 'finesse', available: state.webApplication }, context);
  const isPresent = isPresentUser(state, message.loginId);
  if (wasPresent !== isPresent) tellPresence(state, session.loginId, isPresent, context);
}

/** The stanza of a bound session: available, or not. The web application hears of the user, not of single sessions. */
function setPresence(
  state: NotificationState,
  session: XmppSession,
  available: boolean,
  context: NotificationContext,
): void {
  const wasPresent = isPresentUser(state, session.loginId);
  if (available) delete session.absent;
  else session.absent = true;
  const isPresent = isPresentUser(state, session.loginId);
  if (wasPresent !== isPresent) tellPresence(state, session.loginId, isPresent, context);
}

export function endSession(
  state: NotificationState,
  name: ClientSession,
  why: string,
  context: NotificationContext,
): void {
  const session = state.sessions[name];
  if (!session) return;
  const wasPresent = isPresentUser(state, session.loginId);
  removeSession(state, name);
  context.log(`notification session of ${session.loginId}/${session.resource} ended: ${why}`);
  if (wasPresent && !isPresentUser(state, session.loginId)) tellPresence(state, session.loginId, false, context);
}

function tellPresence(
  state: NotificationState,
  loginId: string,
  available: boolean,
  context: NotificationContext,
): void {
  if (!state.webApplication) return;
  context.toNode(state.node, { kind: 'presence', loginId, available });
}

type Publish = NotificationMessage & { readonly kind: 'publish' };

function publish(state: NotificationState, { path, update }: Publish, context: NotificationContext): void {
  if (!state.running || !state.webApplication) return;
  state.itemCount += 1;
  const audience = audienceOf(state, path, context);
  if (!audience) return;
  const itemId = `${state.itemPrefix}${String(state.itemCount).padStart(8, '0')}`;
  const { only, hears } = audience;
  const asked = only === undefined ? Object.entries(state.sessions) : sessionsOfUser(state, only);
  for (const [name, session] of asked) {
    if (hears(session)) send(state, name, { kind: 'item', path, itemId, update }, context);
  }
}

/** All sessions end at once: the service, or the whole node, stops. */
export function endAllSessions(
  state: NotificationState,
  reason: 'reset' | 'server-shutdown',
  context: NotificationContext,
): void {
  for (const name of Object.keys(state.sessions)) {
    send(state, name, { kind: 'closed', reason }, context);
  }
  stopWatching(state, context);
  state.sessions = isMutated(context.options, 'ip-2-phone-still-there') ? phonesAmong(state.sessions) : {};
  state.running = false;
  state.webApplication = false;
}

/** To a session whose transport is gone nothing can be sent. */
function send(
  state: NotificationState,
  name: ClientSession,
  message: XmppToClient,
  context: NotificationContext,
): void {
  if (state.sessions[name]?.silent !== true) emit(state, name, message, context);
}

function tell(session: ClientSession, answer: XmppAnswer, context: NotificationContext): void {
  context.emit({ type: 'xmpp-answer', session, answer });
}

function emit(state: NotificationState, session: ClientSession, message: XmppToClient, context: NotificationContext) {
  context.emit({ type: 'xmpp', node: state.node, session, message });
}
