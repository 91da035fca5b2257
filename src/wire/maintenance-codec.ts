/** `MaintenanceMode`, the alert to desktops and the request that begins a maintenance: XML in and out. */
import type { MaintenanceAlert, MaintenanceMode, MaintenanceRequestBody, PostponeRequestBody } from './maintenance.ts';
import { maintenanceAlertPhases } from './maintenance.ts';
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

const initiate = 'INITIATE';
const postpone = 'POSTPONE';

export function readMaintenanceMode(cursor: Cursor): MaintenanceMode {
  const status = optionalWordOf(cursor, 'status', finesseMaintenanceStatuses);
  const users = requiredChild(cursor, 'usersLoggedIn');
  const count = (at: Cursor, name: string): number => integerOf(at, name, 0) ?? 0;
  const notMoved = optionalChild(cursor, 'usersNotMoved');
  return {
    uri: textOf(cursor, 'uri') || paths.maintenanceMode,
    ...(status === undefined ? {} : { status }),
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
  };
}

export function writeMaintenanceMode(mode: MaintenanceMode): XmlNode {
  const users = mode.usersLoggedIn;
  return element('MaintenanceMode', [
    filledText('uri', mode.uri),
    mode.status === undefined ? text('status', '') : oneOf('status', mode.status, finesseMaintenanceStatuses),
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

/** Throws `WireFault` when neither a maintenance nor its delay is asked for. */
export function readMaintenanceRequest(cursor: Cursor): MaintenanceRequestBody | PostponeRequestBody {
  const action = wordOf(cursor, 'requestedAction', [initiate, postpone]);
  return { kind: action === initiate ? 'StartMaintenance' : 'PostponeMaintenance' };
}

export const writeMaintenanceRequest = ({ kind }: MaintenanceRequestBody | PostponeRequestBody): XmlNode =>
  element('MaintenanceMode', [text('requestedAction', kind === 'StartMaintenance' ? initiate : postpone)]);

/** Reads `<MaintenanceMode>`. Throws `WireFault`. */
export const decodeMaintenanceMode = (xml: string): MaintenanceMode =>
  readMaintenanceMode(readRoot(xml, 'MaintenanceMode'));

/** Writes `<MaintenanceMode>`. Throws `WireFault` for a value outside the model. */
export const encodeMaintenanceMode = (mode: MaintenanceMode): string => writeXml(writeMaintenanceMode(mode));
