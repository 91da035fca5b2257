/** `/finesse/api/Dialog/{id}` and a user's `Dialogs`: reading calls, acting on them, making them. */
import type { ApiReply } from '../../wire/http.ts';
import type { CallVariable } from '../../wire/dialog.ts';
import { allowedActions, partyOf } from '../calls.ts';
import { personOf } from '../fixtures.ts';
import type { Call } from '../messages.ts';
import { agentFact, callsOf, partyAt, renderDialog } from '../render.ts';
import { mayLookAt, passOn, unusableBody } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { invalidInput, invalidState, notFound, notYours, ok, parameterMissing, userNotFound } from './replies.ts';

export function getDialogs({ node, person }: Exchange, loginId: string): ApiReply {
  if (!mayLookAt(person, loginId)) return notYours(loginId);
  if (!personOf(loginId)) return userNotFound(loginId);
  return ok({ kind: 'Dialogs', value: callsOf(node, loginId).map(renderDialog) });
}

export function getDialog({ node, person }: Exchange, id: string): ApiReply {
  const call = node.calls[id];
  if (!call) return notFound(id);
  const allowed = call.parties.some((each) => each.loginId !== undefined && mayLookAt(person, each.loginId));
  return allowed ? ok({ kind: 'Dialog', value: renderDialog(call) }) : notYours(id);
}

/** What a phone can dial: digits, star and hash, with a leading plus. */
const dialable = /^\+?[0-9*#]{1,30}$/;

export function postDialogs(exchange: Exchange, loginId: string): ApiReply {
  const { node, person, request, requestId } = exchange;
  if (person.loginId !== loginId) return notYours(loginId);
  const body = request.body;
  if (body?.kind !== 'MakeCall') return unusableBody(body, 'Dialog with MAKE_CALL');
  const agent = agentFact(node, loginId);
  if (agent.state === 'LOGOUT') return invalidState('The agent is not signed in');
  if (body.toAddress === '') return parameterMissing('toAddress');
  if (body.fromAddress !== agent.extension)
    return invalidInput('fromAddress is not the own extension', body.fromAddress);
  if (!dialable.test(body.toAddress) || body.toAddress === agent.extension) {
    return invalidInput('This number cannot be dialled', body.toAddress);
  }
  if (callsOf(node, loginId).some((call) => partyOf(call, loginId)?.state !== 'HELD')) {
    return invalidState('The agent is on a call');
  }
  return passOn(exchange, { kind: 'make-call', loginId, requestId, to: body.toAddress });
}

export function putDialog(exchange: Exchange, id: string): ApiReply {
  const { node, person, request, requestId } = exchange;
  const call = node.calls[id];
  if (!call) return notFound(id);
  const body = request.body;
  if (body?.kind !== 'DialogAction' && body?.kind !== 'UpdateCallData') return unusableBody(body, 'Dialog');
  if (body.targetMediaAddress === '') return parameterMissing('targetMediaAddress');
  if (agentFact(node, person.loginId).state === 'LOGOUT') return invalidState('The agent is not signed in');
  const refused = notOwnLeg(call, person.loginId, body.targetMediaAddress);
  if (refused) return refused;
  const state = partyOf(call, person.loginId)?.state ?? 'DROPPED';
  const action = body.kind === 'UpdateCallData' ? 'UPDATE_CALL_DATA' : body.action;
  const known = Object.values(allowedActions).some((actions) => actions.includes(action));
  if (!known) return invalidInput('This action is not available here', action);
  if (!allowedActions[state].includes(action)) return invalidState(`${action} is not possible while ${state}`);
  if (body.kind === 'DialogAction') {
    // UPDATE_CALL_DATA has a body of its own kind; as a bare action it would change nothing.
    if (body.action === 'UPDATE_CALL_DATA') return parameterMissing('mediaProperties');
    return passOn(exchange, {
      kind: 'call-action',
      loginId: person.loginId,
      requestId,
      callId: id,
      action: body.action,
    });
  }
  const variables = body.callVariables ?? [];
  const wrong = variables.find((variable) => !isCallVariable(variable));
  if (wrong) return invalidInput('There is no such call variable', wrong.name);
  if (variables.length === 0 && body.wrapUpReason === undefined) return parameterMissing('mediaProperties');
  return passOn(exchange, {
    kind: 'call-data',
    loginId: person.loginId,
    requestId,
    callId: id,
    variables,
    ...(body.wrapUpReason === undefined ? {} : { wrapUpReason: body.wrapUpReason }),
  });
}

/** An agent acts for the own phone only. */
function notOwnLeg(call: Call, loginId: string, address: string): ApiReply | undefined {
  if (!partyOf(call, loginId)) return notYours(call.id);
  const leg = partyAt(call, address);
  if (!leg) return invalidInput('targetMediaAddress is no participant', address);
  return leg.loginId === loginId ? undefined : notYours(address);
}

const isCallVariable = ({ name }: CallVariable): boolean =>
  /^callVariable(?:[1-9]|10)$/.test(name) || /^user\.[\w.[\]]+$/.test(name);
