/** Who may listen to which pubsub node, and which ones come by themselves. Knows people and paths, no sessions. */
import { paths } from '../wire/paths.ts';
import { mediaDomains } from './media-domains.ts';
import { personOf, queues, supervises, teams } from './fixtures.ts';

/** The paths that a node subscribes each of its users to (finesse.md §2.3). */
export const autoSubscriptions = (loginId: string): readonly string[] => [
  paths.systemInfo,
  paths.user(loginId),
  paths.userDialogs(loginId),
  paths.userDialogsMedia(loginId),
  paths.userMaintenance(loginId),
  paths.userMediaList(loginId),
  ...mediaDomains.map((domain) => paths.userMedia(loginId, domain.id)),
];

const ownNodes = new Set(['', '/Dialogs', '/Dialogs/Media', '/Media', '/MaintenanceMode']);

export function autoSubscribed(loginId: string, path: string): boolean {
  if (path === paths.systemInfo) return true;
  // Asked for every session at every event: no list is made for it.
  const user = paths.user(loginId);
  if (!path.startsWith(user)) return false;
  const rest = path.slice(user.length);
  return ownNodes.has(rest) || rest.startsWith('/Media/');
}

/** Why `loginId` may not subscribe to `path`, in XMPP's words; `undefined` when it may. */
export function subscribeRefusal(loginId: string, path: string): 'forbidden' | 'item-not-found' | undefined {
  const person = personOf(loginId);
  if (!person) return 'forbidden';
  if (autoSubscribed(loginId, path) || path === paths.userQueues(loginId)) return undefined;
  // One's own team, whether it is listed or made for a crowd of agents.
  if (path === paths.teamTeamMessages(person.teamId)) return undefined;
  if (queues.some((queue) => paths.queue(queue.id) === path)) return undefined;
  const team = teams.find((each) => paths.teamUsers(each.id) === path || paths.team(each.id) === path);
  if (team) {
    const allowed = person.roles.includes('Administrator') || person.supervises.includes(team.id);
    return allowed ? undefined : 'forbidden';
  }
  const messages = teams.find((each) => paths.teamTeamMessages(each.id) === path);
  if (messages) {
    const allowed = person.supervises.includes(messages.id) || person.roles.includes('Administrator');
    return allowed ? undefined : 'forbidden';
  }
  const other = /^\/finesse\/api\/User\/([^/]+)(?:\/|$)/.exec(path)?.[1];
  if (other === undefined || !personOf(other)) return 'item-not-found';
  return supervises(loginId, other) ? undefined : 'forbidden';
}
