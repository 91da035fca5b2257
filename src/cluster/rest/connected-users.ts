/**
 * `/finesse/api/ConnectedUsersInfo` (12.6): an administrator sees who is connected to this node, and with what. The list
 * is the notification service's, which the request has been to see on its way here (`node.ts`).
 */
import type { ApiReply } from '../../wire/http.ts';
import { paths } from '../../wire/paths.ts';
import { clientKindOf } from '../client-kinds.ts';
import { personOf, teamOf } from '../fixtures.ts';
import { agentFact } from '../render.ts';
import type { Exchange } from './exchange.ts';
import { forbidden, ok, outOfService } from './replies.ts';

export function getConnectedUsers({ node, person, connected, context }: Exchange): ApiReply {
  if (!person.roles.includes('Administrator')) return forbidden('This is for administrators');
  // No notification service, nobody to ask.
  if (!connected) return outOfService;
  const host = context.options.hosts[node.name];
  const users = connected.map(({ loginId, resource, since }) => {
    const user = personOf(loginId);
    return {
      loginId,
      userType: clientKindOf(resource),
      xmppJID: `${loginId}@${host}/${resource}`,
      firstName: user?.firstName ?? '',
      lastName: user?.lastName ?? '',
      teamName: teamOf(user?.teamId ?? '')?.name ?? '',
      extension: agentFact(node, loginId).extension,
      roles: user?.roles ?? [],
      connectedDuration: Math.floor((context.now - since) / 1000),
    };
  });
  return ok({ kind: 'ConnectedUsersInfo', value: { uri: paths.connectedUsersInfo, users } });
}
