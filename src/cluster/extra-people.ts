/**
 * Agents beyond the named ones (`ClusterOptions.extraAgents`), for measuring and for runs with many: 20001 and up, in
 * teams of twenty, with nobody over them. All is computed from the number, so that no cluster must keep a list.
 */
import type { ClusterOptions } from './contract.ts';
import type { Person, TeamFixture } from './fixtures.ts';

/** So many there can be: the login ids stay five digits. */
export const extraAgentsAtMost = 9_999;

const base = 20_000;
const teamSize = 20;
const firstTeam = 101;

const loginIdOf = (number: number): string => String(base + number);

/** 1 for 20001; `undefined` for whoever is none of them. */
function numberOf(loginId: string): number | undefined {
  if (!loginId.startsWith('2')) return undefined;
  const number = Number(loginId) - base;
  const isOne = Number.isInteger(number) && number >= 1 && number <= extraAgentsAtMost;
  // Other ways to write the number are no login.
  return isOne && loginIdOf(number) === loginId ? number : undefined;
}

const teamNumberOf = (number: number): number => firstTeam + Math.floor((number - 1) / teamSize);

/** Asked several times for every request, and always the same. */
const known = new Map<string, Person>();

/** Whoever would have this login; whether a cluster employs so many, `isEmployed` says. */
export function extraPerson(loginId: string): Person | undefined {
  const person = known.get(loginId);
  if (person) return person;
  const number = numberOf(loginId);
  if (number === undefined) return undefined;
  const made = personAt(loginId, number);
  known.set(loginId, made);
  return made;
}

function personAt(loginId: string, number: number): Person {
  return {
    loginId,
    password: 'secret',
    firstName: 'Agent',
    lastName: loginId,
    roles: ['Agent'],
    teamId: String(teamNumberOf(number)),
    supervises: [],
    wrapUpSeconds: 0,
    wrapUpOnIncoming: 'NOT_ALLOWED',
    wrapUpOnOutgoing: 'NOT_ALLOWED',
  };
}

export function extraTeam(id: string): TeamFixture | undefined {
  const number = /^\d{3}$/.test(id) ? Number(id) : 0;
  const known = number >= firstTeam && number <= teamNumberOf(extraAgentsAtMost);
  return known ? { id, name: `Team ${id}` } : undefined;
}

/** The phones of all who could be employed: login id + 3000, as everybody's. */
export const isExtraExtension = (number: string): boolean =>
  /^\d{5}$/.test(number) && numberOf(String(Number(number) - 3000)) !== undefined;

/** The named ones always are; of the others as many as the cluster was made with. */
export function isEmployed(loginId: string, { extraAgents = 0 }: Pick<ClusterOptions, 'extraAgents'>): boolean {
  const number = numberOf(loginId);
  return number === undefined || number <= extraAgents;
}

/** Throws `RangeError` for more than there can be. */
export function extraLoginIds(extraAgents = 0): readonly string[] {
  if (!Number.isInteger(extraAgents) || extraAgents < 0 || extraAgents > extraAgentsAtMost) {
    throw new RangeError(`There can be 0 to ${extraAgentsAtMost} extra agents, not ${extraAgents}.`);
  }
  return Array.from({ length: extraAgents }, (_, index) => loginIdOf(index + 1));
}
