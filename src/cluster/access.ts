/** Who somebody is and what belongs to whom, from the configuration alone. */
import type { Authorization } from '../wire/http.ts';
import type { Ms } from '../wire/names.ts';
import type { ClusterOptions } from './contract.ts';
import { isEmployed } from './extra-people.ts';
import { personOf } from './fixtures.ts';
import type { Person } from './fixtures.ts';
import { loginOfToken } from './sso.ts';
import type { SsoOptions } from './sso.ts';

type Employer = Pick<ClusterOptions, 'extraAgents'> & Partial<SsoOptions>;

/** With `now`, an access token stands for the password (assumed for the notification service). */
export function authenticates(loginId: string, password: string, employer: Employer, now?: Ms): boolean {
  if (!isEmployed(loginId, employer)) return false;
  return personOf(loginId)?.password === password || tokenOwner(password, employer, now) === loginId;
}

function tokenOwner(token: string, { hosts, ...rest }: Employer, now: Ms | undefined): string | undefined {
  return hosts && now !== undefined ? loginOfToken('access', token, { hosts, ...rest }, now) : undefined;
}

/** The person behind a request's credentials. Tokens count where there is single sign-on and `now` is told. */
export function personBehind(
  authorization: Authorization | undefined,
  employer: Employer,
  now?: Ms,
): Person | undefined {
  if (authorization?.scheme === 'Bearer') {
    const owner = tokenOwner(authorization.token, employer, now);
    return owner !== undefined && isEmployed(owner, employer) ? personOf(owner) : undefined;
  }
  if (!authorization) return undefined;
  const { loginId, password } = authorization;
  return authenticates(loginId, password, employer) ? personOf(loginId) : undefined;
}
