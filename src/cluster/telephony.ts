/**
 * The call manager: calls and their legs, whatever becomes of Finesse meanwhile. It knows phones and who sits at them
 * as it was told, not agent states, and speaks only to the peripheral.
 */
import { callType, party, withData, withStates } from './calls.ts';
import type { Call, TelephonyMessage } from './messages.ts';
import type { TelephonyContext } from './part.ts';
import type { TelephonyState } from './state.ts';
import { atSwitchboard, callsOn, endCall, leave, put, takeCallId } from './switchboard.ts';
import type { Switchboard } from './switchboard.ts';
import { act } from './telephony-acts.ts';
import { fail, farEndRings, makeCall } from './telephony-dial.ts';
import { supervise } from './telephony-supervision.ts';
import { timing } from './timing.ts';

export function handleTelephony(state: TelephonyState, message: TelephonyMessage, context: TelephonyContext): void {
  atSwitchboard(state, context, (board) => step(board, message));
}

function step(board: Switchboard, message: TelephonyMessage): void {
  const { state, context } = board;
  switch (message.kind) {
    case 'make-call': {
      makeCall(board, message);
      return;
    }
    case 'act': {
      act(board, message);
      return;
    }
    case 'supervise': {
      supervise(board, message);
      return;
    }
    case 'data':
    case 'far-end-rings':
    case 'far-end-fails':
    case 'customer-answers':
    case 'no-answer':
    case 'clear-failed': {
      const call = state.calls[message.callId];
      // It may be over by the time.
      if (call) goOn(board, call, message);
    }
  }

  function goOn(on: Switchboard, call: Call, what: typeof message & { readonly callId: string }): void {
    switch (what.kind) {
      case 'data': {
        put(on, withData(call, what.variables, what.wrapUpReason));
        return;
      }
      case 'far-end-rings': {
        farEndRings(on, call, what.callee);
        return;
      }
      case 'far-end-fails': {
        fail(on, call, what.cause);
        return;
      }
      case 'customer-answers': {
        const waits = ['ALERTING', 'INITIATED', 'INITIATING'];
        put(
          on,
          withStates(call, context.now, (each) => (waits.includes(each.state) ? 'ACTIVE' : undefined)),
        );
        return;
      }
      case 'no-answer': {
        if (call.parties.some((each) => each.state === 'ALERTING'))
          leave(on, call, (each) => each.state === 'ALERTING', 'no-answer');
        return;
      }
      case 'clear-failed': {
        endCall(on, call, 'dropped');
        return;
      }
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
  atSwitchboard(state, context, (board) => {
    const call: Call = {
      id: takeCallId(state),
      callType: incoming.queueId === '' ? 'OTHER_IN' : 'ACD_IN',
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
    put(board, call);
    context.log(`call ${call.id}: ${call.from} rings at ${call.to}`);
    context.timer(`no-answer:${call.id}`, timing.ringNoAnswer, { kind: 'no-answer', callId: call.id });
  });
}

/** The other end hangs up every call of this agent; of a conference, who called leaves and the rest go on. */
export function hangUpCallsOf(state: TelephonyState, loginId: string, context: TelephonyContext): void {
  atSwitchboard(state, context, (board) => {
    for (const call of callsOn(board, loginId)) {
      context.log(`call ${call.id}: the other end hangs up`);
      const outside = call.parties.filter((each) => each.loginId === undefined);
      const customer = outside.find((each) => each.address === call.from) ?? outside[0];
      if (call.callType === callType.monitor || !customer) endCall(board, call, 'dropped');
      else leave(board, call, (each) => each === customer);
    }
  });
}
