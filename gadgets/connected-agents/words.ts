/** Everything the list of connected people says, in one place. */
import { catalogue, worded } from '../../src/gadget/index.ts';
import type { NodeName } from '../../src/gadget/index.ts';
import type { Kind } from './people.ts';

export const nodeWords: Readonly<Record<NodeName, string>> = catalogue('gadget.connected-agents.node', {
  publisher: 'Publisher',
  subscriber: 'Subscriber',
});

/** Within a sentence. */
export const nodeInSentence: Readonly<Record<NodeName, string>> = catalogue(
  'gadget.connected-agents.node-in-sentence',
  {
    publisher: 'publisher',
    subscriber: 'subscriber',
  },
);

/** One, and many. */
export const kindWords: Readonly<Record<Kind, { readonly one: string; readonly many: string }>> = worded(
  'gadget.connected-agents.kind',
  ['one', 'many'],
  {
    agent: { one: 'Agent', many: 'Agents' },
    supervisor: { one: 'Supervisor', many: 'Supervisors' },
    administrator: { one: 'Administrator', many: 'Administrators' },
    desktop: { one: 'Desktop, role not told', many: 'Desktops, role not told' },
    phone: { one: 'IP phone (IPPA)', many: 'IP phones (IPPA)' },
    other: { one: 'Another program', many: 'Other programs' },
  },
);

export const words = catalogue('gadget.connected-agents', {
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
});
