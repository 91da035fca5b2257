/** `Team` with its members in summary: XML in and out (finesse.md §1.7). */
import { paths } from './paths.ts';
import { readReasonCode, writeReasonCode } from './reason-code-codec.ts';
import type { Team, TeamMember } from './team.ts';
import { agentStates } from './user.ts';
import {
  childrenNamed,
  filledTextOf,
  optionalChild,
  optionalWordOf,
  readRoot,
  textOf,
  timeOf,
  wordOf,
  type Cursor,
} from './xml-cursor.ts';
import { element, filledText, oneOf, optional, text, time, writeXml, type XmlNode } from './xml-write.ts';

export function readTeam(cursor: Cursor): Team {
  const id = filledTextOf(cursor, 'id');
  const users = optionalChild(cursor, 'users');
  return {
    uri: textOf(cursor, 'uri') || paths.team(id),
    id,
    name: textOf(cursor, 'name'),
    users: users === undefined ? [] : childrenNamed(users, 'User').map(readMember),
  };
}

function readMember(cursor: Cursor): TeamMember {
  const loginId = filledTextOf(cursor, 'loginId');
  const pendingState = optionalWordOf(cursor, 'pendingState', agentStates);
  const reason = optionalChild(cursor, 'reasonCode');
  return {
    uri: textOf(cursor, 'uri') || paths.user(loginId),
    loginId,
    firstName: textOf(cursor, 'firstName'),
    lastName: textOf(cursor, 'lastName'),
    extension: textOf(cursor, 'extension'),
    state: wordOf(cursor, 'state', agentStates),
    ...(pendingState === undefined ? {} : { pendingState }),
    stateChangeTime: timeOf(cursor, 'stateChangeTime'),
    ...(reason === undefined || reason.element.children.length === 0 ? {} : { reasonCode: readReasonCode(reason) }),
  };
}

export function writeTeam(team: Team): XmlNode {
  return element('Team', [
    filledText('uri', team.uri),
    filledText('id', team.id),
    text('name', team.name),
    element('users', team.users.map(writeMember)),
  ]);
}

function writeMember(member: TeamMember): XmlNode {
  return element('User', [
    filledText('uri', member.uri),
    filledText('loginId', member.loginId),
    text('firstName', member.firstName),
    text('lastName', member.lastName),
    text('dialogs', `${member.uri}/Dialogs`),
    text('extension', member.extension),
    optional(member.pendingState, (state) => oneOf('pendingState', state, agentStates)),
    oneOf('state', member.state, agentStates),
    time('stateChangeTime', member.stateChangeTime),
    optional(member.reasonCode, (reason) => writeReasonCode(reason, 'reasonCode')),
  ]);
}

/** Reads `<Team>`. Throws `WireFault`. */
export function decodeTeam(xml: string): Team {
  return readTeam(readRoot(xml, 'Team'));
}

/** Writes `<Team>`. Throws `WireFault` for a value outside the model. */
export function encodeTeam(team: Team): string {
  return writeXml(writeTeam(team));
}
