/** Who somebody is and what belongs to whom, from the configuration alone. */
import type { Authorization } from '../wire/http.ts';
import type { ClusterOptions } from './contract.ts';
import { isEmployed } from './extra-people.ts';
import { personOf } from './fixtures.ts';
import type { Person } from './fixtures.ts';

type Employer = Pick<ClusterOptions, 'extraAgents'>;

export function authenticates(loginId: string, password: string, employer: Employer): boolean {
  return personOf(loginId)?.password === password && isEmployed(loginId, employer);
}

/** The person behind a request's credentials. Tokens are for single sign-on, which this deployment does not use. */
export function personBehind(authorization: Authorization | undefined, employer: Employer): Person | undefined {
  if (authorization?.scheme !== 'Basic') return undefined;
  const { loginId, password } = authorization;
  return authenticates(loginId, password, employer) ? personOf(loginId) : undefined;
}
