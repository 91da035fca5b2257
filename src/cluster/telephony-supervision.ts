/**
 * A supervisor on an agent's call: listening in silence, which the agent does not notice, and barging in, which makes a
 * conference of it. Whose supervisor somebody is was settled before.
 */
import { callType, party, partyOf } from './calls.ts';
import type { Call, Party, TelephonyMessage } from './messages.ts';
import { isMutated } from './mutations.ts';
import { callsOn, endCall, put, takeCallId } from './switchboard.ts';
import type { Switchboard } from './switchboard.ts';

type Supervise = TelephonyMessage & { readonly kind: 'supervise' };

export function supervise(board: Switchboard, message: Supervise): void {
  const { request } = message;
  const refused =
    request.action === 'SILENT_MONITOR' ? listen(board, message) : bargeIn(board, message, request.loginId);
  if (refused !== undefined) {
    board.context.toPg({ kind: 'call-refused', node: message.node, request, reason: refused });
  }
}

const isAgentAt = (each: Party, address: string): boolean => each.loginId !== undefined && each.address === address;

/** The call that the agent at this extension speaks on, or has on hold. */
const callAt = (board: Switchboard, address: string): Call | undefined =>
  Object.values(board.state.calls).find(
    (call) =>
      call.callType !== callType.monitor &&
      call.parties.some((each) => isAgentAt(each, address) && (each.state === 'ACTIVE' || each.state === 'HELD')),
  );

function listen(board: Switchboard, { request, extension }: Supervise): string | undefined {
  const { state, context } = board;
  const heard = callAt(board, request.to);
  if (!heard) return `The agent at ${request.to} is on no call`;
  if (callsOn(board, request.loginId).length > 0) return 'The supervisor is on a call';
  const call: Call = {
    id: takeCallId(state),
    callType: callType.monitor,
    from: extension,
    to: request.to,
    dialedNumber: request.to,
    queueId: '',
    variables: heard.variables,
    wrapUpReason: '',
    startedAt: context.now,
    associatedId: heard.id,
    // The agent's device stands there as any other: the agent is not told.
    parties: [party(extension, 'ACTIVE', context.now, request.loginId), party(request.to, 'ACTIVE', context.now)],
  };
  context.log(`call ${call.id}: ${extension} listens to ${request.to} on call ${heard.id}`);
  put(board, call);
  if (!isMutated(context.options, 'dialog-monitor-heard')) return undefined;
  put(board, { ...heard, parties: [...heard.parties, party(extension, 'ACTIVE', context.now)] });
  return undefined;
}

function bargeIn(board: Switchboard, { request, extension }: Supervise, loginId: string): string | undefined {
  const { context } = board;
  const listening = callsOn(board, loginId).find(
    (call) => call.callType === callType.monitor && call.to === request.to,
  );
  const heard = board.state.calls[listening?.associatedId ?? ''];
  if (!listening || !heard) return 'Barging in is possible only while listening';
  if (partyOf(heard, loginId)) return 'The supervisor is on the call already';
  context.log(`call ${heard.id}: ${extension} barges in`);
  if (!isMutated(context.options, 'dialog-barge-listens-on')) endCall(board, listening, 'dropped');
  put(board, {
    ...heard,
    callType: callType.conference,
    secondaryId: listening.id,
    parties: [...heard.parties, party(extension, 'ACTIVE', context.now, loginId)],
  });
  return undefined;
}
