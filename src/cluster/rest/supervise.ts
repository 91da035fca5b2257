/**
 * SILENT_MONITOR and BARGE_CALL, POSTed to the supervisor's own Dialogs: who may, and whose call it is about. Further
 * than this the telephony decides.
 */
import type { ApiReply, RequestBody } from '../../wire/http.ts';
import { paths } from '../../wire/paths.ts';
import { callType, partyOf } from '../calls.ts';
import { supervises } from '../fixtures.ts';
import { agentFact, callsOf } from '../render.ts';
import { passOn } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { invalidInput, invalidState, invalidSupervisor, notYours, parameterMissing } from './replies.ts';

type Body = RequestBody & { readonly kind: 'SuperviseCall' };

export function superviseCall(exchange: Exchange, body: Body): ApiReply {
  const { node, person, requestId } = exchange;
  if (!person.roles.includes('Supervisor')) return notYours(body.action);
  const own = agentFact(node, person.loginId);
  if (own.state === 'LOGOUT') return invalidState('The supervisor is not signed in');
  if (body.toAddress === '') return parameterMissing('toAddress');
  if (body.fromAddress !== own.extension) return invalidInput('fromAddress is not the own extension', body.fromAddress);
  const agent = Object.values(node.agents).find((each) => each.extension === body.toAddress);
  if (!agent || agent.loginId === person.loginId) return invalidInput('No agent is there', body.toAddress);
  if (!supervises(person.loginId, agent.loginId)) return invalidSupervisor(agent.loginId);
  const problem =
    body.action === 'SILENT_MONITOR' ? cannotListen(exchange, agent.loginId) : cannotBargeIn(exchange, body);
  if (problem) return problem;
  return passOn(exchange, {
    kind: 'supervise',
    loginId: person.loginId,
    requestId,
    action: body.action,
    to: body.toAddress,
  });
}

function cannotListen({ node, person }: Exchange, loginId: string): ApiReply | undefined {
  const { state } = agentFact(node, person.loginId);
  if (state !== 'NOT_READY') return invalidState(`Listening is not possible while ${state}`);
  const speaking = callsOf(node, loginId).some((call) => {
    const leg = partyOf(call, loginId)?.state;
    return leg === 'ACTIVE' || leg === 'HELD';
  });
  return speaking ? undefined : invalidState('The agent is on no call');
}

/** Only who listens can barge in; the call listened to may be named, and then must be that one. */
function cannotBargeIn({ node, person }: Exchange, body: Body): ApiReply | undefined {
  const listening = callsOf(node, person.loginId).find(
    (call) => call.callType === callType.monitor && call.to === body.toAddress,
  );
  if (!listening) return invalidState('Barging in is possible only while listening');
  const uri = body.associatedDialogUri ?? '';
  return uri === '' || uri === paths.dialog(listening.id)
    ? undefined
    : invalidInput('associatedDialogUri is not the call that is listened to', uri);
}
