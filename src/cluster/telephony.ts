/**
 * The call manager: calls and their legs, whatever becomes of Finesse meanwhile. It knows phones and who sits at them
 * as it was told, not agent states, and speaks only to the peripheral.
 */
import type { Ms } from '../wire/names.ts';
import { allowedActions, party, partyOf, withStates } from './calls.ts';
import { isAgentExtension } from './fixtures.ts';
import type { Call, TelephonyMessage } from './messages.ts';
import type { TelephonyContext } from './part.ts';
import { without } from './record.ts';
import type { TelephonyState } from './state.ts';
import { timing } from './timing.ts';

export function handleTelephony(state: TelephonyState, message: TelephonyMessage, context: TelephonyContext): void {
  switch (message.kind) {
    case 'make-call':
      makeCall(state, message, context);
      return;
    case 'act':
      act(state, message, context);
      return;
    case 'far-end-rings':
      farEndRings(state, message, context);
      return;
    case 'customer-answers':
      change(state, message.callId, context, (call) =>
        withStates(call, context.now, (each) => (each.state === 'DROPPED' ? undefined : 'ACTIVE')),
      );
      return;
    case 'no-answer': {
      const call = state.calls[message.callId];
      if (call?.parties.some((each) => each.state === 'ALERTING')) endCall(state, call, 'no-answer', context);
      return;
    }
    case 'clear-failed': {
      const call = state.calls[message.callId];
      if (call) endCall(state, call, 'dropped', context);
      return;
    }
  }
}

export interface IncomingCall {
  readonly from: string;
  readonly loginId: string;
  readonly extension: string;
  readonly queueId: string;
  readonly dialedNumber: string;
  readonly variables: Call['variables'];
}

/** A customer's call arrives at an agent's phone. */
export function ring(state: TelephonyState, incoming: IncomingCall, context: TelephonyContext): void {
  const call: Call = {
    id: takeCallId(state),
    callType: 'ACD_IN',
    from: incoming.from,
    to: incoming.extension,
    dialedNumber: incoming.dialedNumber,
    queueId: incoming.queueId,
    variables: incoming.variables,
    wrapUpReason: '',
    startedAt: context.now,
    parties: [
      party(incoming.from, 'INITIATED', context.now),
      party(incoming.extension, 'ALERTING', context.now, incoming.loginId),
    ],
  };
  put(state, call, context);
  context.log(`call ${call.id}: ${call.from} rings at ${call.to}`);
  context.timer(`no-answer:${call.id}`, timing.ringNoAnswer, { kind: 'no-answer', callId: call.id });
}

/** The other end hangs up every call of this agent. */
export function hangUpCallsOf(state: TelephonyState, loginId: string, context: TelephonyContext): number {
  const calls = Object.values(state.calls).filter((call) => partyOf(call, loginId));
  for (const call of calls) {
    context.log(`call ${call.id}: the other end hangs up`);
    endCall(state, call, 'dropped', context);
  }
  return calls.length;
}

type MakeCall = TelephonyMessage & { readonly kind: 'make-call' };

function makeCall(state: TelephonyState, message: MakeCall, context: TelephonyContext): void {
  const { request, extension } = message;
  const busy = Object.values(state.calls).some((call) => {
    const own = partyOf(call, request.loginId);
    return own !== undefined && own.state !== 'HELD';
  });
  if (busy) {
    context.toPg({ kind: 'call-refused', node: message.node, request, reason: 'The agent is on a call' });
    return;
  }
  const internal = isAgentExtension(request.to);
  const call: Call = {
    id: takeCallId(state),
    callType: internal ? 'AGENT_INSIDE' : 'OUT',
    from: extension,
    to: request.to,
    dialedNumber: request.to,
    queueId: '',
    variables: [],
    wrapUpReason: '',
    startedAt: context.now,
    parties: [party(extension, 'INITIATING', context.now, request.loginId)],
  };
  put(state, call, context);
  context.log(`call ${call.id}: ${extension} dials ${request.to}`);
  if (internal && !message.callee?.free) {
    fail(state, call, message.callee ? 'BUSY' : 'BAD_DESTINATION', context);
    return;
  }
  context.timer(`far-end-rings:${call.id}`, timing.outboundRings, {
    kind: 'far-end-rings',
    callId: call.id,
    ...(message.callee ? { callee: message.callee.loginId } : {}),
  });
}

function fail(state: TelephonyState, call: Call, cause: string, context: TelephonyContext): void {
  context.log(`call ${call.id} failed: ${cause}`);
  put(
    state,
    withStates(call, context.now, () => 'FAILED', cause),
    context,
  );
  context.timer(`clear-failed:${call.id}`, timing.failedCallClears, { kind: 'clear-failed', callId: call.id });
}

function farEndRings(
  state: TelephonyState,
  message: TelephonyMessage & { readonly kind: 'far-end-rings' },
  context: TelephonyContext,
): void {
  const call = state.calls[message.callId];
  if (!call) return;
  // Somebody else's call may have reached that phone in between.
  const callee = message.callee;
  if (callee !== undefined && Object.values(state.calls).some((other) => partyOf(other, callee))) {
    fail(state, call, 'BUSY', context);
    return;
  }
  const dialled = withStates(call, context.now, (each) => (each.state === 'INITIATING' ? 'INITIATED' : undefined));
  put(state, { ...dialled, parties: [...dialled.parties, party(call.to, 'ALERTING', context.now, callee)] }, context);
  if (callee === undefined) {
    context.timer(`answer:${call.id}`, timing.customerAnswers, { kind: 'customer-answers', callId: call.id });
  } else {
    context.timer(`no-answer:${call.id}`, timing.ringNoAnswer, { kind: 'no-answer', callId: call.id });
  }
}

function act(state: TelephonyState, message: TelephonyMessage & { readonly kind: 'act' }, context: TelephonyContext) {
  const { request } = message;
  const call = state.calls[request.callId];
  const own = call && partyOf(call, request.loginId);
  const action = request.kind === 'call-data' ? 'UPDATE_CALL_DATA' : request.action;
  if (!call || !own || !allowedActions[own.state].includes(action)) {
    const reason = own ? `${action} is not possible while ${own.state}` : 'The call is over';
    context.toPg({ kind: 'call-refused', node: message.node, request, reason });
    return;
  }
  if (request.kind === 'call-data') {
    const named = new Map(call.variables.map((variable) => [variable.name, variable]));
    for (const variable of request.variables) named.set(variable.name, variable);
    put(
      state,
      { ...call, variables: [...named.values()], wrapUpReason: request.wrapUpReason ?? call.wrapUpReason },
      context,
    );
    return;
  }
  context.log(`call ${call.id}: ${own.address} ${action}`);
  switch (action) {
    case 'ANSWER':
      holdOthers(state, call.id, request.loginId, context);
      context.cancel(`no-answer:${call.id}`);
      // The customer stops waiting at the same moment.
      change(state, call.id, context, (ringing) => withStates(ringing, context.now, () => 'ACTIVE'));
      return;
    case 'HOLD':
      put(state, ownState(call, request.loginId, 'HELD', context.now), context);
      return;
    case 'RETRIEVE':
      holdOthers(state, call.id, request.loginId, context);
      put(state, ownState(call, request.loginId, 'ACTIVE', context.now), context);
      return;
    case 'DROP':
      endCall(state, call, 'dropped', context);
      return;
    default:
      throw new Error(`allowedActions names ${action}, which telephony cannot do`);
  }
}

/** One phone speaks on one call: taking up one puts the others on hold, as a call manager does. */
function holdOthers(state: TelephonyState, callId: string, loginId: string, context: TelephonyContext): void {
  for (const other of Object.values(state.calls)) {
    if (other.id !== callId && partyOf(other, loginId)?.state === 'ACTIVE') {
      put(state, ownState(other, loginId, 'HELD', context.now), context);
    }
  }
}

const ownState = (call: Call, loginId: string, state: 'HELD' | 'ACTIVE', at: Ms): Call =>
  withStates(call, at, (each) => (each.loginId === loginId ? state : undefined));

function change(state: TelephonyState, callId: string, context: TelephonyContext, step: (call: Call) => Call): void {
  const call = state.calls[callId];
  if (call) put(state, step(call), context);
}

function put(state: TelephonyState, call: Call, context: TelephonyContext): void {
  state.calls[call.id] = call;
  context.toPg({ kind: 'call', call });
}

function endCall(state: TelephonyState, call: Call, cause: 'dropped' | 'no-answer', context: TelephonyContext): void {
  state.calls = without(state.calls, call.id);
  for (const timer of ['no-answer', 'far-end-rings', 'answer', 'clear-failed']) context.cancel(`${timer}:${call.id}`);
  context.log(`call ${call.id} is over${cause === 'no-answer' ? ': not answered' : ''}`);
  const ended = withStates(call, context.now, () => 'DROPPED');
  context.toPg({ kind: 'call-ended', call: ended, cause });
}

function takeCallId(state: TelephonyState): string {
  const id = String(state.nextCallId);
  state.nextCallId += 1;
  return id;
}
