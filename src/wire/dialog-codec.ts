/** `Dialog` and `Dialogs` (calls): XML in and out (finesse.md §1.5). Request bodies are in `request-body-codec.ts`. */
import {
  dialogActions,
  participantStates,
  type CallVariable,
  type Dialog,
  type DialogAction,
  type MediaProperties,
  type Participant,
} from './dialog.ts';
import { paths } from './paths.ts';
import {
  childrenNamed,
  filledTextOf,
  optionalChild,
  ownText,
  ownWord,
  readRoot,
  textOf,
  timeOf,
  wordOf,
  type Cursor,
} from './xml-cursor.ts';
import { element, filledText, oneOf, optional, text, time, writeXml, type XmlNode } from './xml-write.ts';

/** Documented actions that this desktop does not offer: not an error, but nothing to keep either. */
const actionsNotOffered: readonly string[] = ['UPDATE_SCHEDULED_CALLBACK', 'CANCEL_SCHEDULED_CALLBACK'];
/** The documentation writes both; requests use the first. */
const dtmfSpellings = { request: 'SEND_DTMF', short: 'DTMF' } as const;

export function readDialog(cursor: Cursor): Dialog {
  const id = filledTextOf(cursor, 'id');
  const participants = optionalChild(cursor, 'participants');
  return {
    uri: textOf(cursor, 'uri') || paths.dialog(id),
    id,
    mediaType: textOf(cursor, 'mediaType', 'Voice'),
    fromAddress: textOf(cursor, 'fromAddress'),
    toAddress: textOf(cursor, 'toAddress'),
    state: wordOf(cursor, 'state', participantStates),
    associatedDialogUri: textOf(cursor, 'associatedDialogUri'),
    secondaryId: textOf(cursor, 'secondaryId'),
    mediaProperties: readMediaProperties(optionalChild(cursor, 'mediaProperties')),
    participants: participants === undefined ? [] : childrenNamed(participants, 'Participant').map(readParticipant),
  };
}

/** Call variables are sometimes null after a failover; a call without them is still a call. */
function readMediaProperties(cursor: Cursor | undefined): MediaProperties {
  const value = (name: string): string => (cursor === undefined ? '' : textOf(cursor, name));
  const mediaId = value('mediaId');
  return {
    ...(mediaId === '' ? {} : { mediaId }),
    callType: value('callType'),
    dialedNumber: value('dialedNumber'),
    DNIS: value('DNIS'),
    queueNumber: value('queueNumber'),
    queueName: value('queueName'),
    wrapUpReason: value('wrapUpReason'),
    callVariables: (cursor === undefined ? undefined : readCallVariables(cursor)) ?? [],
  };
}

/** The `callvariables` of a `mediaProperties` element; `undefined` when it names none at all. */
export function readCallVariables(mediaProperties: Cursor): readonly CallVariable[] | undefined {
  const list = optionalChild(mediaProperties, 'callvariables');
  if (list === undefined) return undefined;
  return childrenNamed(list, 'CallVariable').map((variable) => ({
    name: filledTextOf(variable, 'name'),
    value: textOf(variable, 'value'),
  }));
}

function readParticipant(cursor: Cursor): Participant {
  const actions = optionalChild(cursor, 'actions');
  return {
    mediaAddress: filledTextOf(cursor, 'mediaAddress'),
    mediaAddressType: textOf(cursor, 'mediaAddressType'),
    state: wordOf(cursor, 'state', participantStates),
    stateCause: textOf(cursor, 'stateCause'),
    startTime: timeOf(cursor, 'startTime'),
    stateChangeTime: timeOf(cursor, 'stateChangeTime'),
    actions: actions === undefined ? [] : childrenNamed(actions, 'action').flatMap(readAction),
  };
}

function readAction(cursor: Cursor): readonly DialogAction[] {
  const action = ownText(cursor).trim();
  if (actionsNotOffered.includes(action)) return [];
  return action === dtmfSpellings.short ? [dtmfSpellings.request] : [ownWord(cursor, dialogActions)];
}

export function writeDialog(dialog: Dialog, name: 'Dialog' | 'dialog' = 'Dialog'): XmlNode {
  return element(name, [
    text('associatedDialogUri', dialog.associatedDialogUri),
    text('fromAddress', dialog.fromAddress),
    filledText('id', dialog.id),
    text('secondaryId', dialog.secondaryId),
    writeMediaProperties(dialog.mediaProperties),
    text('mediaType', dialog.mediaType),
    element('participants', dialog.participants.map(writeParticipant)),
    oneOf('state', dialog.state, participantStates),
    text('toAddress', dialog.toAddress),
    filledText('uri', dialog.uri),
  ]);
}

function writeMediaProperties(media: MediaProperties): XmlNode {
  return element('mediaProperties', [
    text('DNIS', media.DNIS),
    text('callType', media.callType),
    writeCallVariables(media.callVariables),
    text('dialedNumber', media.dialedNumber),
    optional(media.mediaId, (id) => filledText('mediaId', id)),
    text('queueName', media.queueName),
    text('queueNumber', media.queueNumber),
    text('wrapUpReason', media.wrapUpReason),
  ]);
}

export function writeCallVariables(variables: readonly CallVariable[]): XmlNode {
  return element(
    'callvariables',
    variables.map((variable) =>
      element('CallVariable', [filledText('name', variable.name), text('value', variable.value)]),
    ),
  );
}

function writeParticipant(participant: Participant): XmlNode {
  return element('Participant', [
    element(
      'actions',
      participant.actions.map((action) => oneOf('action', action, dialogActions)),
    ),
    filledText('mediaAddress', participant.mediaAddress),
    text('mediaAddressType', participant.mediaAddressType),
    time('startTime', participant.startTime),
    oneOf('state', participant.state, participantStates),
    text('stateCause', participant.stateCause),
    time('stateChangeTime', participant.stateChangeTime),
  ]);
}

export function readDialogs(cursor: Cursor): readonly Dialog[] {
  return childrenNamed(cursor, 'Dialog').map(readDialog);
}

export function writeDialogs(dialogs: readonly Dialog[], name: 'Dialogs' | 'dialogs' = 'Dialogs'): XmlNode {
  return element(
    name,
    dialogs.map((dialog) => writeDialog(dialog)),
  );
}

/** Reads `<Dialog>`. Throws `WireFault`. */
export function decodeDialog(xml: string): Dialog {
  return readDialog(readRoot(xml, 'Dialog'));
}

/** Writes `<Dialog>`. Throws `WireFault` for a value outside the model. */
export function encodeDialog(dialog: Dialog): string {
  return writeXml(writeDialog(dialog));
}
