/** Who is connected, as this gadget shows and finds them: by kind, by node, by name. Pure; knows no element. */
import type { ConnectedUser, NodeName } from '../../src/gadget/index.ts';

/** `desktop`: one whose user's role the node does not tell. `other`: a client that somebody else wrote. */
export const kinds = ['agent', 'supervisor', 'administrator', 'desktop', 'phone', 'other'] as const;
export type Kind = (typeof kinds)[number];

export interface Connected {
  readonly loginId: string;
  readonly name: string;
  readonly kind: Kind;
  readonly team: string;
  readonly extension: string;
  readonly node: NodeName;
  /** Ms since 1970, by the node's clock. */
  readonly since: number;
}

export interface NodeList {
  /** When the node said so; ms since 1970, by its clock. */
  readonly at: number;
  readonly people: readonly Connected[];
}
export type Lists = Readonly<Partial<Record<NodeName, NodeList>>>;

/** As many rows are shown at once; finding narrows them. */
export const mostShown = 50;
/** As many are kept of a node for after a reload without a connection. */
const mostKept = 200;

/** The highest role counts: an administrator with a desktop is an agent by role too. */
function kindOf({ userType, roles }: ConnectedUser): Kind {
  if (userType === 'FIPPA') return 'phone';
  if (userType === 'THIRDPARTY') return 'other';
  if (roles.includes('Administrator')) return 'administrator';
  if (roles.includes('Supervisor')) return 'supervisor';
  return roles.includes('Agent') ? 'agent' : 'desktop';
}

/** The JID is left out: it names the node's host, and what is kept outlives the pair it was read from. */
export function listOf(node: NodeName, users: readonly ConnectedUser[], at: number): NodeList {
  const people = users.map((user) => ({
    loginId: user.loginId,
    name: `${user.firstName} ${user.lastName}`.trim() || user.loginId,
    kind: kindOf(user),
    team: user.teamName,
    extension: user.extension,
    node,
    since: at - user.connectedDuration * 1000,
  }));
  return { at, people: people.toSorted((one, other) => one.name.localeCompare(other.name)) };
}

export const everybody = ({ publisher, subscriber }: Lists): readonly Connected[] => [
  ...(publisher?.people ?? []),
  ...(subscriber?.people ?? []),
];

export const countOf = (lists: Lists, node: NodeName, kind: Kind): number =>
  (lists[node]?.people ?? []).filter((person) => person.kind === kind).length;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word must begin a word of the name, the login id, the extension or the team; accents do not matter. */
export function find(lists: Lists, searched: string, kind: Kind | ''): readonly Connected[] {
  const wanted = plain(searched)
    .split(/\s+/)
    .filter((word) => word !== '');
  return everybody(lists)
    .filter((person) => kind === '' || person.kind === kind)
    .filter(({ name, loginId, extension, team }) => {
      const has = plain(`${name} ${loginId} ${extension} ${team}`).split(/\s+/);
      return wanted.every((word) => has.some((own) => own.startsWith(word)));
    });
}

/** Whether it is worth keeping anew: somebody came, went or moved. */
export const isSamePeople = (one: NodeList | undefined, other: NodeList): boolean =>
  one !== undefined && idsOf(one) === idsOf(bounded(other));

const idsOf = ({ people }: NodeList): string => people.map(({ kind, loginId }) => `${kind} ${loginId}`).join();

export const bounded = (list: NodeList): NodeList => ({ ...list, people: list.people.slice(0, mostKept) });
