/**
 * A node's Notification Service: sessions, presence, subscriptions, delivery in publish order. Subscriptions stand on its
 * disk, sessions and presence in its memory. It knows logins and paths; what an item says it does not read.
 */
import type { NodeName } from '../wire/names.ts';
import type { ClientSession, XmppToClient } from './contract.ts';
import { authenticates } from './access.ts';
import { autoSubscribed, subscribeRefusal } from './subscriptions.ts';
import type { NotificationMessage } from './messages.ts';
import type { NotificationContext } from './part.ts';
import { without } from './record.ts';
import type { NotificationState, XmppSession } from './state.ts';
import { timing } from './timing.ts';

type Client = NotificationMessage & { readonly kind: 'client' };

export function handleNotification(
  state: NotificationState,
  message: NotificationMessage,
  context: NotificationContext,
): void {
  switch (message.kind) {
    case 'booted':
      state.running = true;
      context.log('notification service is running');
      {
        context.toNode(state.node, { kind: 'notification-running' });
        return;
      }
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
      return;
    }
    case 'idle-check': {
      idleCheck(state, message.session, context);
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
  for (const session of Object.keys(state.sessions)) {
    send(state, session, { kind: 'presence', user: 'finesse', available }, context);
  }
}

export const presentUsers = (state: NotificationState): string[] => [
  ...new Set(Object.values(state.sessions).map((session) => session.loginId)),
];

function fromClient(state: NotificationState, { session: name, message }: Client, context: NotificationContext): void {
  if (!state.running) return;
  const session = state.sessions[name];
  if (message.kind === 'connect') {
    if (!session) connect(state, name, message, context);
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
      send(state, name, { kind: 'pong', ping: message.ping }, context);
      return;
    }
    case 'subscribe': {
      const refusal = subscribeRefusal(session.loginId, message.path);
      if (refusal) {
        send(state, name, { kind: 'subscribe-failed', path: message.path, reason: refusal }, context);
        return;
      }
      const jid = jidOf(state, session, context);
      const known = state.subscriptions[jid] ?? [];
      if (!known.includes(message.path)) state.subscriptions[jid] = [...known, message.path];
      send(state, name, { kind: 'subscribed', path: message.path }, context);
      return;
    }
    case 'unsubscribe': {
      const jid = jidOf(state, session, context);
      const left = (state.subscriptions[jid] ?? []).filter((path) => path !== message.path);
      state.subscriptions =
        left.length > 0 ? { ...state.subscriptions, [jid]: left } : without(state.subscriptions, jid);
      return;
    }
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
  if (!authenticates(message.loginId, message.password)) {
    context.log(`notification service refuses ${message.loginId}: wrong credentials`);
    emit(state, name, { kind: 'refused', reason: 'unauthorized' }, context);
    return;
  }
  const twin = Object.entries(state.sessions).find(
    ([, other]) => other.loginId === message.loginId && other.resource === message.resource,
  );
  const session: XmppSession = {
    loginId: message.loginId,
    resource: message.resource,
    lastHeardAt: context.now,
    silent: false,
  };
  const wasPresent = presentUsers(state).includes(message.loginId);
  if (twin) {
    // The newer one with the same full JID wins, as in any XMPP server.
    send(state, twin[0], { kind: 'closed', reason: 'conflict' }, context);
    context.cancel(`idle:${twin[0]}`);
    state.sessions = without(state.sessions, twin[0]);
  }
  state.sessions[name] = session;
  context.timer(`idle:${name}`, timing.sessionSilence, { kind: 'idle-check', session: name });
  context.log(`notification session of ${session.loginId}/${session.resource} opened`);
  send(state, name, { kind: 'bound', jid: jidOf(state, session, context) }, context);
  send(state, name, { kind: 'presence', user: 'finesse', available: state.webApplication }, context);
  if (!wasPresent) tellPresence(state, session.loginId, true, context);
}

/** A client must be heard of now and then: a crashed one is found out by its silence (PF-1). */
function idleCheck(state: NotificationState, name: ClientSession, context: NotificationContext): void {
  const session = state.sessions[name];
  if (!session) return;
  const left = session.lastHeardAt + timing.sessionSilence - context.now;
  if (left > 0) {
    context.timer(`idle:${name}`, left, { kind: 'idle-check', session: name });
    return;
  }
  send(state, name, { kind: 'closed', reason: 'reset' }, context);
  endSession(state, name, `silent for ${timing.sessionSilence / 1000} s`, context);
}

function endSession(state: NotificationState, name: ClientSession, why: string, context: NotificationContext): void {
  const session = state.sessions[name];
  if (!session) return;
  context.cancel(`idle:${name}`);
  state.sessions = without(state.sessions, name);
  context.log(`notification session of ${session.loginId}/${session.resource} ended: ${why}`);
  if (!presentUsers(state).includes(session.loginId)) tellPresence(state, session.loginId, false, context);
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
  const itemId = `${state.itemPrefix}${String(state.itemCount).padStart(8, '0')}`;
  for (const [name, session] of Object.entries(state.sessions)) {
    const explicit = state.subscriptions[jidOf(state, session, context)] ?? [];
    if (!autoSubscribed(session.loginId, path) && !explicit.includes(path)) continue;
    send(state, name, { kind: 'item', path, itemId, update }, context);
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
    context.cancel(`idle:${name}`);
  }
  state.sessions = {};
  state.running = false;
  state.webApplication = false;
}

const jidOf = (state: NotificationState, session: XmppSession, context: NotificationContext): string =>
  `${session.loginId}@${hostOf(state.node, context)}/${session.resource}`;
const hostOf = (node: NodeName, context: NotificationContext): string => context.options.hosts[node];

/** To a session whose transport is gone nothing can be sent. */
function send(
  state: NotificationState,
  name: ClientSession,
  message: XmppToClient,
  context: NotificationContext,
): void {
  if (state.sessions[name]?.silent !== true) emit(state, name, message, context);
}

function emit(state: NotificationState, session: ClientSession, message: XmppToClient, context: NotificationContext) {
  context.emit({ type: 'xmpp', node: state.node, session, message });
}
