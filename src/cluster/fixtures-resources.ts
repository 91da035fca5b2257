/**
 * What the administrator has configured for teams besides people: wrap-up reasons and phone books. Configuration data
 * that every part may read and none may change.
 */
import { paths } from '../wire/paths.ts';
import type { Contact, PhoneBook } from '../wire/phone-book.ts';
import type { WrapUpReason } from '../wire/wrap-up-reason.ts';

interface ForTeams {
  /** Ids of teams; absent: all. */
  readonly teams?: readonly string[];
}

const wrapUp = (id: number, label: string, teams?: readonly string[]): WrapUpReason & ForTeams => ({
  uri: paths.wrapUpReason(id),
  label,
  forAll: teams === undefined,
  ...(teams ? { teams } : {}),
});

const allWrapUpReasons = [
  wrapUp(41, 'Resolved'),
  wrapUp(42, 'Follow-up needed'),
  wrapUp(43, 'Passed on'),
  wrapUp(44, 'Wrong number'),
  wrapUp(45, 'Contract renewed', ['1']),
];

const contact = (
  book: number,
  id: number,
  names: readonly [string, string],
  number: string,
  about: string,
): Contact => ({
  uri: `${paths.phoneBook(book)}/Contact/${String(id)}`,
  firstName: names[0],
  lastName: names[1],
  phoneNumber: number,
  description: about,
});

const allPhoneBooks: readonly (PhoneBook & ForTeams)[] = [
  {
    uri: paths.phoneBook(51),
    name: 'Company',
    type: 'GLOBAL',
    contacts: [
      contact(51, 1, ['Reception', ''], '0301000', 'Switchboard'),
      contact(51, 2, ['Hélène', 'Dubois'], '0301017', 'Contracts'),
    ],
  },
  {
    uri: paths.phoneBook(52),
    name: 'Support',
    type: 'TEAM',
    teams: ['1'],
    contacts: [
      contact(52, 3, ['Ingrid', 'Solberg'], '4000', 'Supervisor'),
      contact(52, 4, ['Field', 'service'], '0401500', 'Engineers on the road'),
    ],
  },
];

const isFor = (teamId: string, { teams }: ForTeams): boolean => teams === undefined || teams.includes(teamId);

/** Those of a team, or all of them. */
export const wrapUpReasonsOf = (teamId?: string): readonly WrapUpReason[] =>
  allWrapUpReasons
    .filter((each) => teamId === undefined || isFor(teamId, each))
    .map(({ uri, label, forAll }) => ({ uri, label, forAll }));

export const phoneBooksOf = (teamId?: string): readonly PhoneBook[] =>
  allPhoneBooks
    .filter((each) => teamId === undefined || isFor(teamId, each))
    .map(({ uri, name, type, contacts }) => ({ uri, name, type, contacts }));
