/** The replies of a node's REST interface: status and body as documented (finesse.md §1.2). */
import { apiErrorType } from '../../wire/api-errors.ts';
import type { ApiReply, WirePayload } from '../../wire/http.ts';

export const ok = (payload: WirePayload): ApiReply => ({ status: 200, headers: {}, payload });

/** Taken on; what comes of it is told by an event. */
export const accepted: ApiReply = { status: 202, headers: {}, payload: { kind: 'Empty' } };

export function failure(status: number, errorType: string, errorMessage: string, errorData = ''): ApiReply {
  return { status, headers: {}, payload: { kind: 'ApiErrors', value: [{ errorType, errorMessage, errorData }] } };
}

export const outOfService = failure(503, apiErrorType.serviceUnavailable, 'SERVER_OUT_OF_SERVICE');
export const wrongCredentials = failure(401, apiErrorType.authorizationFailure, 'The user ID or password is wrong');
/** Five wrong passwords (lock-out.ts). assumed: nothing gives away that the account exists. */
export const lockedOut = failure(401, apiErrorType.authorizationFailure, 'The user is blocked for some minutes');
export const forbidden = (message: string): ApiReply => failure(403, apiErrorType.forbidden, message);
export const notYours = (what: string): ApiReply =>
  failure(401, apiErrorType.invalidAuthorizationUser, 'The user is not authorized for this object', what);
/** A supervisor, but not of this agent. */
export const invalidSupervisor = (what: string): ApiReply =>
  failure(401, apiErrorType.invalidSupervisor, 'The user does not supervise this agent', what);
export const notFound = (what: string): ApiReply =>
  failure(404, apiErrorType.notFound, 'There is no such object', what);
export const userNotFound = (loginId: string): ApiReply =>
  failure(404, apiErrorType.userNotFound, 'There is no such user', loginId);
export const invalidInput = (message: string, data = ''): ApiReply =>
  failure(400, apiErrorType.invalidInput, message, data);
export const parameterMissing = (name: string): ApiReply =>
  failure(400, apiErrorType.parameterMissing, `${name} is missing`, name);
export const invalidState = (message: string): ApiReply => failure(400, apiErrorType.invalidState, message);
/** The device error of a sign-in, in the constant that the documentation lists. */
export const wrongDevice = (extension: string): ApiReply => ({
  status: 400,
  headers: {},
  payload: {
    kind: 'ApiErrors',
    value: [
      {
        errorType: apiErrorType.invalidInput,
        errorMessage: 'CF_INVALID_LOGON_DEVICE_SPECIFIED',
        errorData: extension,
        peripheralErrorCode: '10125',
      },
    ],
  },
});
/** What the other kind of deployment has. */
export const notImplemented = (what: string): ApiReply =>
  failure(501, apiErrorType.notImplemented, 'This deployment does not have it', what);
export const methodNotAllowed = failure(405, apiErrorType.badRequest, 'The object does not take this method');
