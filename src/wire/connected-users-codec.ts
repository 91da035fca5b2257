/** `ConnectedUsersInfo`: XML in and out (finesse.md §1.7). The summary is counted from the details, and not kept. */
import { connectedUserTypes, type ConnectedUser, type ConnectedUsersInfo } from './connected-users.ts';
import { paths } from './paths.ts';
import { roles } from './user.ts';
import {
  childrenNamed,
  filledTextOf,
  integerOf,
  optionalChild,
  ownText,
  textOf,
  wordOf,
  type Cursor,
} from './xml-cursor.ts';
import { element, filledText, integer, oneOf, text, type XmlNode } from './xml-write.ts';

/** What nobody knows is left out: the list is still good. */
function readRoles(cursor: Cursor): ConnectedUser['roles'] {
  const list = optionalChild(cursor, 'roles');
  const told = list === undefined ? [] : childrenNamed(list, 'role').map((role) => ownText(role).trim());
  return roles.filter((role) => told.includes(role));
}

const readUser = (cursor: Cursor): ConnectedUser => ({
  loginId: filledTextOf(cursor, 'loginId'),
  userType: wordOf(cursor, 'userType', connectedUserTypes),
  xmppJID: textOf(cursor, 'xmppJID'),
  firstName: textOf(cursor, 'firstName'),
  lastName: textOf(cursor, 'lastName'),
  teamName: textOf(cursor, 'teamName'),
  extension: textOf(cursor, 'extension'),
  connectedDuration: integerOf(cursor, 'connectedDuration', 0) ?? 0,
  roles: readRoles(cursor),
});

export function readConnectedUsers(cursor: Cursor): ConnectedUsersInfo {
  const details = optionalChild(cursor, 'userDetails');
  return {
    uri: textOf(cursor, 'uri') || paths.connectedUsersInfo,
    users: details === undefined ? [] : childrenNamed(details, 'userDetail').map(readUser),
  };
}

const writeUser = (user: ConnectedUser): XmlNode =>
  element('userDetail', [
    filledText('loginId', user.loginId),
    oneOf('userType', user.userType, connectedUserTypes),
    text('xmppJID', user.xmppJID),
    text('firstName', user.firstName),
    text('lastName', user.lastName),
    text('teamName', user.teamName),
    text('extension', user.extension),
    integer('connectedDuration', user.connectedDuration, 0),
    element(
      'roles',
      user.roles.map((role) => oneOf('role', role, roles)),
    ),
  ]);

export function writeConnectedUsers(info: ConnectedUsersInfo): XmlNode {
  const count = (type: ConnectedUser['userType']): number => info.users.filter((user) => user.userType === type).length;
  return element('ConnectedUsersInfo', [
    filledText('uri', info.uri),
    element('userSummary', [
      integer('desktopUsers', count('DESKTOP'), 0),
      integer('fippaUsers', count('FIPPA'), 0),
      integer('thirdPartyUsers', count('THIRDPARTY'), 0),
      integer('totalConnectedUsers', info.users.length, 0),
      // There is no proxy in front of the simulated nodes.
      integer('totalConnectedUsersViaProxy', 0, 0),
    ]),
    element('userDetails', info.users.map(writeUser)),
  ]);
}
