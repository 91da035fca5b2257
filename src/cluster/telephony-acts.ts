/**
 * What an agent at a phone does with a call: answer, hold, take back, consult, transfer, join, drop, send tones, change its
 * data. Whether the phone may do it was settled by `actionsOf`; who asked, and through which node, is not known here.
 */
import { actionsOf, callType, isDroppable, partyOf, withData, withStates } from './calls.ts';
import { party } from './calls.ts';
import { isAgentExtension } from './fixtures.ts';
import type { Call, Callee, Party, TelephonyMessage } from './messages.ts';
import { isMutated } from './mutations.ts';
import { callsOn, endCall, leave, put, putOrEnd } from './switchboard.ts';
import type { Switchboard } from './switchboard.ts';
import { actOnPreview } from './telephony-campaign.ts';
import { dial } from './telephony-dial.ts';
import { timing } from './timing.ts';

type Act = TelephonyMessage & { readonly kind: 'act' };

/** A refusal in the CTI server's constant, and in words. */
interface Refused {
  readonly constant: string;
  readonly reason: string;
}
const invalidState = (reason: string): Refused => ({ constant: 'CF_INVALID_OBJECT_STATE', reason });

export function act(board: Switchboard, message: Act): void {
  const refused = attempt(board, message);
  if (refused) board.context.toPg({ kind: 'call-refused', node: message.node, request: message.request, ...refused });
}

function attempt(board: Switchboard, message: Act): Refused | undefined {
  const { state, context } = board;
  const { request } = message;
  const call = state.calls[request.callId];
  const own = call && partyOf(call, request.loginId);
  const action = request.kind === 'call-data' ? 'UPDATE_CALL_DATA' : request.action;
  if (!call || !own) return invalidState('The call is over');
  // assumed: the constant; documented: a generic error.
  if (action === 'START_RECORDING') {
    return { constant: 'CF_GENERIC_OPERATION', reason: 'This deployment records no call on request' };
  }
  if (!actionsOf(call, own, context.options).includes(action)) {
    return invalidState(`${action} is not possible while ${own.state}`);
  }
  if (request.kind === 'call-data') {
    put(board, withData(call, request.variables, request.wrapUpReason));
    return undefined;
  }
  context.log(`call ${call.id}: ${own.address} ${action}${aboutWhat(request.to ?? request.digits)}`);
  switch (action) {
    case 'ANSWER': {
      answer(board, call, own);
      return undefined;
    }
    case 'HOLD': {
      put(board, inState(board, call, own, 'HELD'));
      return undefined;
    }
    case 'RETRIEVE': {
      holdOthers(board, call.id, request.loginId);
      put(board, inState(board, call, own, 'ACTIVE'));
      return undefined;
    }
    case 'DROP': {
      leave(board, call, (each) => each === own);
      return undefined;
    }
    case 'CONSULT_CALL':
      return consult(board, call, own, request.to ?? '', message.callee);
    case 'TRANSFER_SST':
      return sendOn(board, call, own, request.to ?? '', message.callee);
    case 'TRANSFER':
    case 'CONFERENCE':
      return join(board, call, own, action);
    case 'PARTICIPANT_DROP': {
      const other = call.parties.find((each) => each.address === request.to);
      if (!other || !isDroppable(other, own)) return invalidState(`${request.to ?? ''} cannot be dropped`);
      leave(board, call, (each) => each === other);
      return undefined;
    }
    case 'ACCEPT':
    case 'REJECT':
    case 'CLOSE': {
      actOnPreview(board, call, own, action);
      return undefined;
    }
    case 'SEND_DTMF':
      // Tones are heard by the other end alone: nothing changes, nothing is published.
      return undefined;
    default:
      throw new Error(`actionsOf names ${action}, which telephony cannot do`);
  }
}

const aboutWhat = (what: string | undefined): string => (what === undefined ? '' : ` ${what}`);

const inState = (board: Switchboard, call: Call, own: Party, state: 'HELD' | 'ACTIVE'): Call =>
  withStates(call, board.context.now, (each) => (each === own ? state : undefined));

/** The agent speaks, and whoever has been waiting for that stops waiting at the same moment. */
function answer(board: Switchboard, call: Call, own: Party): void {
  if (own.loginId !== undefined) holdOthers(board, call.id, own.loginId);
  board.context.cancel(`no-answer:${call.id}`);
  const waits = (each: Party): boolean => each.state === 'INITIATED' || each.state === 'INITIATING';
  put(
    board,
    withStates(call, board.context.now, (each) => (each === own || waits(each) ? 'ACTIVE' : undefined)),
  );
}

/** One phone speaks on one call: taking up one puts the others on hold, as a call manager does. */
function holdOthers(board: Switchboard, callId: string, loginId: string): void {
  for (const other of callsOn(board, loginId)) {
    const own = partyOf(other, loginId);
    if (other.id !== callId && own?.state === 'ACTIVE') put(board, inState(board, other, own, 'HELD'));
  }
}

/** A second call on behalf of the first, which waits and whose data goes along. */
function consult(
  board: Switchboard,
  call: Call,
  own: Party,
  to: string,
  callee: Callee | undefined,
): Refused | undefined {
  if (call.parties.some((each) => each.address === to)) return invalidState(`${to} is on the call already`);
  put(board, inState(board, call, own, 'HELD'));
  dial(board, {
    from: own.address,
    loginId: own.loginId ?? '',
    to,
    callType: 'CONSULT',
    associatedId: call.id,
    variables: call.variables,
    ...(callee ? { callee } : {}),
  });
  return undefined;
}

/** Single-step transfer: the agent's leg goes, the other phone rings instead. Where it cannot ring, nothing changes. */
function sendOn(
  board: Switchboard,
  call: Call,
  own: Party,
  to: string,
  callee: Callee | undefined,
): Refused | undefined {
  const { context } = board;
  if (call.parties.some((each) => each.address === to)) return invalidState(`${to} is on the call already`);
  if (callee ? !callee.free : isAgentExtension(to)) {
    return callee
      ? { constant: 'CF_RESOURCE_BUSY', reason: `${to} is busy` }
      : { constant: 'CF_INVALID_PARAMETER', reason: `${to} cannot be reached` };
  }
  const others = call.parties.filter((each) => each !== own);
  const parties = [...others, party(to, 'ALERTING', context.now, callee?.loginId)];
  putOrEnd(board, call, { ...call, callType: typeOf(parties, 'TRANSFER'), parties });
  if (callee) {
    context.timer(`no-answer:${call.id}`, timing.ringNoAnswer, { kind: 'no-answer', callId: call.id });
  } else if (board.state.calls[call.id]) {
    context.timer(`answer:${call.id}`, timing.customerAnswers, { kind: 'customer-answers', callId: call.id });
  }
  return undefined;
}

/** The call on hold and the one the agent speaks on become one. The id of the one on hold stays (assumed). */
function join(board: Switchboard, held: Call, own: Party, action: 'TRANSFER' | 'CONFERENCE'): Refused | undefined {
  const { context } = board;
  const loginId = own.loginId ?? '';
  const speaking = callsOn(board, loginId).find((call) => partyOf(call, loginId)?.state === 'ACTIVE');
  if (!speaking) return invalidState(`${action} needs a second call`);
  const isOwn = (each: Party): boolean => each.loginId === loginId;
  const staying =
    (action === 'CONFERENCE' && !isMutated(context.options, 'dialog-conference-loses-the-agent')) ||
    isMutated(context.options, 'dialog-transfer-keeps-the-agent');
  const parties = [
    ...(staying ? inState(board, held, own, 'ACTIVE').parties : held.parties.filter((each) => !isOwn(each))),
    ...speaking.parties.filter((each) => !isOwn(each)),
  ];
  context.log(`calls ${held.id} and ${speaking.id} become one`);
  endCall(board, speaking, 'dropped');
  putOrEnd(board, held, {
    ...held,
    callType: typeOf(parties, action),
    secondaryId: speaking.id,
    ...(action === 'CONFERENCE' ? { controller: held.controller ?? loginId } : {}),
    parties,
  });
  return undefined;
}

const typeOf = (parties: readonly Party[], action: 'TRANSFER' | 'CONFERENCE'): string =>
  parties.length > 2 ? callType.conference : action;
