/** Who may listen to which pubsub node, and which ones come by themselves. Knows people and paths, no sessions. */
import { paths } from '../wire/paths.ts';
import { personOf, queues, supervises, teams } from './fixtures.ts';

/** The paths that a node subscribes each of its users to (finesse.md §2.3). */
export const autoSubscriptions = (loginId: string): readonly string[] => [
  paths.systemInfo,
  paths.user(loginId),
  paths.userDialogs(loginId),
];

export function autoSubscribed(loginId: string, path: string): boolean {
  return path === paths.systemInfo || path === paths.user(loginId) || path === paths.userDialogs(loginId);
}

/** Why `loginId` may not subscribe to `path`, in XMPP's words; `undefined` when it may. */
export function subscribeRefusal(loginId: string, path: string): 'forbidden' | 'item-not-found' | undefined {
  const person = personOf(loginId);
  if (!person) return 'forbidden';
  const own = [paths.user(loginId), paths.userDialogs(loginId), paths.userQueues(loginId), paths.systemInfo];
  if (own.includes(path)) return undefined;
  if (queues.some((queue) => paths.queue(queue.id) === path)) return undefined;
  const team = teams.find((each) => paths.teamUsers(each.id) === path || paths.team(each.id) === path);
  if (team) {
    const allowed = person.roles.includes('Administrator') || person.supervises.includes(team.id);
    return allowed ? undefined : 'forbidden';
  }
  const other = /^\/finesse\/api\/User\/([^/]+)(?:\/|$)/.exec(path)?.[1];
  if (other === undefined || !personOf(other)) return 'item-not-found';
  return supervises(loginId, other) ? undefined : 'forbidden';
}
