/**
 * A step on one agent at the peripheral, and what the nodes are told of it. Knows why an agent changes as little as who
 * asked for it.
 */
import { factOf, isSameFact, isWrappingUp } from './agents.ts';
import { callsWith, putCall, removeCall } from './calls-by-agent.ts';
import { isOver, isDropped } from './calls.ts';
import { voiceChanged } from './media-pg.ts';
import type { PgContext } from './part.ts';
import { broadcast } from './pg-links.ts';
import type { AgentRecord, PgState } from './state.ts';

export const wrapUpTimer = (loginId: string): string => `wrap-up:${loginId}`;

/** Carries out a step on one agent and tells the nodes when they would see a difference. */
export function changeAgent(state: PgState, agent: AgentRecord, context: PgContext, step: () => void): void {
  const before = factOf(agent);
  const wrappedUp = isWrappingUp(agent);
  step();
  const fact = factOf(agent);
  if (isSameFact(fact, before)) return;
  const reason = fact.reason ? `, reason ${fact.reason.code}` : '';
  const pending = fact.pendingState ? `, pending ${fact.pendingState}` : '';
  context.log(`agent ${fact.loginId} is ${fact.state}${reason}${pending}`);
  broadcast(state, { kind: 'agent', agent: fact }, context);
  voiceChanged(state, before, fact, context);
  if (wrappedUp && !isWrappingUp(agent)) endWrapUp(state, agent.loginId, context);
}

/** However wrap-up ends, by time, by choice or by the next call: the call that was wrapped up leaves the agent's list. */
function endWrapUp(state: PgState, loginId: string, context: PgContext): void {
  context.cancel(wrapUpTimer(loginId));
  for (const call of callsWith(state.calls, loginId)) {
    const own = call.parties.find((each) => each.loginId === loginId && each.state === 'WRAP_UP');
    if (!own) continue;
    const parties = call.parties.filter((each) => each !== own);
    if (isOver(call) && parties.every(isDropped)) {
      removeCall(state.calls, call.id);
      const dropped = { ...call, parties: call.parties.map((each) => ({ ...each, state: 'DROPPED' as const })) };
      broadcast(state, { kind: 'call-ended', call: dropped }, context);
    } else {
      putCall(state.calls, { ...call, parties });
      broadcast(state, { kind: 'call', call: { ...call, parties } }, context);
    }
  }
}
