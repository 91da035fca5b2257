/**
 * Who a node's maintenance is about, one by one, as the administrator reads it in `MaintenanceMode`. All of it assumed: what is
 * documented are numbers alone (finesse.md §1.7), and a list in the real console.
 */
import { connectedUserTypes, type ConnectedUserType } from './connected-users.ts';
import { childrenNamed, filledTextOf, integerOf, textOf, wordOf, type Cursor } from './xml-cursor.ts';
import { element, filledText, integer, oneOf, text, type XmlNode } from './xml-write.ts';

/**
 * Desktops: `SCHEDULED`, `MIGRATING` (told, on its way), `MOVED`, `STAYING` (see the reason), `AWAY` (left, and not seen on the
 * alternate). Phones and other clients: `CONNECTED`, `SIGNING_OUT`. All: `LEFT`.
 */
export const maintenanceUserPhases = [
  'SCHEDULED',
  'MIGRATING',
  'MOVED',
  'STAYING',
  'AWAY',
  'CONNECTED',
  'SIGNING_OUT',
  'LEFT',
] as const;
export type MaintenanceUserPhase = (typeof maintenanceUserPhases)[number];

export interface MaintenanceUser {
  readonly loginId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly userType: ConnectedUserType;
  readonly phase: MaintenanceUserPhase;
  /** Until this desktop moves, by the present plan; 0 for one that does not wait for it. */
  readonly secondsToMove: number;
  /** By how much the agent has put the move off in all, in seconds. */
  readonly postponedSeconds: number;
  /** Why it stays; empty otherwise. */
  readonly reason: string;
}

export const readMaintenanceUsers = (cursor: Cursor): readonly MaintenanceUser[] =>
  childrenNamed(cursor, 'user').map((user) => ({
    loginId: filledTextOf(user, 'loginId'),
    firstName: textOf(user, 'firstName'),
    lastName: textOf(user, 'lastName'),
    userType: wordOf(user, 'userType', connectedUserTypes),
    phase: wordOf(user, 'phase', maintenanceUserPhases),
    secondsToMove: integerOf(user, 'secondsToMove', 0) ?? 0,
    postponedSeconds: integerOf(user, 'postponedSeconds', 0) ?? 0,
    reason: textOf(user, 'reason'),
  }));

export const writeMaintenanceUsers = (users: readonly MaintenanceUser[]): XmlNode =>
  element(
    'users',
    users.map((user) =>
      element('user', [
        filledText('loginId', user.loginId),
        text('firstName', user.firstName),
        text('lastName', user.lastName),
        oneOf('userType', user.userType, connectedUserTypes),
        oneOf('phase', user.phase, maintenanceUserPhases),
        integer('secondsToMove', user.secondsToMove, 0),
        integer('postponedSeconds', user.postponedSeconds, 0),
        text('reason', user.reason),
      ]),
    ),
  );
