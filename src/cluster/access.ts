/** Who somebody is and what belongs to whom, from the configuration alone. */
import type { Authorization } from '../wire/http.ts';
import { personOf } from './fixtures.ts';
import type { Person } from './fixtures.ts';

export function authenticates(loginId: string, password: string): boolean {
  return personOf(loginId)?.password === password;
}

/** The person behind a request's credentials. Tokens are for single sign-on, which this deployment does not use. */
export function personBehind(authorization: Authorization | undefined): Person | undefined {
  if (authorization?.scheme !== 'Basic') return undefined;
  return authenticates(authorization.loginId, authorization.password) ? personOf(authorization.loginId) : undefined;
}
