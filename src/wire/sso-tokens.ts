/**
 * The token pair of single sign-on: JSON on the wire (finesse.md §1.1; names of the fields assumed). Tokens are opaque
 * to whoever holds them.
 */
import { WireFault } from './wire-error.ts';

export interface SsoTokens {
  /** Sent as Bearer, and as the password of the notification service. */
  readonly token: string;
  /** Seconds from now. */
  readonly expires_in: number;
  readonly refresh_token: string;
  /** Seconds from now. At zero the desktop forces the agent out (PF-10). */
  readonly refresh_token_expires_in: number;
}

export const encodeSsoTokens = (tokens: SsoTokens): string => JSON.stringify(tokens);

/** True for what only this object has. */
export const looksLikeTokens = (json: string): boolean => json.includes('"refresh_token"');

/** Throws `WireFault`. */
export function decodeSsoTokens(json: string): SsoTokens {
  const fields = objectIn(json);
  return {
    token: tokenIn(fields, 'token'),
    expires_in: secondsIn(fields, 'expires_in'),
    refresh_token: tokenIn(fields, 'refresh_token'),
    refresh_token_expires_in: secondsIn(fields, 'refresh_token_expires_in'),
  };
}

function refuse(path: string, message: string): never {
  throw new WireFault({ code: 'bad-value', path, message });
}

type Fields = Readonly<Record<string, unknown>>;

function objectIn(json: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return refuse('', 'This is no JSON.');
  }
  return typeof value === 'object' && value !== null ? (value as Fields) : refuse('', 'An object is expected.');
}

function tokenIn(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' && /^[!-~]+$/.test(value)
    ? value
    : refuse(name, 'A token is visible ASCII without blanks.');
}

function secondsIn(fields: Fields, name: string): number {
  const value = fields[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : refuse(name, 'Whole seconds are expected.');
}
