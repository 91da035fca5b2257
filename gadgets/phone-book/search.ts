/** Finding people in phone books. Pure. */
import type { Contact, PhoneBook } from '../../src/gadget/index.ts';

export interface FoundBook {
  readonly name: string;
  readonly contacts: readonly Contact[];
}

export interface Found {
  readonly books: readonly FoundBook[];
  /** Matching contacts, those included that are not shown. */
  readonly count: number;
  readonly all: number;
}

/** So many rows are drawn at most: a list that nobody reads to its end is not worth the time. Ours. */
export const mostShown = 100;

export const nameOf = ({ firstName, lastName, phoneNumber }: Contact): string =>
  `${firstName} ${lastName}`.trim() || phoneNumber;

/** Without accents and case; digits are found whatever stands between them. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
const digits = (text: string): string => text.replace(/[\s()/.-]/g, '');

function matches(contact: Contact, words: readonly string[]): boolean {
  const text = plain(`${contact.firstName} ${contact.lastName} ${contact.description}`);
  const number = digits(contact.phoneNumber);
  return words.every((word) => text.includes(word) || number.includes(word));
}

/** Every word must be found; contacts of a book by name. */
export function find(books: readonly PhoneBook[], text: string): Found {
  const isNumber = /^[\d\s()/.+*#-]+$/.test(text);
  const words = (isNumber ? [digits(text)] : plain(text).split(/\s+/)).filter((word) => word !== '');
  let room = mostShown;
  let count = 0;
  let all = 0;
  const found: FoundBook[] = [];
  for (const { name, contacts } of books) {
    all += contacts.length;
    const hits = contacts.filter((contact) => matches(contact, words));
    count += hits.length;
    const shown = hits.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other))).slice(0, room);
    room -= shown.length;
    if (shown.length > 0) found.push({ name, contacts: shown });
  }
  return { books: found, count, all };
}
