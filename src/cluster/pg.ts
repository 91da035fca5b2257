/**
 * The Agent PG: its two CTI servers (sides A and B) as doors for the nodes, agent states behind them. Hears of calls from
 * the telephony and of agents' wishes from the nodes; whether a node is alive, or has desktops, it cannot see.
 */
import type { NodeName } from '../wire/names.ts';
import {
  beginSignOutByForce,
  changeState,
  factOf,
  forceLogout,
  isOnCall,
  signIn,
  signOutByForce,
  wrapUpOver,
} from './agents.ts';
import type { Refusal } from './agents.ts';
import { linkBackFor, linkLostFor, servedBy, waitsForLink } from './agents-link-loss.ts';
import { pgMaintenanceStep } from './maintenance-pg.ts';
import { changeAgent } from './pg-agents.ts';
import { callsChanged, takeCalls, wrapUpData } from './pg-calls.ts';
import { acceptOpen, broadcast, isReachable, linkOf, synchronise, tellFailure } from './pg-links.ts';
import { mediaForcedOut, mediaLinkLost, taskTimedOut } from './media-pg.ts';
import { carryOutWish } from './media-requests.ts';
import type { Callee, CtiRequest, PgMessage } from './messages.ts';
import { isMutated } from './mutations.ts';
import type { PgContext } from './part.ts';
import type { PgState } from './state.ts';

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
      mediaLinkLost(state, message.node, context);
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
    case 'calls': {
      takeCalls(state, message, context);
      return;
    }
    case 'call-refused': {
      tellFailure(
        state,
        message.node,
        message.request,
        {
          constant: message.constant ?? 'CF_INVALID_OBJECT_STATE',
          text: message.reason,
        },
        context,
      );
      return;
    }
    case 'task-timeout': {
      taskTimedOut(state, message.taskId, context);
      return;
    }
    case 'maintenance-step': {
      pgMaintenanceStep(state, context);
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
      refusal = signIn(agent, request.extension, state.agents, node, context.now, context.options);
      // Published also when nothing changed: the desktop's sign-in is answered by an event (assumed).
      if (!refusal) {
        context.log(`agent ${agent.loginId} signs in at ${agent.extension}: ${agent.state}`);
        broadcast(state, { kind: 'agent', agent: factOf(agent) }, context);
        // Signed out in mid-call (PF-9) and back: the call is still there.
        callsChanged(state, agent, { notAnswered: false, wrapUp: false }, context);
      }
      break;
    case 'set-state':
      if (agent.state === 'RESERVED_OUTBOUND') context.toTelephony({ kind: 'release', loginId: agent.loginId });
      changeAgent(state, agent, context, () => {
        refusal = changeState(agent, request, { supervisor: request.bySupervisor, node }, context.now);
      });
      break;
    case 'force-logout':
      if (agent.servedBy !== node && isMutated(context.options, 'pf-5-late-logout-ignored')) break;
      context.log(`forced logout of agent ${agent.loginId}, code 255, sent by the ${node}`);
      changeAgent(state, agent, context, () => forceLogout(agent, context.options.load, context.now, context.options));
      if (context.options.load === 0) mediaForcedOut(state, agent.loginId, context);
      if (agent.forcedOut) context.log(`agent ${agent.loginId} is on a call: the forced logout waits for its end`);
      break;
    case 'sign-out-by-force':
      if (agent.state === 'LOGOUT' || isOnCall(agent)) break;
      changeAgent(state, agent, context, () => beginSignOutByForce(agent, context.now));
      changeAgent(state, agent, context, () => signOutByForce(agent, context.now));
      break;
    case 'media':
      refusal = carryOutWish(state, node, request, context);
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
      context.toTelephony({ kind: 'act', node, request, ...calleeAt(state, request.to) });
      break;
    case 'call-data':
      if (!wrapUpData(state, request, context)) context.toTelephony({ kind: 'act', node, request });
      break;
    case 'supervise':
      // Whoever listens must be free to: the state is checked where it is known best (assumed: Not Ready, as documented for the desktop).
      if (request.action === 'SILENT_MONITOR' && agent.state !== 'NOT_READY') {
        refusal = { constant: 'CF_INVALID_OBJECT_STATE', text: `Listening is not possible while ${agent.state}` };
        break;
      }
      context.toTelephony({ kind: 'supervise', node, request, extension: agent.extension });
      break;
  }
  if (refusal) tellFailure(state, node, request, refusal, context);
}

/** What an agent asks for shows where the agent is; a supervisor's wish or a forced logout does not. */
const isOwnWish = (request: CtiRequest): boolean =>
  request.kind !== 'force-logout' &&
  request.kind !== 'sign-out-by-force' &&
  // Some of these a node asks for by itself.
  request.kind !== 'media' &&
  !(request.kind === 'set-state' && request.bySupervisor);

/** PF-7, before the node is told everything. */
function linkIsBack(state: PgState, node: NodeName, context: PgContext): void {
  for (const agent of Object.values(state.agents)) {
    if (waitsForLink(agent, node))
      changeAgent(state, agent, context, () => linkBackFor(agent, context.options, context.now));
  }
}

function calleeAt(state: PgState, extension: string | undefined): { callee?: Callee } {
  if (extension === undefined || extension === '') return {};
  const callee = Object.values(state.agents).find((other) => other.extension === extension);
  if (!callee) return {};
  return { callee: { loginId: callee.loginId, free: callee.state === 'READY' || callee.state === 'NOT_READY' } };
}
