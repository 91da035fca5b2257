/**
 * A node's REST interface: from path and method to the handler, with what holds for every request - out of service
 * first, then who asks, then what (CTI-4). SystemInfo is outside of both: it needs no credentials and always answers.
 */
import type { ApiReply } from '../../wire/http.ts';
import { paths } from '../../wire/paths.ts';
import { personBehind } from '../access.ts';
import { withAdmission } from '../admission.ts';
import { pageReply } from '../capacity.ts';
import { queueOf, teamOf } from '../fixtures.ts';
import { isLockedOut, rightPassword, wrongPassword } from '../lock-out.ts';
import { isTaskId } from '../media-tasks.ts';
import type { NodeMessage } from '../messages.ts';
import { isMutated } from '../mutations.ts';
import type { NodeContext } from '../part.ts';
import { isInService, renderSystemInfo, renderTeam } from '../render.ts';
import type { NodeState } from '../state.ts';
import { renderQueue } from '../statistics.ts';
import { awdbRefusal } from './awdb-refusal.ts';
import { desktopConfig, isDesktopConfig } from './desktop-config.ts';
import { getDialog, getDialogs, postDialogs, putDialog } from './dialog.ts';
import type { Exchange, Handler, Route } from './exchange.ts';
import { getMedia, getMediaDialogs, getMediaList, getTask, putMedia, putTask } from './media.ts';
import { getMaintenance, putMaintenance, putOwnMaintenance } from './maintenance.ts';
import { resourceRoutes } from './resource-routes.ts';
import { lockedOut, methodNotAllowed, notFound, notYours, ok, outOfService, wrongCredentials } from './replies.ts';
import { giveTokens, isTokenRequest } from './sso.ts';
import { getQueues, getReasonCodes, getUser, putUser } from './user.ts';

const routes: readonly Route[] = [
  { path: 'User/{id}', methods: { GET: getUser, PUT: putUser } },
  { path: 'User/{id}/Dialogs', methods: { GET: getDialogs, POST: postDialogs } },
  { path: 'User/{id}/ReasonCodes', methods: { GET: getReasonCodes } },
  { path: 'User/{id}/Queues', methods: { GET: getQueues } },
  { path: 'User/{id}/Media', methods: { GET: getMediaList } },
  { path: 'User/{id}/Media/{id}', methods: { GET: getMedia, PUT: putMedia } },
  { path: 'User/{id}/Media/{id}/Dialogs', methods: { GET: getMediaDialogs } },
  { path: 'Dialog/{id}', methods: { GET: callOrTask(getDialog, getTask), PUT: callOrTask(putDialog, putTask) } },
  { path: 'Queue/{id}', methods: { GET: getQueue } },
  { path: 'User/{id}/MaintenanceMode', methods: { PUT: putOwnMaintenance } },
  { path: 'MaintenanceMode', methods: { GET: getMaintenance, PUT: putMaintenance } },
  { path: 'Team/{id}', methods: { GET: getTeam } },
  ...resourceRoutes,
];

interface RoutePattern extends Pick<Route, 'methods'> {
  /** A path's segments. */
  readonly pattern: readonly string[];
}

/** By the number of segments: most of them are none of a path's business. */
const routesOf = new Map<number, RoutePattern[]>();
for (const { path, methods } of routes) {
  const pattern = `/finesse/api/${path}`.split('/');
  routesOf.set(pattern.length, [...(routesOf.get(pattern.length) ?? []), { pattern, methods }]);
}

/** `admission`: `refuse` when no database could vouch for whoever asks. */
export function answer(
  node: NodeState,
  message: NodeMessage & { kind: 'rest' },
  context: NodeContext,
  admission: 'go on' | 'refuse' = 'go on',
): ApiReply {
  const { request } = message;
  const refused = admission === 'refuse' && isInService(node);
  const bare = refused ? awdbRefusal(node, message, context) : route(node, message, context);
  const whose = () => personBehind(message.authorization, context.options, context.now)?.loginId;
  const reply = withAdmission(node, request, whose, bare, context);
  context.log(`${request.method} ${request.path} → ${reply.status}`);
  // The requestId comes back as a header, which a browser may or may not be allowed to read.
  return request.requestId === undefined
    ? reply
    : { ...reply, headers: { ...reply.headers, requestid: request.requestId } };
}

function route(node: NodeState, message: NodeMessage & { kind: 'rest' }, context: NodeContext): ApiReply {
  const { request, authorization } = message;
  if (request.path === paths.systemInfo) {
    if (request.method !== 'GET') return methodNotAllowed;
    if (!authorization && isMutated(context.options, 'ip-1-poll-needs-a-password')) return wrongCredentials;
    return ok({ kind: 'SystemInfo', value: renderSystemInfo(node, context.options, context.now) });
  }
  if (isDesktopConfig(request.path)) {
    return request.method === 'GET' ? desktopConfig(node, context) : methodNotAllowed;
  }
  if (isTokenRequest(request.path)) return giveTokens(node, message, context);
  const page = pageReply(request, context.options);
  if (page) return page;
  if (!isInService(node) && !isMutated(context.options, 'cti-4-answers-while-out')) return outOfService;
  const person = personBehind(authorization, context.options, context.now);
  if (isLockedOut(node, authorization, context.now)) return lockedOut;
  if (!person) {
    wrongPassword(node, authorization, context);
    return wrongCredentials;
  }
  rightPassword(node, person.loginId);
  const given = request.path.split('/');
  for (const { pattern, methods } of routesOf.get(given.length) ?? []) {
    const ids = matched(pattern, given);
    if (ids === undefined) continue;
    const [id = '', other = ''] = ids;
    const handler = methods[request.method];
    if (!handler) return methodNotAllowed;
    const { connected } = message;
    const exchange = { node, person, request, requestId: request.requestId ?? '', context };
    return handler(connected ? { ...exchange, connected } : exchange, id, other);
  }
  return notFound(request.path);
}

function callOrTask(call: Handler, task: Handler): Handler {
  return (exchange, id, other) => (isTaskId(id) ? task : call)(exchange, id, other);
}

/** The ids in a path of as many segments as the pattern, if it has the pattern's form. */
function matched(expected: readonly string[], given: readonly string[]): readonly string[] | undefined {
  let ids: string[] | undefined;
  for (let index = 0; index < expected.length; index += 1) {
    const segment = expected[index];
    const text = given[index] ?? '';
    if (segment === '{id}') {
      const id = decoded(text);
      if (id === undefined) return undefined;
      (ids ??= []).push(id);
    } else if (segment !== text) return undefined;
  }
  return ids ?? [];
}

function decoded(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function getQueue({ node }: Exchange, id: string): ApiReply {
  const queue = queueOf(id);
  return queue ? ok({ kind: 'Queue', value: renderQueue(node, queue) }) : notFound(id);
}

/** Supervisors and administrators only, unless the deployment opens it to all (which this one does not). */
function getTeam({ node, person }: Exchange, id: string): ApiReply {
  if (!person.roles.includes('Administrator') && !person.supervises.includes(id)) return notYours(id);
  const team = teamOf(id);
  return team ? ok({ kind: 'Team', value: renderTeam(node, team) }) : notFound(id);
}
