/** What XML cannot carry is refused as a node would refuse it, so that the agent reads why. Nothing is sent. */
import { apiErrorType } from '../../wire/api-errors.ts';
import type { ApiReply, ApiRequest, Authorization, HttpRequest } from '../../wire/http.ts';
import { encodeRequest } from '../../wire/rest-codec.ts';
import { WireFault } from '../../wire/wire-error.ts';

export function encodeOrRefuse(
  request: ApiRequest,
  authorization: Authorization | undefined,
): { readonly http: HttpRequest } | { readonly refusal: ApiReply } {
  try {
    return { http: encodeRequest(request, authorization) };
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    const refused = {
      errorType: apiErrorType.invalidInput,
      errorMessage: error.error.message,
      errorData: error.error.path,
    };
    return { refusal: { status: 400, headers: {}, payload: { kind: 'ApiErrors', value: [refused] } } };
  }
}
