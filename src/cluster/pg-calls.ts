/**
 * What calls make of agents at the peripheral: states, RONA, wrap-up. Keeps its own copy of every call, and of a call
 * that is over as long as somebody wraps it up. Whose phone did what, the telephony knows.
 */
import { callsOver, isOnCall, onCalls } from './agents.ts';
import { callsWith, putCall, removeCall } from './calls-by-agent.ts';
import { callType, isOver, isTold, loginIdsOn, partyOf, stateOnCalls, withData, withoutJoinable } from './calls.ts';
import { personOf } from './fixtures.ts';
import type { Call, CtiRequest, Party, PgMessage } from './messages.ts';
import { isMutated } from './mutations.ts';
import type { PgContext } from './part.ts';
import { changeAgent, wrapUpTimer } from './pg-agents.ts';
import { broadcast } from './pg-links.ts';
import type { AgentRecord, PgState } from './state.ts';

/** How an agent's part in calls ended. */
interface End {
  readonly notAnswered: boolean;
  /** The call to wrap up, with the leg as it was. */
  readonly spoken?: { readonly call: Call; readonly leg: Party };
}

/** Everything that one step of the telephony did, as one: no agent is seen between two calls. */
export function takeCalls(state: PgState, message: PgMessage & { readonly kind: 'calls' }, context: PgContext): void {
  const ends = new Map<string, End>();
  for (const { call, cause } of message.ended) {
    const known = state.calls[call.id] ?? call;
    noteEnds(ends, known, loginIdsOn(call), cause === 'no-answer' && call.callType === 'ACD_IN');
    const wrappingUp = known.parties.filter((each) => each.state === 'WRAP_UP');
    removeCall(state.calls, call.id);
    if (wrappingUp.length > 0) putCall(state.calls, overCall(call, wrappingUp));
  }
  for (const call of message.changed) {
    const known = state.calls[call.id];
    const left = known ? loginIdsOn(known).filter((loginId) => !partyOf(call, loginId)) : [];
    const wrappingUp = known?.parties.filter((each) => each.state === 'WRAP_UP' && left.includes(each.loginId ?? ''));
    if (known) noteEnds(ends, known, left, false);
    for (const loginId of loginIdsOn(call)) if (!ends.has(loginId)) ends.set(loginId, { notAnswered: false });
    putCall(state.calls, wrappingUp?.length ? { ...call, parties: [...call.parties, ...wrappingUp] } : call);
  }
  const wrapsUp = new Set<string>();
  for (const [id, end] of ends) if (beginWrapUp(state, id, end, context)) wrapsUp.add(id);
  for (const { call } of message.ended) {
    if (!isTold(call, context.options)) continue;
    const kept = state.calls[call.id];
    broadcast(state, kept ? { kind: 'call', call: kept } : { kind: 'call-ended', call }, context);
  }
  for (const { id } of message.changed) {
    const call = state.calls[id];
    if (call && isTold(call, context.options)) broadcast(state, { kind: 'call', call }, context);
  }
  for (const [loginId, { notAnswered }] of ends) {
    const agent = state.agents[loginId];
    if (agent) callsChanged(state, agent, { notAnswered, wrapUp: wrapsUp.has(loginId) }, context);
  }
}

/** The last call that somebody spoke on is the one to wrap up. */
function noteEnds(ends: Map<string, End>, known: Call, gone: readonly string[], notAnswered: boolean): void {
  for (const loginId of gone) {
    const leg = partyOf(known, loginId);
    const before = ends.get(loginId);
    const spoken = leg?.state === 'ACTIVE' || leg?.state === 'HELD' ? { call: known, leg } : before?.spoken;
    ends.set(loginId, {
      notAnswered: before?.notAnswered === true || (notAnswered && leg?.state === 'ALERTING'),
      ...(spoken ? { spoken } : {}),
    });
  }
}

const overCall = (call: Call, wrappingUp: readonly Party[]): Call => ({
  ...call,
  parties: [
    ...call.parties
      .filter((each) => each.loginId === undefined)
      .map((each) => ({ ...each, state: 'DROPPED' as const })),
    ...wrappingUp,
  ],
});

/** The agent's leg stays, in wrap-up, with the call that is over or goes on without. Returns whether it does. */
function beginWrapUp(state: PgState, loginId: string, end: End, context: PgContext): boolean {
  const agent = state.agents[loginId];
  const person = personOf(loginId);
  if (!agent || !person || !end.spoken || end.notAnswered || agent.forcedOut || !isOnCall(agent)) return false;
  if (stateOnCalls(callsOf(state, loginId), loginId) !== undefined) return false;
  const { call, leg } = end.spoken;
  if (call.callType === callType.monitor || person.wrapUpSeconds === 0) return false;
  const setting = call.from === leg.address ? person.wrapUpOnOutgoing : person.wrapUpOnIncoming;
  if (setting !== 'REQUIRED') return false;
  const own: Party = { ...withoutJoinable(leg), state: 'WRAP_UP', changedAt: context.now };
  if (isMutated(context.options, 'dialog-wrap-up-without-call')) return true;
  const now = state.calls[call.id];
  putCall(state.calls, now ? { ...now, parties: [...now.parties, own] } : overCall(call, [own]));
  return true;
}

const callsOf = (state: PgState, loginId: string): Call[] => callsWith(state.calls, loginId);

/** The agent's state follows the calls that there are now. */
export function callsChanged(
  state: PgState,
  agent: AgentRecord,
  end: { readonly notAnswered: boolean; readonly wrapUp: boolean },
  context: PgContext,
): void {
  const onCall = stateOnCalls(callsOf(state, agent.loginId), agent.loginId);
  const wrapUpSeconds = personOf(agent.loginId)?.wrapUpSeconds ?? 0;
  changeAgent(state, agent, context, () => {
    if (onCall) {
      onCalls(agent, onCall, context.now);
    } else if (callsOver(agent, end, context.now)) {
      context.timer(wrapUpTimer(agent.loginId), wrapUpSeconds * 1000, {
        kind: 'wrap-up-over',
        loginId: agent.loginId,
      });
    }
  });
}

/** Data for a call whose leg is over. Returns false when the agent is not wrapping this call up. */
export function wrapUpData(
  state: PgState,
  request: CtiRequest & { readonly kind: 'call-data' },
  context: PgContext,
): boolean {
  const call = state.calls[request.callId];
  if (!call || partyOf(call, request.loginId)?.state !== 'WRAP_UP') return false;
  const { variables, wrapUpReason } = request;
  if (isOver(call)) {
    putCall(state.calls, withData(call, variables, wrapUpReason));
    broadcast(state, { kind: 'call', call: state.calls[call.id] ?? call }, context);
  } else {
    const reason = wrapUpReason === undefined ? {} : { wrapUpReason };
    context.toTelephony({ kind: 'data', callId: call.id, variables, ...reason });
  }
  return true;
}
