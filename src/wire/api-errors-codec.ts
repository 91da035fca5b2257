/**
 * `ApiErrors` (REST) and `apiErrors` (notifications): XML in and out (finesse.md §1.2). Both spellings and any order are
 * read; what is not there is empty, for an error that is half understood is still an error.
 */
import type { ApiError, ApiErrors } from './api-errors.ts';
import { childrenNamed, optionalChild, ownText, readRoot, textOf, type Cursor } from './xml-cursor.ts';
import { element, optional, text, writeXml, type XmlNode } from './xml-write.ts';

const optionalFields = ['errorMedia', 'peripheralErrorCode', 'peripheralErrorMsg'] as const;

export function readApiErrors(cursor: Cursor): ApiErrors {
  return childrenNamed(cursor, 'ApiError').map(readApiError);
}

function readApiError(cursor: Cursor): ApiError {
  const rest: Partial<Record<(typeof optionalFields)[number], string>> = {};
  for (const field of optionalFields) {
    const child = optionalChild(cursor, field);
    if (child !== undefined) rest[field] = ownText(child);
  }
  return {
    errorType: textOf(cursor, 'errorType'),
    errorMessage: textOf(cursor, 'errorMessage'),
    errorData: textOf(cursor, 'errorData'),
    ...rest,
  };
}

/** `rest` writes `ApiErrors > ApiError > ErrorType …`, `notification` the same in lower camel case. */
export type ApiErrorsSpelling = 'rest' | 'notification';

export function writeApiErrors(errors: ApiErrors, spelling: ApiErrorsSpelling = 'rest'): XmlNode {
  const spell = (name: string): string => (spelling === 'rest' ? name.charAt(0).toUpperCase() + name.slice(1) : name);
  return element(
    spell('apiErrors'),
    errors.map((error) =>
      element(spell('apiError'), [
        text(spell('errorType'), error.errorType),
        text(spell('errorMessage'), error.errorMessage),
        text(spell('errorData'), error.errorData),
        ...optionalFields.map((field) => optional(error[field], (value) => text(spell(field), value))),
      ]),
    ),
  );
}

/** Reads `<ApiErrors>` or `<apiErrors>`. Throws `WireFault`. */
export function decodeApiErrors(xml: string): ApiErrors {
  return readApiErrors(readRoot(xml, 'ApiErrors'));
}

/** Writes `<ApiErrors>`, or `<apiErrors>`. Throws `WireFault` for a value outside the model. */
export function encodeApiErrors(errors: ApiErrors, spelling: ApiErrorsSpelling = 'rest'): string {
  return writeXml(writeApiErrors(errors, spelling));
}
