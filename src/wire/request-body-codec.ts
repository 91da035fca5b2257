/** `RequestBody`: what a PUT or POST carries, XML in and out (finesse.md §1.4, §1.5). Headers are `rest-codec.ts`'s. */
import { readClientLog, writeClientLog } from './client-log-codec.ts';
import { readCallVariables, writeCallVariables } from './dialog-codec.ts';
import { dialogActions, superviseActions } from './dialog.ts';
import type { RequestBody } from './http.ts';
import { readMaintenanceRequest, writeMaintenanceRequest } from './maintenance-codec.ts';
import { readMediaRequest, writeMediaRequest } from './media-request-codec.ts';
import { readNewTeamMessage, writeNewTeamMessage } from './team-message-codec.ts';
import { settableAgentStates } from './user.ts';
import { readMobileAgent, writeMobileAgent } from './user-extras-codec.ts';
import { WireFault } from './wire-error.ts';
import {
  childrenNamed,
  faultAt,
  filledTextOf,
  integerOf,
  optionalChild,
  ownText,
  textOf,
  wordOf,
  type Cursor,
} from './xml-cursor.ts';
import { element, filledText, integer, oneOf, optional, text, writeXml, type XmlNode } from './xml-write.ts';
import { readXml } from './xml.ts';

/** Words of `requestedAction` and `state` whose body has a kind of its own. */
const makeCall = 'MAKE_CALL';
const updateCallData = 'UPDATE_CALL_DATA';
const dtmfParam = 'dtmfString';
const login = 'LOGIN';
const signInOrState = [login, ...settableAgentStates] as const;
const requestedActions = [makeCall, ...dialogActions] as const;

/** Throws `WireFault` when the XML is no documented body. */
export function readRequestBody(xml: string): RequestBody {
  const cursor: Cursor = { element: readXml(xml) };
  switch (cursor.element.name.toLowerCase()) {
    case 'user':
      return readUserRequest(cursor);
    case 'dialog':
      return readDialogRequest(cursor);
    case 'teammessage':
      return readNewTeamMessage(cursor);
    case 'clientlog':
      return readClientLog(cursor);
    case 'media':
      return readMediaRequest(cursor);
    case 'maintenancemode':
      return readMaintenanceRequest(cursor);
    default:
      throw faultAt('wrong-root', cursor, 'A request is about a User or a Dialog.');
  }
}

function readUserRequest(cursor: Cursor): RequestBody {
  const state = wordOf(cursor, 'state', signInOrState);
  if (state === login) {
    const mobileAgent = readMobileAgent(cursor);
    return {
      kind: 'UserLogin',
      extension: filledTextOf(cursor, 'extension'),
      ...(mobileAgent === undefined ? {} : { mobileAgent }),
    };
  }
  const reasonCodeId = integerOf(cursor, 'reasonCodeId', -1);
  return { kind: 'UserState', state, ...(reasonCodeId === undefined ? {} : { reasonCodeId }) };
}

function readDialogRequest(cursor: Cursor): RequestBody {
  const action = wordOf(cursor, 'requestedAction', requestedActions);
  if (action === makeCall) {
    return {
      kind: 'MakeCall',
      fromAddress: filledTextOf(cursor, 'fromAddress'),
      toAddress: filledTextOf(cursor, 'toAddress'),
    };
  }
  const supervise = superviseActions.find((each) => each === action);
  if (supervise !== undefined && optionalChild(cursor, 'fromAddress') !== undefined) {
    const associated = optionalChild(cursor, 'associatedDialogUri');
    return {
      kind: 'SuperviseCall',
      action: supervise,
      fromAddress: filledTextOf(cursor, 'fromAddress'),
      toAddress: filledTextOf(cursor, 'toAddress'),
      ...(associated === undefined ? {} : { associatedDialogUri: ownText(associated) }),
    };
  }
  const targetMediaAddress = filledTextOf(cursor, 'targetMediaAddress');
  if (action !== updateCallData) {
    const toAddress = optionalChild(cursor, 'toAddress');
    return {
      kind: 'DialogAction',
      action,
      targetMediaAddress,
      ...(toAddress === undefined ? {} : { toAddress: textOf(cursor, 'toAddress') }),
      ...dtmfOf(cursor),
    };
  }
  const media = optionalChild(cursor, 'mediaProperties');
  const callVariables = media === undefined ? undefined : readCallVariables(media);
  const wrapUpReason = media === undefined ? undefined : optionalChild(media, 'wrapUpReason');
  return {
    kind: 'UpdateCallData',
    targetMediaAddress,
    ...(callVariables === undefined ? {} : { callVariables }),
    ...(wrapUpReason === undefined ? {} : { wrapUpReason: ownText(wrapUpReason) }),
  };
}

/** The one action parameter that is documented for calls. */
function dtmfOf(cursor: Cursor): { readonly dtmfString?: string } {
  const params = optionalChild(cursor, 'actionParams');
  const param = params && childrenNamed(params, 'ActionParam').find((each) => textOf(each, 'name') === dtmfParam);
  return param === undefined ? {} : { dtmfString: textOf(param, 'value') };
}

/** Throws `WireFault` for a value outside the model, and for `Malformed`, which is what a node read and never sent. */
export function writeRequestBody(body: RequestBody): string {
  return writeXml(nodeOf(body));
}

function nodeOf(body: RequestBody): XmlNode {
  switch (body.kind) {
    case 'UserLogin':
      return element('User', [
        text('state', login),
        filledText('extension', body.extension),
        optional(body.mobileAgent, writeMobileAgent),
      ]);
    case 'UserState':
      return element('User', [
        oneOf('state', body.state, settableAgentStates),
        optional(body.reasonCodeId, (id) => integer('reasonCodeId', id, -1)),
      ]);
    case 'MakeCall':
      return element('Dialog', [
        text('requestedAction', makeCall),
        filledText('fromAddress', body.fromAddress),
        filledText('toAddress', body.toAddress),
      ]);
    case 'DialogAction':
      return element('Dialog', [
        filledText('targetMediaAddress', body.targetMediaAddress),
        oneOf('requestedAction', body.action, dialogActions),
        optional(body.toAddress, (address) => text('toAddress', address)),
        optional(body.dtmfString, (tones) =>
          element('actionParams', [element('ActionParam', [text('name', dtmfParam), text('value', tones)])]),
        ),
      ]);
    case 'SuperviseCall':
      return element('Dialog', [
        oneOf('requestedAction', body.action, superviseActions),
        filledText('fromAddress', body.fromAddress),
        filledText('toAddress', body.toAddress),
        optional(body.associatedDialogUri, (uri) => text('associatedDialogUri', uri)),
      ]);
    case 'UpdateCallData':
      return element('Dialog', [
        filledText('targetMediaAddress', body.targetMediaAddress),
        text('requestedAction', updateCallData),
        body.callVariables === undefined && body.wrapUpReason === undefined
          ? undefined
          : element('mediaProperties', [
              optional(body.wrapUpReason, (reason) => text('wrapUpReason', reason)),
              optional(body.callVariables, writeCallVariables),
            ]),
      ]);
    case 'MediaLogin':
    case 'MediaState':
    case 'MediaRoutable':
    case 'MediaConnected':
      return writeMediaRequest(body);
    case 'StartMaintenance':
    case 'CancelMaintenance':
    case 'PostponeMaintenance':
      return writeMaintenanceRequest(body);
    case 'NewTeamMessage':
      return writeNewTeamMessage(body);
    case 'ClientLog':
      return writeClientLog(body);
    case 'Malformed':
      throw new WireFault(body.error);
  }
}
