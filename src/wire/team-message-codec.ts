/** `TeamMessage`, the list `TeamMessages`, and what a POST carries: XML in and out (finesse.md §1.7). */
import { paths } from './paths.ts';
import { teamMessageLimits, type NewTeamMessage, type TeamMessage } from './team-message.ts';
import {
  childrenNamed,
  faultAt,
  filledTextOf,
  integerOf,
  optionalChild,
  ownText,
  requiredChild,
  textOf,
  type Cursor,
} from './xml-cursor.ts';
import { element, filledText, integer, text, type XmlNode } from './xml-write.ts';

function required(cursor: Cursor, name: string, least: number, most?: number): number {
  const value = integerOf(cursor, name, least, most);
  if (value === undefined) throw faultAt('missing-field', cursor, 'This field is missing or empty.', name);
  return value;
}

function readTeams(cursor: Cursor): readonly string[] {
  const list = optionalChild(cursor, 'teams');
  return list === undefined ? [] : childrenNamed(list, 'team').map((team) => ownText(team).trim());
}

export function readTeamMessage(cursor: Cursor): TeamMessage {
  const id = filledTextOf(cursor, 'id');
  const creator = requiredChild(cursor, 'createdBy');
  return {
    uri: textOf(cursor, 'uri') || paths.teamMessage(id),
    id,
    createdBy: {
      id: filledTextOf(creator, 'id'),
      firstName: textOf(creator, 'firstName'),
      lastName: textOf(creator, 'lastName'),
    },
    createdAt: required(cursor, 'createdAt', 0),
    duration: required(cursor, 'duration', 1),
    content: filledTextOf(cursor, 'content'),
    teams: readTeams(cursor),
  };
}

const writeTeams = (teams: readonly string[]): XmlNode =>
  element(
    'teams',
    teams.map((team) => filledText('team', team)),
  );

export function writeTeamMessage(message: TeamMessage): XmlNode {
  const { createdBy } = message;
  return element('TeamMessage', [
    filledText('uri', message.uri),
    filledText('id', message.id),
    element('createdBy', [
      filledText('id', createdBy.id),
      text('firstName', createdBy.firstName),
      text('lastName', createdBy.lastName),
    ]),
    integer('createdAt', message.createdAt, 0),
    integer('duration', message.duration, 1),
    filledText('content', message.content),
    writeTeams(message.teams),
  ]);
}

export const readTeamMessages = (cursor: Cursor): readonly TeamMessage[] =>
  childrenNamed(cursor, 'TeamMessage').map(readTeamMessage);

export const writeTeamMessages = (messages: readonly TeamMessage[]): XmlNode =>
  element('TeamMessages', messages.map(writeTeamMessage));

export function readNewTeamMessage(cursor: Cursor): NewTeamMessage {
  return {
    kind: 'NewTeamMessage',
    duration: required(cursor, 'duration', 1, teamMessageLimits.duration),
    content: filledTextOf(cursor, 'content'),
    teams: readTeams(cursor),
  };
}

export const writeNewTeamMessage = (body: NewTeamMessage): XmlNode =>
  element('TeamMessage', [
    integer('duration', body.duration, 1, teamMessageLimits.duration),
    filledText('content', body.content),
    writeTeams(body.teams),
  ]);
