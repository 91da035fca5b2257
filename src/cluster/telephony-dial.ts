/**
 * Calls that a phone makes: dialling, ringing at the far end, being answered, or failing with a cause. What an agent's
 * phone does with a call afterwards is `telephony-acts.ts`.
 */
import type { CallVariable } from '../wire/dialog.ts';
import { party, partyOf, withStates } from './calls.ts';
import { isAgentExtension } from './fixtures.ts';
import type { Call, Callee, TelephonyMessage } from './messages.ts';
import { callsOn, put, takeCallId } from './switchboard.ts';
import type { Switchboard } from './switchboard.ts';
import { timing } from './timing.ts';

export interface Dialled {
  readonly from: string;
  readonly loginId: string;
  readonly to: string;
  readonly callType: string;
  readonly associatedId?: string;
  readonly variables: readonly CallVariable[];
  /** The agent at the dialled extension. */
  readonly callee?: Callee;
}

type MakeCall = TelephonyMessage & { readonly kind: 'make-call' };

export function makeCall(board: Switchboard, message: MakeCall): void {
  const { request, extension, node } = message;
  const busy = callsOn(board, request.loginId).some((call) => partyOf(call, request.loginId)?.state !== 'HELD');
  if (busy) {
    board.context.toPg({ kind: 'call-refused', node, request, reason: 'The agent is on a call' });
    return;
  }
  dial(board, {
    from: extension,
    loginId: request.loginId,
    to: request.to,
    callType: isAgentExtension(request.to) ? 'AGENT_INSIDE' : 'OUT',
    variables: [],
    ...(message.callee ? { callee: message.callee } : {}),
  });
}

/** Fails with BUSY or BAD_DESTINATION where the extension cannot be rung; else the far end rings a little later. */
export function dial(board: Switchboard, dialled: Dialled): void {
  const { context } = board;
  const call: Call = {
    id: takeCallId(board.state),
    callType: dialled.callType,
    from: dialled.from,
    to: dialled.to,
    dialedNumber: dialled.to,
    queueId: '',
    variables: dialled.variables,
    wrapUpReason: '',
    startedAt: context.now,
    parties: [party(dialled.from, 'INITIATING', context.now, dialled.loginId)],
    ...(dialled.associatedId === undefined ? {} : { associatedId: dialled.associatedId }),
  };
  put(board, call);
  context.log(`call ${call.id}: ${dialled.from} dials ${dialled.to}`);
  if (isAgentExtension(dialled.to) && !dialled.callee?.free) {
    // Two steps for whoever listens: the phone dials, then it fails.
    context.timer(`far-end-rings:${call.id}`, 0, {
      kind: 'far-end-fails',
      callId: call.id,
      cause: dialled.callee ? 'BUSY' : 'BAD_DESTINATION',
    });
    return;
  }
  context.timer(`far-end-rings:${call.id}`, timing.outboundRings, {
    kind: 'far-end-rings',
    callId: call.id,
    ...(dialled.callee ? { callee: dialled.callee.loginId } : {}),
  });
}

export function fail(board: Switchboard, call: Call, cause: string): void {
  const { context } = board;
  context.log(`call ${call.id} failed: ${cause}`);
  put(
    board,
    withStates(call, context.now, () => 'FAILED', cause),
  );
  context.timer(`clear-failed:${call.id}`, timing.failedCallClears, { kind: 'clear-failed', callId: call.id });
}

export function farEndRings(board: Switchboard, call: Call, callee: string | undefined): void {
  const { context } = board;
  // Somebody else's call may have reached that phone in between.
  if (callee !== undefined && callsOn(board, callee).length > 0) {
    fail(board, call, 'BUSY');
    return;
  }
  const dialled = withStates(call, context.now, (each) => (each.state === 'INITIATING' ? 'INITIATED' : undefined));
  put(board, { ...dialled, parties: [...dialled.parties, party(call.to, 'ALERTING', context.now, callee)] });
  if (callee === undefined) {
    context.timer(`answer:${call.id}`, timing.customerAnswers, { kind: 'customer-answers', callId: call.id });
  } else {
    context.timer(`no-answer:${call.id}`, timing.ringNoAnswer, { kind: 'no-answer', callId: call.id });
  }
}
