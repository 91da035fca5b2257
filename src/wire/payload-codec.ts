/**
 * `WirePayload` by the name of its element: what a REST reply's body or an Update's `data` holds. It dispatches and
 * knows no field; the codec of each object does.
 */
import { readApiErrors, writeApiErrors } from './api-errors-codec.ts';
import { readConnectedUsers, writeConnectedUsers } from './connected-users-codec.ts';
import { readDialog, readDialogs, writeDialog, writeDialogs } from './dialog-codec.ts';
import type { WirePayload } from './http.ts';
import {
  readMaintenanceAlert,
  readMaintenanceMode,
  writeMaintenanceAlert,
  writeMaintenanceMode,
} from './maintenance-codec.ts';
import { readMediaPropertiesLayouts, writeMediaPropertiesLayouts } from './media-properties-layout-codec.ts';
import { readMedia, readMediaList, writeMedia, writeMediaList } from './media-codec.ts';
import { readQueue, readQueues, writeQueue, writeQueues } from './queue-codec.ts';
import { readPhoneBooks, writePhoneBooks } from './phone-book-codec.ts';
import { readReasonCode, readReasonCodes, writeReasonCode, writeReasonCodes } from './reason-code-codec.ts';
import { readSystemInfo, writeSystemInfo } from './system-info-codec.ts';
import { readTeam, writeTeam } from './team-codec.ts';
import { readTeamMessage, readTeamMessages, writeTeamMessage, writeTeamMessages } from './team-message-codec.ts';
import { readUser, writeUser } from './user-codec.ts';
import { readWorkflows, writeWorkflows } from './workflow-codec.ts';
import { WireFault } from './wire-error.ts';
import { readWrapUpReasons, writeWrapUpReasons } from './wrap-up-reason-codec.ts';
import { faultAt, type Cursor } from './xml-cursor.ts';
import type { XmlNode } from './xml-write.ts';

/** Element names in lower case: they differ in case between REST and notifications. */
const readers: Readonly<Record<string, (cursor: Cursor) => WirePayload>> = {
  systeminfo: (cursor) => ({ kind: 'SystemInfo', value: readSystemInfo(cursor) }),
  user: (cursor) => ({ kind: 'User', value: readUser(cursor) }),
  dialogs: (cursor) => ({ kind: 'Dialogs', value: readDialogs(cursor) }),
  dialog: (cursor) => ({ kind: 'Dialog', value: readDialog(cursor) }),
  media: (cursor) => ({ kind: 'Media', value: readMedia(cursor) }),
  medialist: (cursor) => ({ kind: 'MediaList', value: readMediaList(cursor) }),
  team: (cursor) => ({ kind: 'Team', value: readTeam(cursor) }),
  queues: (cursor) => ({ kind: 'Queues', value: readQueues(cursor) }),
  queue: (cursor) => ({ kind: 'Queue', value: readQueue(cursor) }),
  reasoncodes: (cursor) => ({ kind: 'ReasonCodes', value: readReasonCodes(cursor) }),
  reasoncode: (cursor) => ({ kind: 'ReasonCode', value: readReasonCode(cursor) }),
  wrapupreasons: (cursor) => ({ kind: 'WrapUpReasons', value: readWrapUpReasons(cursor) }),
  phonebooks: (cursor) => ({ kind: 'PhoneBooks', value: readPhoneBooks(cursor) }),
  mediapropertieslayouts: (cursor) => ({ kind: 'MediaPropertiesLayouts', value: readMediaPropertiesLayouts(cursor) }),
  workflows: (cursor) => ({ kind: 'Workflows', value: readWorkflows(cursor) }),
  teammessages: (cursor) => ({ kind: 'TeamMessages', value: readTeamMessages(cursor) }),
  teammessage: (cursor) => ({ kind: 'TeamMessage', value: readTeamMessage(cursor) }),
  connectedusersinfo: (cursor) => ({ kind: 'ConnectedUsersInfo', value: readConnectedUsers(cursor) }),
  maintenancemode: (cursor) => ({ kind: 'MaintenanceMode', value: readMaintenanceMode(cursor) }),
  maintenancealert: (cursor) => ({ kind: 'MaintenanceAlert', value: readMaintenanceAlert(cursor) }),
  apierrors: (cursor) => ({ kind: 'ApiErrors', value: readApiErrors(cursor) }),
};

function readerOf(cursor: Cursor): ((cursor: Cursor) => WirePayload) | undefined {
  const name = cursor.element.name.toLowerCase();
  return Object.hasOwn(readers, name) ? readers[name] : undefined;
}

/** Throws `WireFault`: `wrong-root` for an element that is no known object, else the object's own complaint. */
export function readPayload(cursor: Cursor): WirePayload {
  const read = readerOf(cursor);
  if (read === undefined) throw faultAt('wrong-root', cursor, 'This element is no object that the desktop knows.');
  return read(cursor);
}

/**
 * The payload's element, `undefined` for `Empty`. Notifications spell `user`, `dialogs`, `dialog`, `systemInfo` and
 * `apiErrors` in lower camel case. Throws `WireFault` for a value outside the model, and for `Malformed`: what could not
 * be read is never sent on.
 */
export function writePayload(payload: WirePayload, spelling: 'rest' | 'notification'): XmlNode | undefined {
  const rest = spelling === 'rest';
  switch (payload.kind) {
    case 'Empty':
      return undefined;
    case 'SystemInfo':
      return writeSystemInfo(payload.value, rest ? 'SystemInfo' : 'systemInfo');
    case 'User':
      return writeUser(payload.value, rest ? 'User' : 'user');
    case 'Dialogs':
      return writeDialogs(payload.value, rest ? 'Dialogs' : 'dialogs');
    case 'Dialog':
      return writeDialog(payload.value, rest ? 'Dialog' : 'dialog');
    case 'Media':
      return writeMedia(payload.value);
    case 'MediaList':
      return writeMediaList(payload.value);
    case 'Team':
      return writeTeam(payload.value);
    case 'Queues':
      return writeQueues(payload.value);
    case 'Queue':
      return writeQueue(payload.value);
    case 'ReasonCodes':
      return writeReasonCodes(payload.value);
    case 'ReasonCode':
      return writeReasonCode(payload.value);
    case 'WrapUpReasons':
      return writeWrapUpReasons(payload.value);
    case 'PhoneBooks':
      return writePhoneBooks(payload.value);
    case 'MediaPropertiesLayouts':
      return writeMediaPropertiesLayouts(payload.value);
    case 'Workflows':
      return writeWorkflows(payload.value);
    case 'TeamMessages':
      return writeTeamMessages(payload.value);
    case 'TeamMessage':
      return writeTeamMessage(payload.value);
    case 'ConnectedUsersInfo':
      return writeConnectedUsers(payload.value);
    case 'SsoTokens':
    case 'DesktopConfig':
      throw new WireFault({ code: 'bad-value', path: payload.kind, message: 'This object is JSON, in replies only.' });
    case 'MaintenanceMode':
      return writeMaintenanceMode(payload.value);
    case 'MaintenanceAlert':
      return writeMaintenanceAlert(payload.value);
    case 'ApiErrors':
      return writeApiErrors(payload.value, spelling);
    case 'Malformed':
      throw new WireFault(payload.error);
  }
}
