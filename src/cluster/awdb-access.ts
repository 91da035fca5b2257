/**
 * How a node makes sure who asks: from its cache of credentials, else by one of the two databases (AW-1 to AW-5). A
 * request that has to wait for a database is kept here. With a database that answers, nothing of this takes any time.
 */
import type { ApiReply } from '../wire/http.ts';
import type { Ms } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import { personBehind } from './access.ts';
import { awdbSides } from './awdb.ts';
import type { AwdbSide } from './awdb.ts';
import type { ClusterOptions } from './contract.ts';
import type { NodeMessage } from './messages.ts';
import { isMutated } from './mutations.ts';
import type { NodeContext } from './part.ts';
import { without } from './record.ts';
import { isInService } from './render.ts';
import type { NodeState } from './state.ts';
import { timing } from './timing.ts';

export type RestMessage = NodeMessage & { readonly kind: 'rest' };

export interface NodeAwdb {
  /** Whether a query comes back. The node learns it only by waiting: nothing but the waiting may read this. */
  answers: Record<AwdbSide, boolean>;
  /** Asked first. */
  using: AwdbSide;
  /** Known to be down, by an earlier query that did not come back. */
  foundDown: AwdbSide[];
  /** Per login, how long its last successful request vouches for it (AW-2). */
  cachedUntil: Record<string, Ms>;
  /** Requests that wait for a database, by their id. */
  waiting: Record<
    string,
    { readonly message: RestMessage; readonly side: AwdbSide; readonly tried: readonly AwdbSide[] }
  >;
}

export const freshNodeAwdb = (secondary: boolean): NodeAwdb => ({
  answers: { primary: true, secondary },
  using: 'primary',
  foundDown: [],
  cachedUntil: {},
  waiting: {},
});

/** What needs no credentials, or has its own way of checking them. */
const isPublic = (path: string): boolean => path === paths.systemInfo || !path.startsWith('/finesse/api/');

/** `wait`: it is kept, and comes back by `awdbTimedOut`. `refuse`: no database answers. */
export type Admission = 'go on' | 'wait' | 'refuse';

export function admit(node: NodeState, message: RestMessage, context: NodeContext): Admission {
  const { request, authorization } = message;
  if (authorization?.scheme !== 'Basic' || isPublic(request.path) || !isInService(node)) return 'go on';
  if (isCached(node, message, context)) return 'go on';
  return ask(node, message, [], context);
}

function isCached(node: NodeState, { authorization }: RestMessage, context: NodeContext): boolean {
  const person = personBehind(authorization, context.options);
  if (!person || isMutated(context.options, 'aw-2-asks-every-time')) return false;
  const until = node.awdb.cachedUntil[person.loginId];
  if (until === undefined) return false;
  return context.now < until || isMutated(context.options, 'aw-4-cache-for-ever');
}

/** The database in use first, then the other, if one is configured (AW-1). */
function ask(node: NodeState, message: RestMessage, tried: readonly AwdbSide[], context: NodeContext): Admission {
  const { awdb } = node;
  const side = candidates(awdb.using, context.options).find((each) => !tried.includes(each));
  if (!side) return 'refuse';
  if (awdb.answers[side]) {
    if (awdb.using !== side) context.log(`asks the ${side} AWDB from now on`);
    awdb.using = side;
    awdb.foundDown = awdb.foundDown.filter((each) => each !== side);
    return 'go on';
  }
  awdb.waiting[message.id] = { message, side, tried };
  const delay = awdb.foundDown.includes(side) ? timing.awdbReconnect : timing.awdbQuery;
  context.timer(`awdb:${message.id}`, delay, { kind: 'awdb-timeout', id: message.id });
  return 'wait';
}

function candidates(
  using: AwdbSide,
  options: Pick<ClusterOptions, 'secondaryAwdb' | 'mutations'>,
): readonly AwdbSide[] {
  const ignored = options.secondaryAwdb === 'none' ? !isMutated(options, 'aw-1-asks-what-is-not-configured') : false;
  if (ignored || isMutated(options, 'aw-3-primary-only')) return ['primary'];
  return [using, ...awdbSides.filter((side) => side !== using)];
}

/**
 * No answer came. Whoever was the first to wait in vain has timed out, and with that the node knows (AW-5); the next one
 * that finds this database known to be down goes on to the other.
 */
export function awdbTimedOut(
  node: NodeState,
  id: string,
  context: NodeContext,
): { readonly message: RestMessage; readonly admission: Admission } | undefined {
  const { awdb } = node;
  const waiting = awdb.waiting[id];
  if (!waiting) return undefined;
  awdb.waiting = without(awdb.waiting, id);
  const { message, side, tried } = waiting;
  if (awdb.foundDown.includes(side)) {
    return { message, admission: ask(node, message, [...tried, side], context) };
  }
  context.log(`the ${side} AWDB does not answer`);
  if (!isMutated(context.options, 'aw-5-never-notices')) awdb.foundDown = [...awdb.foundDown, side];
  return { message, admission: 'refuse' };
}

/** A success vouches for the user for half an hour from this request on (AW-2). */
export function rememberSuccess(
  node: NodeState,
  message: RestMessage,
  reply: ApiReply,
  { now, options }: NodeContext,
): void {
  if (reply.status >= 400 || message.authorization?.scheme !== 'Basic') return;
  const person = personBehind(message.authorization, options);
  if (person) node.awdb.cachedUntil[person.loginId] = now + timing.credentialCache;
}

/** The web application has stopped: the cache was its own. Returns the requests that will have no answer. */
export function forgetCredentials(node: NodeState): readonly string[] {
  const lost = Object.keys(node.awdb.waiting);
  node.awdb = { ...freshNodeAwdb(false), answers: node.awdb.answers };
  return lost;
}
