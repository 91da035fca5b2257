/** Everything the list of connected people says, in one place. */
import type { NodeName } from '../../src/gadget/index.ts';
import type { Kind } from './people.ts';

export const nodeWords: Readonly<Record<NodeName, string>> = { publisher: 'Publisher', subscriber: 'Subscriber' };

/** One, and many. */
export const kindWords: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  agent: ['Agent', 'Agents'],
  supervisor: ['Supervisor', 'Supervisors'],
  administrator: ['Administrator', 'Administrators'],
  desktop: ['Desktop, role not told', 'Desktops, role not told'],
  phone: ['IP phone (IPPA)', 'IP phones (IPPA)'],
  other: ['Another program', 'Other programs'],
};

export const words = {
  counts: 'Connected, by kind and node',
  kind: 'Kind',
  all: 'All',
  list: 'Who is connected',
  find: 'Find by name, login, extension or team',
  show: 'Show',
  everyKind: 'Every kind',
  shown: (count: number, of: number) => (count === of ? `${count} connected` : `${count} of ${of} connected`),
  onlyFirst: (count: number) => `The first ${count} are shown. Find by name to see others.`,
  nobody: 'Nobody is connected.',
  noMatch: 'Nobody like that is connected.',
  notYet: 'Not read yet: it is read when there is a connection.',
  notAllowed: 'This is for administrators: you may not read who is connected.',
  on: (node: string) => `on the ${node}`,
  since: (time: string, lasts: string) => `since ${time} (${lasts})`,
  extension: (number: string) => (number === '' ? 'no extension' : `extension ${number}`),
  readAt: (node: string, age: string) => `${node}: read at ${age}`,
  neverRead: (node: string) => `${node}: not read yet`,
  notRead: (node: string, why: string) => `${node} could not be read: ${why}`,
} as const;
