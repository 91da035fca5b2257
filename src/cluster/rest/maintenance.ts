/** `/finesse/api/MaintenanceMode` (assumed path): an administrator looks at a node's maintenance, or begins it (MM-2). */
import type { ApiReply } from '../../wire/http.ts';
import { beginMaintenance } from '../maintenance.ts';
import { postponeMove } from '../maintenance-postpone.ts';
import { renderMaintenance } from '../maintenance-render.ts';
import { isMutated } from '../mutations.ts';
import { unusableBody } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { accepted, invalidState, notYours, ok } from './replies.ts';

const isAllowed = ({ person, context }: Exchange): boolean =>
  person.roles.includes('Administrator') || isMutated(context.options, 'mm-2-anybody-may');

export function getMaintenance(exchange: Exchange): ApiReply {
  if (!isAllowed(exchange)) return notYours('MaintenanceMode');
  return ok({ kind: 'MaintenanceMode', value: renderMaintenance(exchange.node, exchange.context) });
}

/** 202: what comes of it is told by SystemInfo and by a GET. */
export function putMaintenance(exchange: Exchange): ApiReply {
  if (!isAllowed(exchange)) return notYours('MaintenanceMode');
  const { body } = exchange.request;
  if (body?.kind !== 'StartMaintenance') return unusableBody(body, 'MaintenanceMode');
  return beginMaintenance(exchange.node, exchange.context)
    ? accepted
    : invalidState('Maintenance is under way already');
}

/** 202, and another SCHEDULED alert; 400 when the move cannot wait any longer. assumed. */
export function putOwnMaintenance(exchange: Exchange, loginId: string): ApiReply {
  const { node, person, request, context } = exchange;
  if (person.loginId !== loginId) return notYours(loginId);
  if (request.body?.kind !== 'PostponeMaintenance') return unusableBody(request.body, 'MaintenanceMode');
  const refusal = postponeMove(node, loginId, context);
  return refusal === undefined ? accepted : invalidState(`The move cannot be put off: ${refusal}`);
}
