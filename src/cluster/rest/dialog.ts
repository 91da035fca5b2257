/** `/finesse/api/Dialog/{id}` and a user's `Dialogs`: reading calls, acting on them, making them. */
import type { ApiReply, RequestBody } from '../../wire/http.ts';
import { actionsOf, allowedActions, isDroppable, partyOf } from '../calls.ts';
import { callShown } from '../conference-faults.ts';
import { isAgentExtension, personOf } from '../fixtures.ts';
import type { Call, Party } from '../messages.ts';
import { isMutated } from '../mutations.ts';
import { agentFact, callsOf, partyAt, renderDialog } from '../render.ts';
import { callDataProblem } from './call-data.ts';
import { dialable } from './dial-number.ts';
import { mayLookAt, passOn, unusableBody } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import {
  invalidInput,
  invalidState,
  notFound,
  notImplemented,
  notYours,
  ok,
  parameterMissing,
  userNotFound,
} from './replies.ts';
import { superviseCall } from './supervise.ts';

export function getDialogs({ node, person, context }: Exchange, loginId: string): ApiReply {
  if (!mayLookAt(person, loginId)) return notYours(loginId);
  if (!personOf(loginId)) return userNotFound(loginId);
  const calls = callsOf(node, loginId).flatMap((call) => callShown(node, loginId, call) ?? []);
  return ok({ kind: 'Dialogs', value: calls.map((call) => renderDialog(call, loginId, context.options)) });
}

export function getDialog({ node, person, context }: Exchange, id: string): ApiReply {
  const call = node.calls[id];
  if (!call) return notFound(id);
  const allowed = call.parties.some((each) => each.loginId !== undefined && mayLookAt(person, each.loginId));
  if (!allowed) return notYours(id);
  const shown = callShown(node, person.loginId, call);
  return shown ? ok({ kind: 'Dialog', value: renderDialog(shown, person.loginId, context.options) }) : notFound(id);
}

const tones = /^[0-9A-D*#]{1,32}$/;

/** The number's complaint, if it has one. */
function numberProblem(number: string | undefined, own: string): ApiReply | undefined {
  if (number === undefined || number === '') return parameterMissing('toAddress');
  if (!dialable.test(number) || number === own) return invalidInput('This number cannot be dialled', number);
  return undefined;
}

export function postDialogs(exchange: Exchange, loginId: string): ApiReply {
  const { node, person, request, requestId } = exchange;
  if (person.loginId !== loginId) return notYours(loginId);
  const body = request.body;
  if (body?.kind === 'SuperviseCall') return superviseCall(exchange, body);
  if (body?.kind !== 'MakeCall') return unusableBody(body, 'Dialog with MAKE_CALL');
  const agent = agentFact(node, loginId);
  if (agent.state === 'LOGOUT') return invalidState('The agent is not signed in');
  const problem = numberProblem(body.toAddress, agent.extension);
  if (body.toAddress === '') return parameterMissing('toAddress');
  if (body.fromAddress !== agent.extension)
    return invalidInput('fromAddress is not the own extension', body.fromAddress);
  if (problem) return problem;
  const busy = callsOf(node, loginId).some((call) => {
    const state = partyOf(call, loginId)?.state;
    return state !== 'HELD' && state !== 'WRAP_UP';
  });
  if (busy) return invalidState('The agent is on a call');
  return passOn(exchange, { kind: 'make-call', loginId, requestId, to: body.toAddress });
}

export function putDialog(exchange: Exchange, id: string): ApiReply {
  const { node, person, request, context } = exchange;
  // What is there, whatever is shown: general operations work (CTI-7).
  const call = node.calls[id];
  if (!call) return notFound(id);
  if (node.wrongPictures[person.loginId] && isMutated(context.options, 'cti-7-operations-fail')) return notFound(id);
  const body = request.body;
  if (body?.kind !== 'DialogAction' && body?.kind !== 'UpdateCallData') return unusableBody(body, 'Dialog');
  if (body.targetMediaAddress === '') return parameterMissing('targetMediaAddress');
  if (agentFact(node, person.loginId).state === 'LOGOUT') return invalidState('The agent is not signed in');
  const own = partyOf(call, person.loginId);
  if (!own) return notYours(call.id);
  const action = body.kind === 'UpdateCallData' ? 'UPDATE_CALL_DATA' : body.action;
  const refused = wrongTarget(call, own, action, body.targetMediaAddress);
  if (refused) return refused;
  if (action === 'START_RECORDING') return startRecording(own, call.id, exchange);
  // Unified CCX alone knows it (documented).
  if (action === 'RECLASSIFY') return notImplemented(action);
  if (!knownActions.has(action)) return invalidInput('This action is not available here', action);
  if (!actionsOf(call, own, context.options).includes(action)) {
    return invalidState(`${action} is not possible while ${own.state}`);
  }
  return body.kind === 'UpdateCallData' ? changeData(exchange, call, body) : takeAction(exchange, call, own, body);
}

/** All that anybody's phone can do in some state. */
const knownActions = new Set<string>([
  ...Object.values(allowedActions).flat(),
  'TRANSFER',
  'CONFERENCE',
  'PARTICIPANT_DROP',
  'ACCEPT',
  'REJECT',
  'CLOSE',
]);

/** An agent acts for the own phone only; dropping another names the other (documented). */
function wrongTarget(call: Call, own: Party, action: string, address: string): ApiReply | undefined {
  const leg = partyAt(call, address);
  if (!leg) return invalidInput('targetMediaAddress is no participant', address);
  if (action === 'PARTICIPANT_DROP') {
    return isDroppable(leg, own) ? undefined : invalidInput('This participant cannot be dropped', address);
  }
  return leg.loginId === own.loginId ? undefined : notYours(address);
}

/**
 * Recording by request is Unified CCX's; here it is taken on and fails, as an event (documented). It is never among a
 * participant's listed actions.
 */
function startRecording(own: Party, callId: string, exchange: Exchange): ApiReply {
  const { person, requestId, context } = exchange;
  const isSpeaking = own.state === 'ACTIVE' || isMutated(context.options, 'dialog-recording-in-any-state');
  if (!isSpeaking) return invalidState(`START_RECORDING is not possible while ${own.state}`);
  return passOn(exchange, {
    kind: 'call-action',
    loginId: person.loginId,
    requestId,
    callId,
    action: 'START_RECORDING',
  });
}

type ActionBody = RequestBody & { readonly kind: 'DialogAction' };

function takeAction(exchange: Exchange, call: Call, own: Party, body: ActionBody): ApiReply {
  const { node, person, requestId } = exchange;
  const { action } = body;
  const send = (more: { readonly to?: string; readonly digits?: string } = {}): ApiReply =>
    passOn(exchange, {
      kind: 'call-action',
      loginId: person.loginId,
      requestId,
      callId: call.id,
      action,
      ...more,
    });
  switch (action) {
    // UPDATE_CALL_DATA has a body of its own kind; as a bare action it would change nothing.
    case 'UPDATE_CALL_DATA':
      return parameterMissing('mediaProperties');
    case 'CONSULT_CALL':
    case 'TRANSFER_SST': {
      const to = body.toAddress;
      const problem = numberProblem(to, own.address);
      if (problem || to === undefined) return problem ?? parameterMissing('toAddress');
      if (partyAt(call, to)) return invalidInput('This number is on the call already', to);
      const nobody = isAgentExtension(to) && !Object.values(node.agents).some((each) => each.extension === to);
      if (action === 'TRANSFER_SST' && nobody) return invalidInput('Nobody can be reached there', to);
      return send({ to });
    }
    case 'SEND_DTMF': {
      if (body.dtmfString === undefined || body.dtmfString === '') return parameterMissing('dtmfString');
      if (!tones.test(body.dtmfString) && !isMutated(exchange.context.options, 'dialog-dtmf-any-text'))
        return invalidInput('These are no tones', body.dtmfString);
      return send({ digits: body.dtmfString });
    }
    case 'PARTICIPANT_DROP':
      return send({ to: body.targetMediaAddress });
    default:
      return send();
  }
}

function changeData(exchange: Exchange, call: Call, body: RequestBody & { readonly kind: 'UpdateCallData' }): ApiReply {
  const problem = callDataProblem(body);
  if (problem) return problem;
  return passOn(exchange, {
    kind: 'call-data',
    loginId: exchange.person.loginId,
    requestId: exchange.requestId,
    callId: call.id,
    variables: body.callVariables ?? [],
    ...(body.wrapUpReason === undefined ? {} : { wrapUpReason: body.wrapUpReason }),
  });
}
