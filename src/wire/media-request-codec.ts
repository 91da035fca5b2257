/**
 * What a PUT to `/finesse/api/User/{id}/Media/{mrdId}` carries: sign-in, state, routable, or the change from Work to
 * active (finesse.md §1.6). XML in and out; what is done with it is a node's business.
 */
import {
  dialogLogoutActions,
  interruptActions,
  maxDialogLimits,
  settableMediaStates,
  type DialogLogoutAction,
  type InterruptAction,
  type SettableMediaState,
} from './media.ts';
import { booleanOf, faultAt, integerOf, optionalChild, optionalWordOf, wordOf, type Cursor } from './xml-cursor.ts';
import { boolean, element, integer, oneOf, optional, text, type XmlNode } from './xml-write.ts';

export type MediaRequestBody =
  /** Left out, `interruptAction` is ACCEPT (assumed) and `dialogLogoutAction` CLOSE. */
  | {
      readonly kind: 'MediaLogin';
      readonly maxDialogLimit: number;
      readonly interruptAction?: InterruptAction;
      readonly dialogLogoutAction?: DialogLogoutAction;
    }
  | { readonly kind: 'MediaState'; readonly state: SettableMediaState; readonly reasonCodeId?: number }
  | { readonly kind: 'MediaRoutable'; readonly routable: boolean }
  /**
   * From Work to active: the channel is ready, the server computes READY or NOT_READY (MRD-3). assumed: the body, made
   * from the documented table of parameters, whose only value is `true`.
   */
  | { readonly kind: 'MediaConnected' };

const login = 'LOGIN';

export function readMediaRequest(cursor: Cursor): MediaRequestBody {
  if (optionalChild(cursor, 'mediaConnected') !== undefined) {
    if (!booleanOf(cursor, 'mediaConnected', false)) {
      throw faultAt('bad-value', cursor, 'The only value is true.', 'mediaConnected');
    }
    return { kind: 'MediaConnected' };
  }
  if (optionalChild(cursor, 'state') === undefined && optionalChild(cursor, 'routable') !== undefined) {
    return { kind: 'MediaRoutable', routable: booleanOf(cursor, 'routable', false) };
  }
  const state = wordOf(cursor, 'state', [login, ...settableMediaStates]);
  if (state !== login) {
    const reasonCodeId = integerOf(cursor, 'reasonCodeId', -1);
    return { kind: 'MediaState', state, ...(reasonCodeId === undefined ? {} : { reasonCodeId }) };
  }
  const maxDialogLimit = integerOf(cursor, 'maxDialogLimit', maxDialogLimits.least, maxDialogLimits.most);
  if (maxDialogLimit === undefined) {
    throw faultAt('missing-field', cursor, 'This field is missing or empty.', 'maxDialogLimit');
  }
  const interruptAction = optionalWordOf(cursor, 'interruptAction', interruptActions);
  const dialogLogoutAction = optionalWordOf(cursor, 'dialogLogoutAction', dialogLogoutActions);
  return {
    kind: 'MediaLogin',
    maxDialogLimit,
    ...(interruptAction === undefined ? {} : { interruptAction }),
    ...(dialogLogoutAction === undefined ? {} : { dialogLogoutAction }),
  };
}

export function writeMediaRequest(body: MediaRequestBody): XmlNode {
  switch (body.kind) {
    case 'MediaLogin':
      return element('Media', [
        integer('maxDialogLimit', body.maxDialogLimit, maxDialogLimits.least, maxDialogLimits.most),
        text('state', login),
        optional(body.interruptAction, (action) => oneOf('interruptAction', action, interruptActions)),
        optional(body.dialogLogoutAction, (action) => oneOf('dialogLogoutAction', action, dialogLogoutActions)),
      ]);
    case 'MediaState':
      return element('Media', [
        oneOf('state', body.state, settableMediaStates),
        optional(body.reasonCodeId, (id) => integer('reasonCodeId', id, -1)),
      ]);
    case 'MediaRoutable':
      return element('Media', [boolean('routable', body.routable)]);
    case 'MediaConnected':
      return element('Media', [boolean('mediaConnected', true)]);
  }
}
