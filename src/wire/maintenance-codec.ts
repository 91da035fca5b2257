/** `MaintenanceMode`, the alert to desktops and the request that begins a maintenance: XML in and out. */
import type {
  CancelMaintenanceBody,
  MaintenanceAlert,
  MaintenanceMode,
  MaintenanceRequestBody,
  PostponeRequestBody,
} from './maintenance.ts';
import { maintenanceAlertPhases, maintenanceStages } from './maintenance.ts';
import { readMaintenanceUsers, writeMaintenanceUsers } from './maintenance-users.ts';
import { paths } from './paths.ts';
import { finesseMaintenanceStatuses } from './system-info.ts';
import {
  childrenNamed,
  filledTextOf,
  integerOf,
  optionalChild,
  optionalWordOf,
  readRoot,
  requiredChild,
  textOf,
  wordOf,
  type Cursor,
} from './xml-cursor.ts';
import { element, filledText, integer, oneOf, text, writeXml, type XmlNode } from './xml-write.ts';

/** `requestedAction`. assumed. */
const actions = { StartMaintenance: 'INITIATE', CancelMaintenance: 'CANCEL', PostponeMaintenance: 'POSTPONE' } as const;

export function readMaintenanceMode(cursor: Cursor): MaintenanceMode {
  const status = optionalWordOf(cursor, 'status', finesseMaintenanceStatuses);
  const stage = optionalWordOf(cursor, 'stage', maintenanceStages);
  const users = requiredChild(cursor, 'usersLoggedIn');
  const count = (at: Cursor, name: string): number => integerOf(at, name, 0) ?? 0;
  const notMoved = optionalChild(cursor, 'usersNotMoved');
  const everybody = optionalChild(cursor, 'users');
  return {
    uri: textOf(cursor, 'uri') || paths.maintenanceMode,
    ...(status === undefined ? {} : { status }),
    ...(stage === undefined ? {} : { stage }),
    statusReason: textOf(cursor, 'statusReason'),
    usersLoggedIn: {
      desktop: count(users, 'desktop'),
      fippa: count(users, 'fippa'),
      thirdpartyclients: count(users, 'thirdpartyclients'),
    },
    pendingUserDisconnections: count(cursor, 'pendingUserDisconnections'),
    estimatedCompletionTime: count(cursor, 'estimatedCompletionTime'),
    notMoved:
      notMoved === undefined
        ? []
        : childrenNamed(notMoved, 'user').map((user) => ({
            loginId: filledTextOf(user, 'loginId'),
            reason: textOf(user, 'reason'),
          })),
    users: everybody === undefined ? [] : readMaintenanceUsers(everybody),
  };
}

export function writeMaintenanceMode(mode: MaintenanceMode): XmlNode {
  const users = mode.usersLoggedIn;
  return element('MaintenanceMode', [
    filledText('uri', mode.uri),
    mode.status === undefined ? text('status', '') : oneOf('status', mode.status, finesseMaintenanceStatuses),
    mode.stage === undefined ? undefined : oneOf('stage', mode.stage, maintenanceStages),
    text('statusReason', mode.statusReason),
    element('usersLoggedIn', [
      integer('desktop', users.desktop, 0),
      integer('fippa', users.fippa, 0),
      integer('thirdpartyclients', users.thirdpartyclients, 0),
    ]),
    integer('pendingUserDisconnections', mode.pendingUserDisconnections, 0),
    integer('estimatedCompletionTime', mode.estimatedCompletionTime, 0),
    element(
      'usersNotMoved',
      mode.notMoved.map((user) => element('user', [filledText('loginId', user.loginId), text('reason', user.reason)])),
    ),
    writeMaintenanceUsers(mode.users),
  ]);
}

export function readMaintenanceAlert(cursor: Cursor): MaintenanceAlert {
  const postponeSeconds = integerOf(cursor, 'postponeSeconds', 0);
  return {
    phase: wordOf(cursor, 'phase', maintenanceAlertPhases),
    seconds: integerOf(cursor, 'seconds', 0) ?? 0,
    alternateHost: textOf(cursor, 'alternateHost'),
    ...(postponeSeconds === undefined ? {} : { postponeSeconds }),
  };
}

export function writeMaintenanceAlert(alert: MaintenanceAlert): XmlNode {
  return element('MaintenanceAlert', [
    oneOf('phase', alert.phase, maintenanceAlertPhases),
    integer('seconds', alert.seconds, 0),
    text('alternateHost', alert.alternateHost),
    alert.postponeSeconds === undefined ? undefined : integer('postponeSeconds', alert.postponeSeconds, 0),
  ]);
}

type MaintenanceBody = MaintenanceRequestBody | CancelMaintenanceBody | PostponeRequestBody;

/** Throws `WireFault` when neither a maintenance, nor its end, nor its delay is asked for. */
export function readMaintenanceRequest(cursor: Cursor): MaintenanceBody {
  const action = wordOf(cursor, 'requestedAction', Object.values(actions));
  if (action === actions.PostponeMaintenance) return { kind: 'PostponeMaintenance' };
  if (action === actions.CancelMaintenance) return { kind: 'CancelMaintenance' };
  const noticeSeconds = integerOf(cursor, 'noticeSeconds', 0);
  return { kind: 'StartMaintenance', ...(noticeSeconds === undefined ? {} : { noticeSeconds }) };
}

export const writeMaintenanceRequest = (body: MaintenanceBody): XmlNode =>
  element('MaintenanceMode', [
    text('requestedAction', actions[body.kind]),
    body.kind === 'StartMaintenance' && body.noticeSeconds !== undefined
      ? integer('noticeSeconds', body.noticeSeconds, 0)
      : undefined,
  ]);

/** Reads `<MaintenanceMode>`. Throws `WireFault`. */
export const decodeMaintenanceMode = (xml: string): MaintenanceMode =>
  readMaintenanceMode(readRoot(xml, 'MaintenanceMode'));

/** Writes `<MaintenanceMode>`. Throws `WireFault` for a value outside the model. */
export const encodeMaintenanceMode = (mode: MaintenanceMode): string => writeXml(writeMaintenanceMode(mode));
