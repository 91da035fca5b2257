/**
 * The deployment that the cluster simulates: people, teams, queues, reason codes. Configuration data that every part
 * may read and none may change. Knows nothing of states.
 */
import { paths } from '../wire/paths.ts';
import { systemReason } from '../wire/reason-code.ts';
import type { ReasonCategory, ReasonCode } from '../wire/reason-code.ts';
import type { Role, WrapUpSetting } from '../wire/user.ts';
import { extraPerson, extraTeam, isExtraExtension } from './extra-people.ts';

export interface Person {
  readonly loginId: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly roles: readonly Role[];
  readonly teamId: string;
  readonly supervises: readonly string[];
  /** Seconds of wrap-up after a call; 0: none. */
  readonly wrapUpSeconds: number;
  /** Settings of the same names: whether a call is followed by wrap-up. OPTIONAL is not simulated. */
  readonly wrapUpOnIncoming: WrapUpSetting;
  readonly wrapUpOnOutgoing: WrapUpSetting;
}

export interface TeamFixture {
  readonly id: string;
  readonly name: string;
}

export interface QueueFixture {
  readonly id: string;
  readonly name: string;
  /** What a customer dials to get there. */
  readonly dialedNumber: string;
  readonly members: readonly string[];
}

const agent = (loginId: string, firstName: string, lastName: string, wrapUpSeconds = 0): Person => ({
  loginId,
  password: 'secret',
  firstName,
  lastName,
  roles: ['Agent'],
  teamId: '1',
  supervises: [],
  wrapUpSeconds,
  wrapUpOnIncoming: wrapUpSeconds > 0 ? 'REQUIRED' : 'NOT_ALLOWED',
  wrapUpOnOutgoing: wrapUpSeconds > 0 ? 'REQUIRED' : 'NOT_ALLOWED',
});

export const people: readonly Person[] = [
  {
    ...agent('1000', 'Ingrid', 'Solberg'),
    roles: ['Agent', 'Supervisor'],
    supervises: ['1'],
  },
  agent('1001', 'Maya', 'Okafor'),
  agent('1002', 'Jonas', 'Weber'),
  agent('1003', 'Lucía', 'Herrera'),
  agent('1004', 'Tomáš', 'Novák'),
  // Two with a short wrap-up, so that WORK and WORK_READY are seen.
  agent('1005', 'Aisha', 'Rahman', 20),
  { ...agent('1006', 'Daniel', 'Byrne', 20), wrapUpOnOutgoing: 'NOT_ALLOWED' },
];

/**
 * An administrator who has a desktop too: an agent by role as well, for a desktop signs in as one (assumed). Apart from
 * `people`, who take calls, are in the teams and are met in simulations.
 */
const deskAdministrator: Person = {
  ...agent('1010', 'Henrik', 'Dahl'),
  roles: ['Agent', 'Administrator'],
  teamId: '2',
};

/** Everybody with a telephone. */
export const staff: readonly Person[] = [...people, deskAdministrator];

export const teams: readonly TeamFixture[] = [
  { id: '1', name: 'Support' },
  { id: '2', name: 'Operations' },
];

export const queues: readonly QueueFixture[] = [
  { id: '11', name: 'Billing', dialedNumber: '8001', members: ['1000', '1001', '1002', '1003', '1004'] },
  { id: '12', name: 'Technical support', dialedNumber: '8002', members: ['1000', '1001', '1003', '1005', '1006'] },
];

const code = (category: ReasonCategory, id: number, number: number, label: string): ReasonCode => ({
  uri: paths.reasonCode(id),
  id,
  category,
  code: number,
  label,
  forAll: true,
  systemCode: false,
});

/** Ids are those of the configuration database, on purpose not equal to the codes. */
export const reasonCodes: readonly ReasonCode[] = [
  code('NOT_READY', 21, 1, 'Break'),
  code('NOT_READY', 22, 2, 'Lunch'),
  code('NOT_READY', 23, 3, 'Meeting'),
  code('NOT_READY', 24, 4, 'Training'),
  code('LOGOUT', 31, 11, 'End of shift'),
  code('LOGOUT', 32, 12, 'Computer problem'),
];

const systemLabels: Readonly<Record<ReasonCategory, Readonly<Record<number, string>>>> = {
  NOT_READY: {
    [systemReason.startingForceLogout]: 'Starting Force Logout',
    [systemReason.supervisorInitiated]: 'Supervisor Initiated',
    [systemReason.callNotAnswered]: 'Call Not Answered',
    [systemReason.connectionFailure]: 'Connection Failure',
  },
  LOGOUT: {
    [systemReason.forceLogout]: 'Force Logout',
    [systemReason.connectionFailureLogout]: 'Connection Failure',
    [systemReason.supervisorInitiated]: 'Supervisor Initiated',
    [systemReason.connectionFailure]: 'System Failure',
  },
};

/** A system reason as the wire shows it: no database id, hence no URI. */
export function systemReasonCode(category: ReasonCategory, number: number): ReasonCode {
  return {
    uri: '',
    id: -1,
    category,
    code: number,
    label: systemLabels[category][number] ?? `System reason ${number}`,
    forAll: true,
    systemCode: true,
  };
}

/** Signs in to no phone: there is no agent of this name. */
const administrator: Person = { ...agent('admin', 'Petra', 'Lindqvist'), roles: ['Administrator'], teamId: '' };

const peopleById = new Map([...staff, administrator].map((person) => [person.loginId, person]));
const extensions = new Set(staff.map((person) => extensionOf(person.loginId)));

export const personOf = (loginId: string): Person | undefined => peopleById.get(loginId) ?? extraPerson(loginId);
export const teamOf = (id: string): TeamFixture | undefined => teams.find((team) => team.id === id) ?? extraTeam(id);
export const queueOf = (id: string): QueueFixture | undefined => queues.find((queue) => queue.id === id);
const queuesByMember = new Map(
  [...new Set(queues.flatMap((queue) => queue.members))].map((loginId) => [
    loginId,
    queues.filter((queue) => queue.members.includes(loginId)),
  ]),
);
const noQueues: readonly QueueFixture[] = [];

/** Asked at every change of an agent. */
export const queuesOf = (loginId: string): readonly QueueFixture[] => queuesByMember.get(loginId) ?? noQueues;
export const membersOf = (teamId: string): readonly Person[] =>
  staff.filter((person) => person.teamId === teamId && !person.supervises.includes(teamId));

/** The phone on a person's desk: login id + 3000. Anybody may sign in on any of these. */
export function extensionOf(loginId: string): string {
  return String(Number(loginId) + 3000);
}

export const isAgentExtension = (number: string): boolean => extensions.has(number) || isExtraExtension(number);

/** True when `loginId` may see and change what belongs to `other` as a supervisor or an administrator. */
export function supervises(loginId: string, other: string): boolean {
  const person = personOf(loginId);
  const member = personOf(other);
  if (!person || !member) return false;
  if (person.roles.includes('Administrator')) return true;
  return person.roles.includes('Supervisor') && person.supervises.includes(member.teamId);
}
