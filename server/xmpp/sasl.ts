/**
 * SASL PLAIN (RFC 4616), the one mechanism that Finesse's notification service takes: reads who somebody says to be.
 * Whether it is true is the cluster's business.
 */
import { decodeBase64 } from '../../src/wire/base64.ts';

export interface Credentials {
  readonly loginId: string;
  readonly password: string;
}

/** RFC 6120 §6.5. */
export type SaslFailure = 'incorrect-encoding' | 'malformed-request' | 'invalid-authzid';

/** `host` is the stream's domain: the authorisation identity, if any, must be the user's own there. */
export function readPlain(text: string, host: string): Credentials | SaslFailure {
  // "=" is an empty answer (RFC 6120 §6.4.2).
  const message = text.trim() === '=' ? '' : decodeBase64(text.trim());
  if (message === undefined) return 'incorrect-encoding';
  const parts = message.split('\0');
  const [authorisation = '', loginId = '', password = ''] = parts;
  if (parts.length !== 3 || loginId === '' || password === '') return 'malformed-request';
  if (authorisation !== '' && authorisation !== loginId && authorisation !== `${loginId}@${host}`) {
    return 'invalid-authzid';
  }
  return { loginId, password };
}
