/**
 * `/finesse/api/MaintenanceMode` (assumed path): an administrator looks at a node's maintenance, begins it, or calls it off
 * while nobody was sent away (MM-2).
 */
import type { ApiReply } from '../../wire/http.ts';
import { noticeLimits } from '../../wire/maintenance.ts';
import { beginMaintenance } from '../maintenance.ts';
import { cancelMaintenance } from '../maintenance-endings.ts';
import { postponeMove } from '../maintenance-postpone.ts';
import { renderMaintenance } from '../maintenance-render.ts';
import { isMutated } from '../mutations.ts';
import { unusableBody } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { accepted, invalidInput, invalidState, notYours, ok } from './replies.ts';

const isAllowed = ({ person, context }: Exchange): boolean =>
  person.roles.includes('Administrator') || isMutated(context.options, 'mm-2-anybody-may');

export function getMaintenance(exchange: Exchange): ApiReply {
  if (!isAllowed(exchange)) return notYours('MaintenanceMode');
  return ok({ kind: 'MaintenanceMode', value: renderMaintenance(exchange.node, exchange.context) });
}

/** 202, with what GET would say now (assumed); what comes of it is told by SystemInfo and by a GET. */
export function putMaintenance(exchange: Exchange): ApiReply {
  if (!isAllowed(exchange)) return notYours('MaintenanceMode');
  const { body } = exchange.request;
  if (body?.kind === 'CancelMaintenance') {
    const refusal = cancelMaintenance(exchange.node, exchange.context);
    return refusal === undefined ? asItIs(exchange) : invalidState(`Maintenance cannot be called off: ${refusal}`);
  }
  if (body?.kind !== 'StartMaintenance') return unusableBody(body, 'MaintenanceMode');
  const { noticeSeconds } = body;
  if (noticeSeconds !== undefined && (noticeSeconds < noticeLimits.least || noticeSeconds > noticeLimits.most)) {
    return invalidInput(`The notice is from ${noticeLimits.least} to ${noticeLimits.most} s`, String(noticeSeconds));
  }
  const ahead = noticeSeconds === undefined ? undefined : noticeSeconds * 1000;
  return beginMaintenance(exchange.node, ahead, exchange.context)
    ? asItIs(exchange)
    : invalidState('Maintenance is under way already');
}

const asItIs = ({ node, context }: Exchange): ApiReply => ({
  ...accepted,
  payload: { kind: 'MaintenanceMode', value: renderMaintenance(node, context) },
});

/** 202, and another SCHEDULED alert; 400 when the move cannot wait any longer. assumed. */
export function putOwnMaintenance(exchange: Exchange, loginId: string): ApiReply {
  const { node, person, request, context } = exchange;
  if (person.loginId !== loginId) return notYours(loginId);
  if (request.body?.kind !== 'PostponeMaintenance') return unusableBody(request.body, 'MaintenanceMode');
  const refusal = postponeMove(node, loginId, context);
  return refusal === undefined ? accepted : invalidState(`The move cannot be put off: ${refusal}`);
}
