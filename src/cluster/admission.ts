/**
 * The admission plan (DF-9): desktops that arrive together after a failover get their turns one after the other, so that
 * their reloads do not overwhelm the node that is left. An extension of ours, off unless asked for: nobody is refused,
 * LOGIN is taken at once, and a desktop that does not read the headers is served as ever.
 */
import type { ApiReply, ApiRequest } from '../wire/http.ts';
import type { Ms } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import { isMutated } from './mutations.ts';
import type { NodeContext } from './part.ts';
import { agentFact } from './render.ts';
import type { NodeState } from './state.ts';

export interface AdmissionState {
  /** When the next desktop may go on. */
  nextFreeAt: Ms;
  /** The turns given in this storm: whoever asks again keeps the turn. */
  turns: Record<string, Ms>;
  /** An operator has let it come. */
  crowd?: true;
}

/**
 * Desktops in a second. assumed: two thirds of what a node of 4 vCPU can reload (`capacity-costs.ts`), so that the
 * agents who are there already are served meanwhile.
 */
const usualPerSecond = 30;
/** So long after the last turn a storm is over. assumed. */
const stormOver: Ms = 60_000;

/** `wait=<milliseconds>`: how long to wait before reading and reloading everything. */
export const admissionHeader = 'x-understudy-admission';

type At = Pick<NodeContext, 'now' | 'options'>;

/** The reply with what an arriving desktop should know; the same reply when there is nothing to say. `whose`: by the credentials. */
export function withAdmission(
  node: NodeState,
  request: ApiRequest,
  whose: () => string | undefined,
  reply: ApiReply,
  at: At,
): ApiReply {
  if (!isPaced(node, at)) return reply;
  if (request.path === paths.systemInfo) {
    const wait = (node.admission?.nextFreeAt ?? at.now) - at.now;
    return wait > 0 ? withWait(reply, wait) : reply;
  }
  const isLogin = reply.status === 202 && request.body?.kind === 'UserLogin';
  const loginId = isLogin ? whose() : undefined;
  // A first sign-in is no failover: whoever comes to work in the morning is not made to wait.
  if (loginId === undefined) return reply;
  const signedInBefore = agentFact(node, loginId).state !== 'LOGOUT';
  if (!signedInBefore && !isMutated(at.options, 'df-9-first-sign-ins-wait')) return reply;
  return withWait(reply, turnOf(node, loginId, at) - at.now);
}

/** By the deployment's choice, or because an operator has let a crowd arrive; then until its storm is over. */
const isPaced = ({ admission }: NodeState, { options, now }: At): boolean =>
  options.admission === 'paced' || (admission?.crowd === true && now < admission.nextFreeAt + stormOver);

/** So many others have arrived that the next desktop has to wait for so long, paced or not. */
export function crowdArrives(node: NodeState, wait: Ms, context: NodeContext): void {
  node.admission = { nextFreeAt: context.now + wait, turns: {}, crowd: true };
  context.log(`a crowd of desktops has arrived: the next one waits for ${wait / 1000} s`);
}

function turnOf(node: NodeState, loginId: string, { now, options }: At): Ms {
  if (isMutated(options, 'df-9-all-at-once')) return now;
  const interval = 1000 / (options.admissionPerSecond ?? usualPerSecond);
  const old = node.admission;
  const plan = old && now < old.nextFreeAt + stormOver ? old : { nextFreeAt: now, turns: {} };
  node.admission = plan;
  const known = plan.turns[loginId];
  if (known !== undefined) return Math.max(now, known);
  const turn = Math.max(now, plan.nextFreeAt);
  plan.turns[loginId] = turn;
  plan.nextFreeAt = turn + interval;
  return turn;
}

/** `Retry-After` is in whole seconds: less than one is not worth a word there. */
function withWait(reply: ApiReply, wait: Ms): ApiReply {
  const headers: Record<string, string> = { ...reply.headers, [admissionHeader]: `wait=${Math.ceil(wait)}` };
  if (wait >= 1000) headers['retry-after'] = String(Math.ceil(wait / 1000));
  return { ...reply, headers };
}
