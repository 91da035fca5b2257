/** Generators (fast-check) of requests, replies and credentials that can be sent, and come back the same. */
import fc from 'fast-check';
import { dialogActions, superviseActions } from '../dialog.ts';
import type { ApiReply, ApiRequest, Authorization, RequestBody } from '../http.ts';
import { dialogLogoutActions, interruptActions, settableMediaStates } from '../media.ts';
import { settableAgentStates } from '../user.ts';
import { callVariable, wirePayload } from './arbitraries.ts';
import { anyText, count, filledText, needs, plain } from './text-arbitraries.ts';

/** `UPDATE_CALL_DATA` as a bare action reads back as the kind that carries data, so it is left out. */
const bareActions = dialogActions.filter((action) => action !== 'UPDATE_CALL_DATA');

/** Every body that can be sent (`Malformed` cannot). */
export const requestBody: fc.Arbitrary<RequestBody> = fc.oneof(
  fc.record({ kind: fc.constant('UserLogin' as const), extension: filledText }, plain),
  fc.record(
    {
      kind: fc.constant('UserState' as const),
      state: fc.constantFrom(...settableAgentStates),
      reasonCodeId: count,
    },
    needs('kind', 'state'),
  ),
  fc.record({ kind: fc.constant('MakeCall' as const), fromAddress: filledText, toAddress: filledText }, plain),
  fc.record(
    {
      kind: fc.constant('DialogAction' as const),
      action: fc.constantFrom(...bareActions),
      targetMediaAddress: filledText,
      toAddress: anyText,
      dtmfString: anyText,
    },
    needs('kind', 'action', 'targetMediaAddress'),
  ),
  fc.record(
    {
      kind: fc.constant('SuperviseCall' as const),
      action: fc.constantFrom(...superviseActions),
      fromAddress: filledText,
      toAddress: filledText,
      associatedDialogUri: anyText,
    },
    needs('kind', 'action', 'fromAddress', 'toAddress'),
  ),
  fc.record(
    {
      kind: fc.constant('UpdateCallData' as const),
      targetMediaAddress: filledText,
      callVariables: fc.array(callVariable, { maxLength: 4 }),
      wrapUpReason: anyText,
    },
    needs('kind', 'targetMediaAddress'),
  ),
);

const mediaBody: fc.Arbitrary<RequestBody> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('MediaLogin' as const),
      maxDialogLimit: fc.integer({ min: 1, max: 10 }),
      interruptAction: fc.constantFrom(...interruptActions),
      dialogLogoutAction: fc.constantFrom(...dialogLogoutActions),
    },
    needs('kind', 'maxDialogLimit'),
  ),
  fc.record(
    {
      kind: fc.constant('MediaState' as const),
      state: fc.constantFrom(...settableMediaStates),
      reasonCodeId: count,
    },
    needs('kind', 'state'),
  ),
  fc.record({ kind: fc.constant('MediaRoutable' as const), routable: fc.boolean() }, plain),
  fc.constant<RequestBody>({ kind: 'MediaConnected' }),
  fc.record({ kind: fc.constant('StartMaintenance' as const), noticeSeconds: fc.nat() }, needs('kind')),
  fc.constant<RequestBody>({ kind: 'CancelMaintenance' }),
  fc.constant<RequestBody>({ kind: 'PostponeMaintenance' }),
);

const headerToken = fc.string({
  unit: fc.constantFrom('a', 'b', 'Z', '0', '9', '-', '_', '.', '~'),
  minLength: 1,
  maxLength: 12,
});

export const authorization: fc.Arbitrary<Authorization> = fc.oneof(
  fc.record(
    {
      scheme: fc.constant('Basic' as const),
      loginId: anyText.map((text) => text.replaceAll(':', '')),
      password: anyText,
    },
    plain,
  ),
  fc.record({ scheme: fc.constant('Bearer' as const), token: headerToken }, plain),
);

export const apiRequest: fc.Arbitrary<ApiRequest> = fc.record(
  {
    method: fc.constantFrom('GET' as const, 'PUT' as const, 'POST' as const, 'DELETE' as const),
    path: filledText.map((id) => `/finesse/api/User/${encodeURIComponent(id)}`),
    query: fc.dictionary(anyText, anyText, { ...plain, minKeys: 1, maxKeys: 3 }),
    body: fc.oneof(requestBody, mediaBody),
    requestId: headerToken,
  },
  needs('method', 'path'),
);

/** Header names are those that a link passes on; `content-type` belongs to the codec. */
export const apiReply: fc.Arbitrary<ApiReply> = fc.record(
  {
    status: fc.constantFrom(200, 202, 400, 401, 403, 404, 500, 503),
    headers: fc.dictionary(fc.constantFrom('requestid', 'date', 'retry-after'), headerToken, plain),
    payload: wirePayload,
  },
  plain,
);
