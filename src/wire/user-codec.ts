/** `User`: XML in and out (finesse.md §1.4). The element is `User` in REST bodies and `user` in notifications. */
import { paths } from './paths.ts';
import { readReasonCode, writeReasonCode } from './reason-code-codec.ts';
import { readUserExtras, writeUserExtras } from './user-extras-codec.ts';
import {
  agentStates,
  roles,
  wrapUpSettings,
  type Role,
  type TeamReference,
  type User,
  type UserSettings,
} from './user.ts';
import {
  childrenNamed,
  filledTextOf,
  integerOf,
  optionalChild,
  optionalWordOf,
  ownWord,
  readRoot,
  textOf,
  timeOf,
  wordOf,
  type Cursor,
} from './xml-cursor.ts';
import { element, filledText, integer, oneOf, optional, text, time, writeXml, type XmlNode } from './xml-write.ts';

export function readUser(cursor: Cursor): User {
  const loginId = filledTextOf(cursor, 'loginId');
  const pendingState = optionalWordOf(cursor, 'pendingState', agentStates);
  const reasonCodeId = integerOf(cursor, 'reasonCodeId', -1);
  const reason = optionalChild(cursor, 'ReasonCode');
  const teams = optionalChild(cursor, 'teams');
  const wrapUpTimer = integerOf(cursor, 'wrapUpTimer', 0);
  const settings = optionalChild(cursor, 'settings');
  return {
    uri: textOf(cursor, 'uri') || paths.user(loginId),
    loginId,
    loginName: textOf(cursor, 'loginName'),
    firstName: textOf(cursor, 'firstName'),
    lastName: textOf(cursor, 'lastName'),
    extension: textOf(cursor, 'extension'),
    roles: readRoles(cursor),
    state: wordOf(cursor, 'state', agentStates),
    stateChangeTime: timeOf(cursor, 'stateChangeTime'),
    ...(pendingState === undefined ? {} : { pendingState }),
    ...(reasonCodeId === undefined ? {} : { reasonCodeId }),
    // A node writes an empty element when there is no reason.
    ...(reason === undefined || reason.element.children.length === 0 ? {} : { reasonCode: readReasonCode(reason) }),
    teamId: textOf(cursor, 'teamId'),
    teamName: textOf(cursor, 'teamName'),
    ...(teams === undefined ? {} : { teams: childrenNamed(teams, 'Team').map(readTeamReference) }),
    ...(wrapUpTimer === undefined ? {} : { wrapUpTimer }),
    ...(settings === undefined ? {} : { settings: readSettings(settings) }),
    ...readUserExtras(cursor),
  };
}

function readSettings(cursor: Cursor): UserSettings {
  const wrapUpOnIncoming = optionalWordOf(cursor, 'wrapUpOnIncoming', wrapUpSettings);
  const wrapUpOnOutgoing = optionalWordOf(cursor, 'wrapUpOnOutgoing', wrapUpSettings);
  const deviceSelection = textOf(cursor, 'deviceSelection');
  return {
    ...(wrapUpOnIncoming === undefined ? {} : { wrapUpOnIncoming }),
    ...(wrapUpOnOutgoing === undefined ? {} : { wrapUpOnOutgoing }),
    ...(deviceSelection === '' ? {} : { deviceSelection }),
  };
}

function readRoles(cursor: Cursor): readonly Role[] {
  const list = optionalChild(cursor, 'roles');
  return list === undefined ? [] : childrenNamed(list, 'role').map((role) => ownWord(role, roles));
}

function readTeamReference(cursor: Cursor): TeamReference {
  const id = filledTextOf(cursor, 'id');
  return { uri: textOf(cursor, 'uri') || paths.team(id), id, name: textOf(cursor, 'name') };
}

/** `dialogs` is not in the model: it is the address of the user's calls, made from the user's own. */
export function writeUser(user: User, name: 'User' | 'user' = 'User'): XmlNode {
  return element(name, [
    text('dialogs', `${user.uri}/Dialogs`),
    text('extension', user.extension),
    text('firstName', user.firstName),
    text('lastName', user.lastName),
    filledText('loginId', user.loginId),
    text('loginName', user.loginName),
    optional(user.pendingState, (state) => oneOf('pendingState', state, agentStates)),
    optional(user.reasonCodeId, (id) => integer('reasonCodeId', id, -1)),
    optional(user.reasonCode, (reason) => writeReasonCode(reason)),
    element(
      'roles',
      user.roles.map((role) => oneOf('role', role, roles)),
    ),
    optional(user.settings, writeSettings),
    oneOf('state', user.state, agentStates),
    time('stateChangeTime', user.stateChangeTime),
    text('teamId', user.teamId),
    text('teamName', user.teamName),
    optional(user.teams, (teams) => element('teams', teams.map(writeTeamReference))),
    filledText('uri', user.uri),
    optional(user.wrapUpTimer, (seconds) => integer('wrapUpTimer', seconds, 0)),
    ...writeUserExtras(user),
  ]);
}

const writeSettings = (settings: UserSettings): XmlNode =>
  element('settings', [
    optional(settings.wrapUpOnIncoming, (setting) => oneOf('wrapUpOnIncoming', setting, wrapUpSettings)),
    optional(settings.wrapUpOnOutgoing, (setting) => oneOf('wrapUpOnOutgoing', setting, wrapUpSettings)),
    optional(settings.deviceSelection, (setting) => filledText('deviceSelection', setting)),
  ]);

function writeTeamReference(team: TeamReference): XmlNode {
  return element('Team', [filledText('uri', team.uri), filledText('id', team.id), text('name', team.name)]);
}

/** Reads `<User>`. Throws `WireFault`. */
export function decodeUser(xml: string): User {
  return readUser(readRoot(xml, 'User'));
}

/** Writes `<User>`. Throws `WireFault` for a value outside the model. */
export function encodeUser(user: User): string {
  return writeXml(writeUser(user));
}
