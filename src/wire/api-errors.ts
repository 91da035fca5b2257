/**
 * The error body of the REST interface (`ApiErrors`), and its lower-camel twin in notifications (`apiErrors`).
 * Codec: `api-errors-codec.ts` accepts both spellings and any order.
 */

export interface ApiError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly errorData: string;
  /** MRD errors only. */
  readonly errorMedia?: string;
  readonly peripheralErrorCode?: string;
  readonly peripheralErrorMsg?: string;
}

export type ApiErrors = readonly ApiError[];

/** Error types as the documentation spells them. */
export const apiErrorType = {
  serviceUnavailable: 'Service Unavailable',
  authorizationFailure: 'Authorization Failure',
  invalidInput: 'Invalid Input',
  invalidState: 'Invalid State',
  parameterMissing: 'Parameter Missing',
  invalidAuthorizationUser: 'Invalid Authorization User Specified',
  invalidSupervisor: 'Invalid Supervisor',
  notFound: 'Not Found',
  userNotFound: 'User Not Found',
  badRequest: 'Bad Request',
  genericError: 'Generic Error',
  forbidden: 'Forbidden',
  operationFailure: 'Operation Failure',
  notImplemented: 'Not Implemented',
} as const;
