/** `ApiErrors` in both spellings. Round trips: `round-trip.test.ts`. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeApiErrors, encodeApiErrors } from './api-errors-codec.ts';

void describe('ApiErrors', () => {
  const error = { errorType: 'Invalid State', errorMessage: 'CF_INVALID_OBJECT_STATE', errorData: '22' };
  it('are read in both spellings and any order', () => {
    const rest =
      '<ApiErrors><ApiError><ErrorData>22</ErrorData><ErrorMessage>CF_INVALID_OBJECT_STATE</ErrorMessage><ErrorType>Invalid State</ErrorType></ApiError></ApiErrors>';
    const notification =
      '<apiErrors><apiError><errorType>Invalid State</errorType><errorData>22</errorData><errorMessage>CF_INVALID_OBJECT_STATE</errorMessage>' +
      '<peripheralErrorCode>10125</peripheralErrorCode><peripheralErrorText>x</peripheralErrorText></apiError></apiErrors>';
    assert.deepEqual(decodeApiErrors(rest), [error]);
    assert.deepEqual(decodeApiErrors(notification), [{ ...error, peripheralErrorCode: '10125' }]);
  });
  it('are written in the spelling of the place', () => {
    assert.match(encodeApiErrors([error]), /^<ApiErrors><ApiError><ErrorType>/);
    assert.match(encodeApiErrors([error], 'notification'), /^<apiErrors><apiError><errorType>/);
  });
  it('are understood by halves', () => {
    assert.deepEqual(decodeApiErrors('<ApiErrors><ApiError/></ApiErrors>'), [
      { errorType: '', errorMessage: '', errorData: '' },
    ]);
  });
});
