/** What a notification service does for a web application in maintenance: says who is there, and lets them go. */
import { clientKindOf } from './client-kinds.ts';
import type { ConnectedClient } from './maintenance-state.ts';
import type { MaintenanceQuestion, NotificationMessage } from './messages.ts';
import { endAllSessions, endSession } from './notification.ts';
import type { NotificationContext } from './part.ts';
import type { NotificationState } from './state.ts';

const questions: readonly NotificationMessage['kind'][] = ['list-clients', 'end-clients', 'shut-down'];
export const isMaintenanceQuestion = (message: NotificationMessage): message is MaintenanceQuestion =>
  questions.includes(message.kind);

export function answerMaintenance(
  state: NotificationState,
  message: MaintenanceQuestion,
  context: NotificationContext,
): void {
  switch (message.kind) {
    case 'list-clients': {
      const clients = connectedClients(state);
      context.toNode(state.node, { kind: 'maintenance', message: { kind: 'clients', clients } });
      return;
    }
    case 'end-clients': {
      for (const [name, { loginId, resource }] of Object.entries(state.sessions)) {
        if (loginId !== message.loginId || clientKindOf(resource) !== message.client) continue;
        context.emit({
          type: 'xmpp',
          node: state.node,
          session: name,
          message: { kind: 'closed', reason: 'server-shutdown' },
        });
        endSession(state, name, 'signed out for maintenance', context);
      }
      return;
    }
    case 'shut-down': {
      context.log('notification service is shut down');
      endAllSessions(state, 'server-shutdown', context);
      return;
    }
  }
}

/** Who is present, once for each kind of client. */
export function connectedClients(state: NotificationState): ConnectedClient[] {
  const found = new Map<string, ConnectedClient>();
  for (const { loginId, resource, absent } of Object.values(state.sessions)) {
    const kind = clientKindOf(resource);
    if (!absent) found.set(`${kind} ${loginId}`, { loginId, kind });
  }
  return [...found.values()];
}
