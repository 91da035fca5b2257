/** `/finesse/api/User/{id}`: reading a user, signing in, changing state. */
import type { ApiReply, RequestBody } from '../../wire/http.ts';
import type { MobileAgent, SettableAgentState } from '../../wire/user.ts';
import { reasonCategories, systemReason } from '../../wire/reason-code.ts';
import { isOnCall, isWrappingUp } from '../agents.ts';
import { pictureGoesWrong } from '../conference-faults.ts';
import { isAgentExtension, personOf, queuesOf, reasonCodes, supervises } from '../fixtures.ts';
import type { Reason } from '../messages.ts';
import { isMutated } from '../mutations.ts';
import { isPhoneTaken } from '../phones.ts';
import type { NodeState } from '../state.ts';
import { dialable } from './dial-number.ts';
import { agentFact, renderUser } from '../render.ts';
import { renderQueue } from '../statistics.ts';
import { mayLookAt, passOn, unusableBody } from './exchange.ts';
import { signOutOfAllMedia } from './media.ts';
import type { Exchange } from './exchange.ts';
import {
  accepted,
  invalidInput,
  invalidState,
  invalidSupervisor,
  notYours,
  ok,
  parameterMissing,
  userNotFound,
  wrongDevice,
} from './replies.ts';

export function getUser({ node, person }: Exchange, loginId: string): ApiReply {
  const wanted = personOf(loginId);
  if (!mayLookAt(person, loginId)) return notYours(loginId);
  return wanted ? ok({ kind: 'User', value: renderUser(node, wanted) }) : userNotFound(loginId);
}

export function getReasonCodes({ request, person }: Exchange, loginId: string): ApiReply {
  if (person.loginId !== loginId) return notYours(loginId);
  const category = request.query?.['category'];
  if (category === undefined) return parameterMissing('category');
  if (!reasonCategories.some((known) => known === category)) return invalidInput('No such category', category);
  return ok({ kind: 'ReasonCodes', value: reasonCodes.filter((code) => code.category === category) });
}

export function getQueues({ node, person }: Exchange, loginId: string): ApiReply {
  if (person.loginId !== loginId) return notYours(loginId);
  return ok({ kind: 'Queues', value: queuesOf(loginId).map((queue) => renderQueue(node, queue)) });
}

export function putUser(exchange: Exchange, loginId: string): ApiReply {
  const { person, request } = exchange;
  const own = person.loginId === loginId;
  if (!own && !supervises(person.loginId, loginId)) {
    return person.roles.includes('Supervisor') ? invalidSupervisor(loginId) : notYours(loginId);
  }
  if (!personOf(loginId)) return userNotFound(loginId);
  const body = request.body;
  if (body?.kind === 'UserLogin') {
    return own ? signIn(exchange, body) : notYours(loginId);
  }
  if (body?.kind === 'UserState') {
    return own
      ? changeOwnState(exchange, body.state, body.reasonCodeId)
      : changeMembersState(exchange, loginId, body.state, body.reasonCodeId);
  }
  return unusableBody(body, 'User');
}

/** LOGIN keeps the present state; the device is checked as far as this node knows, and again by the peripheral. */
function signIn(exchange: Exchange, { extension, mobileAgent }: RequestBody & { kind: 'UserLogin' }): ApiReply {
  const { node, person, requestId } = exchange;
  if (extension === '') return parameterMissing('extension');
  if (!person.roles.includes('Agent')) return invalidInput('The user is no agent', person.loginId);
  const current = agentFact(node, person.loginId);
  const taken = isPhoneTaken(node.agents, extension, person.loginId);
  const elsewhere = current.state !== 'LOGOUT' && current.extension !== extension;
  if (taken || elsewhere || !isAgentExtension(extension)) return wrongDevice(extension);
  if (mobileAgent && !dialable.test(mobileAgent.dialNumber)) {
    return invalidInput('This number cannot be dialled', mobileAgent.dialNumber);
  }
  if (current.state === 'LOGOUT') rememberMobileAgent(node, person.loginId, mobileAgent);
  pictureGoesWrong(node, person.loginId, exchange.context);
  return passOn(exchange, { kind: 'login', loginId: person.loginId, requestId, extension });
}

/** Who is signed in already stays what this node knows: after a move an agent at a desk (documented). */
function rememberMobileAgent(node: NodeState, loginId: string, mobileAgent: MobileAgent | undefined): void {
  const others = Object.entries(node.mobileAgents ?? {}).filter(([each]) => each !== loginId);
  const all = mobileAgent ? [...others, [loginId, mobileAgent] as const] : others;
  if (all.length > 0) node.mobileAgents = Object.fromEntries(all);
  else delete node.mobileAgents;
}

/** What a desktop sends when its refresh token is over: LOGOUT with 255 in place of a reason's id (PF-10; assumed). */
const isForcedLogout = (state: SettableAgentState, reasonCodeId: number | undefined): boolean =>
  state === 'LOGOUT' && reasonCodeId === systemReason.connectionFailureLogout;

function changeOwnState(exchange: Exchange, state: SettableAgentState, reasonCodeId: number | undefined): ApiReply {
  const { node, person, requestId } = exchange;
  const current = agentFact(node, person.loginId);
  if (current.state === 'LOGOUT') return invalidState('The agent is not signed in');
  // A desktop that has come over from a node in maintenance says so; for information only, nothing changes (MM-2).
  if (state === 'NOT_READY' && reasonCodeId === systemReason.desktopReconnect) return accepted;
  if (isForcedLogout(state, reasonCodeId) && !isMutated(exchange.context.options, 'pf-10-a-sign-out-like-others')) {
    return passOn(exchange, { kind: 'force-logout', loginId: person.loginId, requestId });
  }
  const reason = reasonCodeId === undefined ? undefined : reasonFor(state, reasonCodeId);
  if (reason === 'unknown') return invalidInput('No such reason code for this state', String(reasonCodeId));
  if (state === 'LOGOUT' && current.state !== 'NOT_READY') {
    return invalidState(`Sign-out is not possible while ${current.state}`);
  }
  if (state === 'LOGOUT') signOutOfAllMedia(exchange);
  return passOn(exchange, {
    kind: 'set-state',
    loginId: person.loginId,
    requestId,
    state,
    bySupervisor: false,
    ...(reason ? { reason } : {}),
  });
}

function reasonFor(state: SettableAgentState, id: number): Reason | 'unknown' {
  const found = reasonCodes.find((code) => code.id === id && code.category === state);
  return found ? { code: found.code, id: found.id } : 'unknown';
}

/** A supervisor gives no reason: the node fills in 999 (finesse.md §1.4). */
function changeMembersState(
  exchange: Exchange,
  loginId: string,
  state: SettableAgentState,
  reasonCodeId: number | undefined,
): ApiReply {
  const current = agentFact(exchange.node, loginId);
  if (reasonCodeId !== undefined) return invalidInput('A supervisor gives no reason code', String(reasonCodeId));
  if (current.state === 'LOGOUT') return invalidState('The agent is not signed in');
  if (state === 'NOT_READY' && current.state !== 'READY' && !isWrappingUp(current)) {
    return invalidState(`Not Ready by a supervisor is not possible while ${current.state}`);
  }
  if (isOnCall(current)) return invalidState(`The agent is ${current.state}`);
  return passOn(exchange, {
    kind: 'set-state',
    loginId,
    requestId: exchange.requestId,
    state,
    bySupervisor: true,
  });
}
