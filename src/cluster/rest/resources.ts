/**
 * What teams were given (reason codes, wrap-up reasons, phone books), by user and by team; the same as configuration for
 * administrators, on the publisher alone; what a desktop writes into the node's log.
 */
import type { ApiReply } from '../../wire/http.ts';
import { reasonCategories } from '../../wire/reason-code.ts';
import { clientLogLimit } from '../../wire/client-log.ts';
import { reasonCodes, teamOf } from '../fixtures.ts';
import { certificateRefused } from '../maintenance.ts';
import { mediaPropertiesLayouts, workflows } from '../fixtures-team-desktop.ts';
import { phoneBooksOf, wrapUpReasonsOf } from '../fixtures-resources.ts';
import { unusableBody } from './exchange.ts';
import type { Exchange, Handler } from './exchange.ts';
import { accepted, forbidden, invalidInput, notFound, notYours, ok, parameterMissing } from './replies.ts';

const wrapUpReasons = (teamId?: string): ApiReply => ok({ kind: 'WrapUpReasons', value: wrapUpReasonsOf(teamId) });
const phoneBooks = (teamId?: string): ApiReply => ok({ kind: 'PhoneBooks', value: phoneBooksOf(teamId) });

/** All of them with ALL, which lists by user do not know (documented). */
function reasonCodesOf({ request }: Exchange): ApiReply {
  const category = request.query?.['category'];
  if (category === undefined) return parameterMissing('category');
  if (category !== 'ALL' && !reasonCategories.some((known) => known === category)) {
    return invalidInput('No such category', category);
  }
  const codes = reasonCodes.filter((code) => category === 'ALL' || code.category === category);
  return ok({ kind: 'ReasonCodes', value: codes });
}

/** Of the user's own team. */
const own =
  (read: (teamId: string) => ApiReply): Handler =>
  ({ person }, loginId) =>
    person.loginId === loginId ? read(person.teamId) : notYours(loginId);

export const getWrapUpReasons = own(wrapUpReasons);
export const getPhoneBooks = own(phoneBooks);

/** For members, supervisors of the team and administrators. */
const ofTeam =
  (read: (teamId: string, exchange: Exchange) => ApiReply): Handler =>
  (exchange, teamId) => {
    if (!teamOf(teamId)) return notFound(teamId);
    return mayReadTeam(exchange, teamId) ? read(teamId, exchange) : notYours(teamId);
  };

export function mayReadTeam({ person }: Exchange, teamId: string): boolean {
  return person.teamId === teamId || person.supervises.includes(teamId) || person.roles.includes('Administrator');
}

export const getTeamReasonCodes = ofTeam((_teamId, exchange) => reasonCodesOf(exchange));
export const getTeamWrapUpReasons = ofTeam((teamId) => wrapUpReasons(teamId));
export const getTeamPhoneBooks = ofTeam((teamId) => phoneBooks(teamId));

/** Served to every team alike (assumed); by user they are deprecated since 12.5, and still there. */
const layouts = ok({ kind: 'MediaPropertiesLayouts', value: mediaPropertiesLayouts });
const allWorkflows = ok({ kind: 'Workflows', value: workflows });

export const getLayouts = own(() => layouts);
export const getWorkflows = own(() => allWorkflows);
export const getTeamLayouts = ofTeam(() => layouts);
export const getTeamWorkflows = ofTeam(() => allWorkflows);

/** Configuration is the publisher's: the subscriber refuses even to read it. Changing it is not simulated. */
const configured =
  (read: (exchange: Exchange, id: string) => ApiReply): Handler =>
  (exchange, id) => {
    if (exchange.node.name === 'subscriber') return forbidden('Configuration is to be had from the publisher');
    return exchange.person.roles.includes('Administrator') ? read(exchange, id) : notYours(exchange.request.path);
  };

export const getConfiguredReasonCodes = configured(reasonCodesOf);
export const getConfiguredReasonCode = configured((_exchange, id) => {
  const code = reasonCodes.find((each) => String(each.id) === id);
  return code ? ok({ kind: 'ReasonCode', value: code }) : notFound(id);
});
export const getConfiguredWrapUpReasons = configured(() => wrapUpReasons());
export const getConfiguredPhoneBooks = configured(() => phoneBooks());
export const getConfiguredLayouts = configured(() => layouts);
export const getConfiguredWorkflows = configured(() => allWorkflows);

/** Characters of a user id that the log takes (documented). */
const longestLogId = 12;

/** A desktop that writes this is not moved in maintenance (MM-5). assumed: that it says so here, and the words. */
const refusesCertificate = /certificate (?:of the alternate )?not accepted/i;

export function postClientLog({ node, person, request, context }: Exchange, loginId: string): ApiReply {
  if (person.loginId !== loginId) return notYours(loginId);
  const { body } = request;
  if (body?.kind !== 'ClientLog') return unusableBody(body, 'ClientLog');
  if (body.logData === '') return parameterMissing('logData');
  if (loginId.length > longestLogId) return invalidInput('The id is too long', loginId);
  if (body.logData.length > clientLogLimit) return invalidInput('logData is too long', String(body.logData.length));
  context.log(`client log of ${loginId}: ${body.logData.length} characters`);
  if (refusesCertificate.test(body.logData)) certificateRefused(node, loginId, context);
  return accepted;
}
