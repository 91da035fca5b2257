/**
 * Calls of an Outbound Option campaign: the dialer reserves an agent, calls a customer and brings the two together. In
 * preview the agent sees the customer first and accepts, rejects or closes; in progressive the dialer asks nobody, and the
 * reservation is no call that anybody is told of. Whether the agent may be reserved was settled before.
 */
import type { CallVariable } from '../wire/dialog.ts';
import type { Ms } from '../wire/names.ts';
import { callType, party, partyOf, withStates } from './calls.ts';
import type { Call, Party } from './messages.ts';
import { isMutated } from './mutations.ts';
import type { TelephonyContext } from './part.ts';
import type { TelephonyState } from './state.ts';
import { atSwitchboard, callsOn, endCall, put, takeCallId } from './switchboard.ts';
import type { Switchboard } from './switchboard.ts';
import { timing } from './timing.ts';

/** Where reservations come from (assumed). */
const dialerPort = '7001';

export interface Reservation {
  readonly mode: 'preview' | 'progressive';
  readonly loginId: string;
  readonly extension: string;
  readonly customer: string;
  readonly outcome: 'answers' | 'does-not-answer';
  readonly variables: readonly CallVariable[];
}

export function reserve(state: TelephonyState, wanted: Reservation, context: TelephonyContext): void {
  atSwitchboard(state, context, (board) => {
    const isPreview = wanted.mode === 'preview';
    const call: Call = {
      id: takeCallId(state),
      callType: isPreview ? callType.preview : callType.reservation,
      // The dialer's port calls the agent (documented for previews).
      from: dialerPort,
      to: wanted.extension,
      dialedNumber: wanted.extension,
      queueId: '',
      variables: wanted.variables,
      wrapUpReason: '',
      startedAt: context.now,
      parties: [
        party(dialerPort, 'INITIATED', context.now),
        party(wanted.extension, isPreview ? 'ALERTING' : 'ACCEPTED', context.now, wanted.loginId),
      ],
      campaign: { customer: wanted.customer, outcome: wanted.outcome },
    };
    put(board, call);
    context.log(`call ${call.id}: the campaign reserves ${wanted.extension} for ${wanted.customer}, ${wanted.mode}`);
    if (isPreview) context.timer(`no-answer:${call.id}`, timing.previewLasts, { kind: 'no-answer', callId: call.id });
    else dialCustomer(board, call);
  });
}

function dialCustomer({ context }: Switchboard, call: Call): void {
  const takes: Ms = timing.outboundRings + timing.customerAnswers;
  context.timer(`answer:${call.id}`, takes, { kind: 'campaign-outcome', callId: call.id });
}

/** ACCEPT: the customer is dialled. REJECT: somebody else may be offered the customer; CLOSE: nobody will be again. */
export function actOnPreview(board: Switchboard, call: Call, own: Party, action: 'ACCEPT' | 'REJECT' | 'CLOSE'): void {
  if (action !== 'ACCEPT' && !isMutated(board.context.options, 'dialog-preview-dialled-at-once')) {
    endCall(board, call, 'dropped');
    return;
  }
  board.context.cancel(`no-answer:${call.id}`);
  put(
    board,
    withStates(call, board.context.now, (each) => (each === own ? 'ACCEPTED' : undefined)),
  );
  dialCustomer(board, call);
}

/** The customer speaks: the reservation is over, and the call is there, in one step. Or nobody does: it is just over. */
export function campaignOutcome(board: Switchboard, call: Call): void {
  const { context, state } = board;
  const agent = call.parties.find((each) => each.loginId !== undefined);
  const customer = call.campaign?.customer ?? '';
  endCall(board, call, 'dropped');
  if (call.campaign?.outcome !== 'answers' || agent?.loginId === undefined) {
    context.log(`${customer} does not answer the campaign`);
    return;
  }
  const connected: Call = {
    id: takeCallId(state),
    callType: callType.outbound,
    from: agent.address,
    to: customer,
    dialedNumber: customer,
    queueId: '',
    variables: call.variables,
    wrapUpReason: '',
    startedAt: context.now,
    parties: [party(agent.address, 'ACTIVE', context.now, agent.loginId), party(customer, 'ACTIVE', context.now)],
  };
  context.log(`call ${connected.id}: ${customer} is brought to ${agent.address}`);
  put(board, connected);
}

/** The agent has left the reservation by another state: the dialer keeps the customer. */
export function releaseReservation(board: Switchboard, loginId: string): void {
  if (isMutated(board.context.options, 'dialog-reservation-kept')) return;
  for (const call of callsOn(board, loginId)) {
    if (call.callType === callType.reservation && partyOf(call, loginId)) endCall(board, call, 'dropped');
  }
}
