/** `Media` and `MediaList`: XML in and out (finesse.md §1.6). Request bodies are in `media-request-codec.ts`. */
import {
  dialogLogoutActions,
  interruptActions,
  maxDialogLimits,
  mediaStates,
  type Media,
  type MediaState,
} from './media.ts';
import { readReasonCode, writeReasonCode } from './reason-code-codec.ts';
import {
  booleanOf,
  childrenNamed,
  filledTextOf,
  integerOf,
  optionalChild,
  optionalWordOf,
  readRoot,
  textOf,
  timeOf,
  wordOf,
  type Cursor,
} from './xml-cursor.ts';
import {
  boolean,
  element,
  filledText,
  integer,
  oneOf,
  optional,
  text,
  time,
  writeXml,
  type XmlNode,
} from './xml-write.ts';

/** The other name of WORK in the documentation. */
const longWork = 'WORK_NOT_READY';

export function readMedia(cursor: Cursor): Media {
  const id = filledTextOf(cursor, 'id');
  const reasonCodeId = integerOf(cursor, 'reasonCodeId', -1);
  const reason = optionalChild(cursor, 'ReasonCode');
  return {
    // It names the user, whom nothing else in the object does: without it there is nothing to go by.
    uri: filledTextOf(cursor, 'uri'),
    id,
    name: textOf(cursor, 'name'),
    description: textOf(cursor, 'description'),
    state: readState(cursor),
    stateChangeTime: timeOf(cursor, 'stateChangeTime'),
    ...(reasonCodeId === undefined ? {} : { reasonCodeId }),
    ...(reason === undefined || reason.element.children.length === 0 ? {} : { reasonCode: readReasonCode(reason) }),
    routable: booleanOf(cursor, 'routable', false),
    interruptible: booleanOf(cursor, 'interruptible', false),
    maxDialogLimit: integerOf(cursor, 'maxDialogLimit', maxDialogLimits.least, maxDialogLimits.most) ?? 1,
    interruptAction: optionalWordOf(cursor, 'interruptAction', interruptActions) ?? 'ACCEPT',
    dialogLogoutAction: optionalWordOf(cursor, 'dialogLogoutAction', dialogLogoutActions) ?? 'CLOSE',
  };
}

function readState(cursor: Cursor): MediaState {
  const state = wordOf(cursor, 'state', [...mediaStates, longWork]);
  return state === longWork ? 'WORK' : state;
}

export function writeMedia(media: Media): XmlNode {
  return element('Media', [
    text('description', media.description),
    oneOf('dialogLogoutAction', media.dialogLogoutAction, dialogLogoutActions),
    filledText('id', media.id),
    oneOf('interruptAction', media.interruptAction, interruptActions),
    boolean('interruptible', media.interruptible),
    integer('maxDialogLimit', media.maxDialogLimit, maxDialogLimits.least, maxDialogLimits.most),
    text('name', media.name),
    optional(media.reasonCode, (reason) => writeReasonCode(reason)),
    optional(media.reasonCodeId, (id) => integer('reasonCodeId', id, -1)),
    boolean('routable', media.routable),
    oneOf('state', media.state, mediaStates),
    time('stateChangeTime', media.stateChangeTime),
    filledText('uri', media.uri),
  ]);
}

export function readMediaList(cursor: Cursor): readonly Media[] {
  return childrenNamed(cursor, 'Media').map(readMedia);
}

export function writeMediaList(list: readonly Media[]): XmlNode {
  return element('MediaList', list.map(writeMedia));
}

/** Reads `<Media>`. Throws `WireFault`. */
export function decodeMedia(xml: string): Media {
  return readMedia(readRoot(xml, 'Media'));
}

/** Writes `<Media>`. Throws `WireFault` for a value outside the model. */
export function encodeMedia(media: Media): string {
  return writeXml(writeMedia(media));
}
