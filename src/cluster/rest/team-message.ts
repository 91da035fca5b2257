/**
 * `/finesse/api/TeamMessage` and a team's `TeamMessages` (assumed path): a supervisor or an administrator writes to
 * teams, deletes it again; members read.
 */
import type { ApiReply } from '../../wire/http.ts';
import { paths } from '../../wire/paths.ts';
import { teamMessageLimits, type TeamMessage } from '../../wire/team-message.ts';
import { teamOf, teams } from '../fixtures.ts';
import { addTeamMessage, removeTeamMessage } from '../team-messages.ts';
import { unusableBody } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { invalidInput, invalidSupervisor, notFound, notYours, ok } from './replies.ts';
import { mayReadTeam } from './resources.ts';

/** Whose teams somebody may write to. */
function ownTeams({ person }: Exchange): readonly string[] {
  return person.roles.includes('Administrator') ? teams.map((team) => team.id) : person.supervises;
}

/** Without teams it goes to all of one's own. 200 with the message (assumed). */
export function postTeamMessage(exchange: Exchange): ApiReply {
  const { node, person, request, context } = exchange;
  const allowed = ownTeams(exchange);
  if (allowed.length === 0) return notYours(request.path);
  const { body } = request;
  if (body?.kind !== 'NewTeamMessage') return unusableBody(body, 'TeamMessage');
  if (body.content.length > teamMessageLimits.content) {
    return invalidInput(`A message has ${teamMessageLimits.content} characters at most`);
  }
  const unknown = body.teams.find((id) => !teamOf(id));
  if (unknown !== undefined) return notFound(unknown);
  const foreign = body.teams.find((id) => !allowed.includes(id));
  if (foreign !== undefined) return invalidSupervisor(foreign);
  node.teamMessages.count += 1;
  const createdAt = Math.floor(context.now / 1000);
  const id = `${createdAt.toString(16)}-${node.name}-${node.teamMessages.count}`;
  const message: TeamMessage = {
    uri: paths.teamMessage(id),
    id,
    createdBy: { id: person.loginId, firstName: person.firstName, lastName: person.lastName },
    createdAt,
    duration: body.duration,
    content: body.content,
    teams: body.teams.length > 0 ? [...new Set(body.teams)] : allowed,
  };
  addTeamMessage(node, message, 'here', context);
  return ok({ kind: 'TeamMessage', value: message });
}

/** What one has written oneself. */
export const getOwnTeamMessages = ({ node, person }: Exchange): ApiReply =>
  ok({
    kind: 'TeamMessages',
    value: node.teamMessages.messages.filter((each) => each.createdBy.id === person.loginId),
  });

export function getTeamsMessages(exchange: Exchange, teamId: string): ApiReply {
  if (!teamOf(teamId)) return notFound(teamId);
  if (!mayReadTeam(exchange, teamId)) return notYours(teamId);
  const value = exchange.node.teamMessages.messages.filter((each) => each.teams.includes(teamId));
  return ok({ kind: 'TeamMessages', value });
}

export function getTeamMessage(exchange: Exchange, id: string): ApiReply {
  const message = exchange.node.teamMessages.messages.find((each) => each.id === id);
  if (!message) return notFound(id);
  if (!message.teams.some((teamId) => mayReadTeam(exchange, teamId))) return notYours(id);
  return ok({ kind: 'TeamMessage', value: message });
}

/** Whoever wrote it, or an administrator. */
export function deleteTeamMessage({ node, person, context }: Exchange, id: string): ApiReply {
  const message = node.teamMessages.messages.find((each) => each.id === id);
  if (!message) return notFound(id);
  if (message.createdBy.id !== person.loginId && !person.roles.includes('Administrator')) return notYours(id);
  removeTeamMessage(node, id, 'here', context);
  return ok({ kind: 'Empty' });
}
