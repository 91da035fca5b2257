/**
 * The Agent PG: its two CTI servers (sides A and B) as doors for the nodes, agent states behind them. Hears of calls from
 * the telephony and of agents' wishes from the nodes; whether a node is alive, or has desktops, it cannot see.
 */
import type { NodeName } from '../wire/names.ts';
import { callsOver, changeState, factOf, forceLogout, onCalls, signIn, wrapUpOver } from './agents.ts';
import type { Refusal } from './agents.ts';
import { linkBackFor, linkLostFor, servedBy, waitsForLink } from './agents-link-loss.ts';
import { partyOf, stateOnCalls } from './calls.ts';
import { acceptOpen, broadcast, isReachable, linkOf, synchronise, tellFailure } from './pg-links.ts';
import { personOf } from './fixtures.ts';
import type { CtiRequest, PgMessage } from './messages.ts';
import { isMutated } from './mutations.ts';
import type { PgContext } from './part.ts';
import { without } from './record.ts';
import type { AgentRecord, PgState } from './state.ts';

export function handlePg(state: PgState, message: PgMessage, context: PgContext): void {
  switch (message.kind) {
    case 'open': {
      acceptOpen(state, message, context);
      return;
    }
    case 'synchronised': {
      if (isReachable(state, message.node)) linkIsBack(state, message.node, context);
      synchronise(state, message.node, context);
      return;
    }
    case 'close':
      context.cancel(`synchronised:${message.node}`);
      linkLostFor(Object.values(state.agents), message.node);
      state.links = Object.fromEntries(Object.entries(state.links).filter(([node]) => node !== message.node));
      return;
    case 'request': {
      const link = linkOf(state, message.node);
      // Lost with the connection: the agent's node has said 202 and nobody will ever say more.
      if (link?.phase !== 'connected') {
        context.log(`a ${message.request.kind} request of ${message.node} is lost`);
        return;
      }
      if (state.cut[message.node][link.side]) {
        link.heldFromNode.push(message.request);
        return;
      }
      carryOut(state, message.node, message.request, context);
      return;
    }
    case 'call': {
      state.calls[message.call.id] = message.call;
      broadcast(state, { kind: 'call', call: message.call }, context);
      for (const each of message.call.parties) {
        const agent = each.loginId === undefined ? undefined : state.agents[each.loginId];
        if (agent) callsChanged(state, agent, noEnd, context);
      }
      return;
    }
    case 'call-ended': {
      const known = state.calls[message.call.id];
      const spoken = known?.parties.some((each) => each.state === 'ACTIVE' || each.state === 'HELD') === true;
      state.calls = without(state.calls, message.call.id);
      broadcast(state, { kind: 'call-ended', call: message.call }, context);
      // RONA is for calls that a queue sent; a colleague's call just stops ringing.
      const notAnswered = message.cause === 'no-answer' && message.call.queueId !== '';
      for (const each of message.call.parties) {
        const agent = each.loginId === undefined ? undefined : state.agents[each.loginId];
        if (agent) callsChanged(state, agent, { notAnswered, spoken }, context);
      }
      return;
    }
    case 'call-refused': {
      tellFailure(
        state,
        message.node,
        message.request,
        {
          constant: 'CF_INVALID_OBJECT_STATE',
          text: message.reason,
        },
        context,
      );
      return;
    }
    case 'wrap-up-over': {
      const agent = state.agents[message.loginId];
      if (agent) changeAgent(state, agent, context, () => wrapUpOver(agent, context.now));
      return;
    }
  }
}

export function carryOut(state: PgState, node: NodeName, request: CtiRequest, context: PgContext): void {
  const agent = state.agents[request.loginId];
  if (!agent) return;
  if (isOwnWish(request)) servedBy(agent, node);
  let refusal: Refusal | undefined;
  switch (request.kind) {
    case 'login':
      refusal = signIn(agent, request.extension, Object.values(state.agents), node, context.now, context.options);
      // Published also when nothing changed: the desktop's sign-in is answered by an event (assumed).
      if (!refusal) {
        context.log(`agent ${agent.loginId} signs in at ${agent.extension}: ${agent.state}`);
        broadcast(state, { kind: 'agent', agent: factOf(agent) }, context);
        // Signed out in mid-call (PF-9) and back: the call is still there.
        callsChanged(state, agent, noEnd, context);
      }
      break;
    case 'set-state':
      changeAgent(state, agent, context, () => {
        refusal = changeState(agent, request, { supervisor: request.bySupervisor, node }, context.now);
      });
      break;
    case 'force-logout':
      if (agent.servedBy !== node && isMutated(context.options, 'pf-5-late-logout-ignored')) break;
      context.log(`forced logout of agent ${agent.loginId}, code 255, sent by the ${node}`);
      changeAgent(state, agent, context, () => forceLogout(agent, context.options.load, context.now, context.options));
      if (agent.forcedOut) context.log(`agent ${agent.loginId} is on a call: the forced logout waits for its end`);
      break;
    case 'make-call':
      if (agent.state === 'LOGOUT') {
        refusal = { constant: 'CF_INVALID_OBJECT_STATE', text: 'The agent is not signed in' };
        break;
      }
      context.toTelephony({
        kind: 'make-call',
        node,
        request,
        extension: agent.extension,
        ...calleeAt(state, request.to),
      });
      break;
    case 'call-action':
    case 'call-data':
      context.toTelephony({ kind: 'act', node, request });
      break;
  }
  if (refusal) tellFailure(state, node, request, refusal, context);
}

/** What an agent asks for shows where the agent is; a supervisor's wish or a forced logout does not. */
const isOwnWish = (request: CtiRequest): boolean =>
  request.kind !== 'force-logout' && !(request.kind === 'set-state' && request.bySupervisor);

/** PF-7, before the node is told everything. */
function linkIsBack(state: PgState, node: NodeName, context: PgContext): void {
  for (const agent of Object.values(state.agents)) {
    if (waitsForLink(agent, node))
      changeAgent(state, agent, context, () => linkBackFor(agent, context.options, context.now));
  }
}

function calleeAt(state: PgState, extension: string): { callee?: { loginId: string; free: boolean } } {
  const callee = Object.values(state.agents).find((other) => other.extension === extension);
  if (!callee) return {};
  return { callee: { loginId: callee.loginId, free: callee.state === 'READY' || callee.state === 'NOT_READY' } };
}

/** How a call ended, as far as it matters to the agent. */
interface CallEnd {
  readonly notAnswered: boolean;
  readonly spoken: boolean;
}
const noEnd: CallEnd = { notAnswered: false, spoken: false };

function callsChanged(state: PgState, agent: AgentRecord, end: CallEnd, context: PgContext): void {
  const calls = Object.values(state.calls).filter((call) => partyOf(call, agent.loginId));
  const onCall = stateOnCalls(calls, agent.loginId);
  const wrapUpSeconds = personOf(agent.loginId)?.wrapUpSeconds ?? 0;
  changeAgent(state, agent, context, () => {
    if (onCall) {
      context.cancel(`wrap-up:${agent.loginId}`);
      onCalls(agent, onCall, context.now);
    } else if (
      callsOver(agent, { notAnswered: end.notAnswered, wrapUp: end.spoken && wrapUpSeconds > 0 }, context.now)
    ) {
      context.timer(`wrap-up:${agent.loginId}`, wrapUpSeconds * 1000, {
        kind: 'wrap-up-over',
        loginId: agent.loginId,
      });
    }
  });
}

/** Carries out a step on one agent and tells the nodes when they would see a difference. */
function changeAgent(state: PgState, agent: AgentRecord, context: PgContext, step: () => void): void {
  const before = JSON.stringify(factOf(agent));
  step();
  const fact = factOf(agent);
  if (JSON.stringify(fact) === before) return;
  const reason = fact.reason ? `, reason ${fact.reason.code}` : '';
  const pending = fact.pendingState ? `, pending ${fact.pendingState}` : '';
  context.log(`agent ${fact.loginId} is ${fact.state}${reason}${pending}`);
  broadcast(state, { kind: 'agent', agent: fact }, context);
}
