/**
 * Tokens of single sign-on, as the identity service would make and check them: each says whose it is and until when, and
 * bears a mark that others cannot guess by looking. Both nodes can check it without asking anybody. A simulation of a
 * signature, not one: nothing secret hangs on it.
 */
import type { Ms } from '../wire/names.ts';
import type { SsoTokens } from '../wire/sso-tokens.ts';
import type { ClusterOptions } from './contract.ts';
import { isMutated } from './mutations.ts';

export type SsoOptions = Pick<ClusterOptions, 'sso' | 'hosts' | 'mutations'>;

type TokenKind = 'access' | 'refresh';

/** A fresh pair; with `refreshedBy` the refresh token stays what it is, and so does its end. */
export function tokensFor(
  loginId: string,
  { sso, hosts }: SsoOptions,
  now: Ms,
  refreshedBy?: string,
): SsoTokens | undefined {
  if (!sso) return undefined;
  // A clock with fractions would put a dot into the token, which separates its parts.
  const at = Math.floor(now);
  const refreshEnd = refreshedBy === undefined ? at + sso.refreshSeconds * 1000 : endOf(refreshedBy);
  const accessEnd = at + sso.accessSeconds * 1000;
  return {
    token: write('access', loginId, accessEnd, hosts),
    expires_in: sso.accessSeconds,
    refresh_token: refreshedBy ?? write('refresh', loginId, refreshEnd, hosts),
    refresh_token_expires_in: Math.max(0, Math.floor((refreshEnd - now) / 1000)),
  };
}

/** Whose token it is; `undefined` when it is none of ours, of the other kind, or over. */
export function loginOfToken(kind: TokenKind, token: string, options: SsoOptions, now: Ms): string | undefined {
  if (!options.sso) return undefined;
  const [, written = '', end = ''] = token.split('.');
  const loginId = decoded(written);
  if (loginId === undefined || token !== write(kind, loginId, Number(end), options.hosts)) return undefined;
  const forEver = isMutated(options, kind === 'access' ? 'pf-10-access-never-expires' : 'pf-10-refresh-never-expires');
  return now < Number(end) || forEver ? loginId : undefined;
}

const endOf = (token: string): Ms => Number(token.split('.')[2]);

function write(kind: TokenKind, loginId: string, end: Ms, hosts: ClusterOptions['hosts']): string {
  const said = `${kind}.${encodeURIComponent(loginId)}.${end}`;
  const salt = `${hosts.publisher}|${hosts.subscriber}`;
  return `${said}.${hash(`${salt}|${said}`)}${hash(`${said}|${salt}`)}`;
}

/** FNV-1a, 32 bits, as hexadecimal digits. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value.toString(16).padStart(8, '0');
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
