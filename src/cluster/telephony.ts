/**
 * The call manager: calls and their legs, whatever becomes of Finesse meanwhile. It knows phones and who sits at them
 * as it was told, not agent states, and speaks only to the peripheral.
 */
import { callType, party, partyOf, withData, withStates } from './calls.ts';
import type { Call, Party, TelephonyMessage } from './messages.ts';
import type { TelephonyContext } from './part.ts';
import type { TelephonyState } from './state.ts';
import { atSwitchboard, callsOn, endCall, leave, put, takeCallId } from './switchboard.ts';
import type { Switchboard } from './switchboard.ts';
import { campaignOutcome, releaseReservation } from './telephony-campaign.ts';
import { act } from './telephony-acts.ts';
import { fail, farEndRings, makeCall } from './telephony-dial.ts';
import { supervise } from './telephony-supervision.ts';
import { timing } from './timing.ts';

export function handleTelephony(state: TelephonyState, message: TelephonyMessage, context: TelephonyContext): void {
  atSwitchboard(state, context, (board) => step(board, message));
}

/** Comes some time after its call began; the call may be over by then. */
type Later = Exclude<TelephonyMessage, { readonly kind: 'make-call' | 'act' | 'supervise' | 'release' }>;

function step(board: Switchboard, message: TelephonyMessage): void {
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
    case 'release': {
      releaseReservation(board, message.loginId);
      return;
    }
    default: {
      const call = board.state.calls[message.callId];
      if (call) goOn(board, call, message);
    }
  }
}

function goOn(board: Switchboard, call: Call, message: Later): void {
  switch (message.kind) {
    case 'data': {
      put(board, withData(call, message.variables, message.wrapUpReason));
      return;
    }
    case 'far-end-rings': {
      farEndRings(board, call, message.callee);
      return;
    }
    case 'far-end-fails': {
      fail(board, call, message.cause);
      return;
    }
    case 'customer-answers': {
      const waits = ['ALERTING', 'INITIATED', 'INITIATING'];
      put(
        board,
        withStates(call, board.context.now, (each) => {
          if (!waits.includes(each.state)) return undefined;
          // A phone of ours rings until somebody picks it up, whoever has answered elsewhere on this call.
          if (each.state === 'ALERTING' && each.loginId !== undefined) return undefined;
          // Who went back to another call meanwhile speaks there: this one waits.
          const elsewhere = callsOn(board, each.loginId ?? '').some(
            (other) => other.id !== call.id && partyOf(other, each.loginId ?? '')?.state === 'ACTIVE',
          );
          return elsewhere ? 'HELD' : 'ACTIVE';
        }),
      );
      return;
    }
    case 'no-answer': {
      const rings = (each: Party): boolean => each.state === 'ALERTING';
      if (call.parties.some(rings)) leave(board, call, rings, 'no-answer');
      return;
    }
    case 'campaign-outcome': {
      campaignOutcome(board, call);
      return;
    }
    case 'clear-failed': {
      endCall(board, call, 'dropped');
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
