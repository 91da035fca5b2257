/** The `Authorization` header: Basic and Bearer, text in and out (finesse.md §1.1). Checks no password. */
import { decodeBase64, encodeBase64 } from './base64.ts';
import type { Authorization } from './http.ts';
import { WireFault } from './wire-error.ts';
import { isXmlText } from './xml-text.ts';

const header = /^[ \t]*([A-Za-z]+) +([!-~]+)[ \t]*$/;
const bearerToken = /^[!-~]+$/;

/** Throws `WireFault`: a login id with a colon, or a token with blanks, would be read as something else. */
export function writeAuthorization(authorization: Authorization): string {
  if (authorization.scheme === 'Bearer') {
    if (!bearerToken.test(authorization.token)) refuse('token', 'A token is visible ASCII without blanks.');
    return `Bearer ${authorization.token}`;
  }
  const { loginId, password } = authorization;
  if (loginId.includes(':')) refuse('loginId', 'A login id cannot hold a colon.');
  if (!isXmlText(loginId)) refuse('loginId', 'A login id holds a character that cannot be sent.');
  if (!isXmlText(password)) refuse('password', 'The password holds a character that cannot be sent.');
  return `Basic ${encodeBase64(`${loginId}:${password}`)}`;
}

function refuse(path: string, message: string): never {
  throw new WireFault({ code: 'bad-value', path: `Authorization/${path}`, message });
}

/** `undefined` for another scheme or for credentials that cannot be read. */
export function readAuthorization(value: string): Authorization | undefined {
  const [, scheme = '', credentials = ''] = header.exec(value) ?? [];
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return { scheme: 'Bearer', token: credentials };
    case 'basic': {
      const pair = decodeBase64(credentials);
      const colon = pair?.indexOf(':') ?? -1;
      if (pair === undefined || colon === -1) return undefined;
      return { scheme: 'Basic', loginId: pair.slice(0, colon), password: pair.slice(colon + 1) };
    }
    default:
      return undefined;
  }
}
