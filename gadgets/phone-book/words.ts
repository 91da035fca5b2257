/** Everything the phone book says, in one place. */
import { catalogue } from '../../src/gadget/index.ts';
export const words = catalogue('gadget.phone-book', {
  search: 'Search the phone book',
  placeholder: 'Name, number or what they do',
  call: 'Call',
  callTo: (name: string, number: string) => `Call ${name}, ${number}`,
  reading: 'Reading the phone books…',
  nothingYet: 'The phone books were not read yet. They are read when there is a connection, and kept from then on.',
  empty: 'There is no phone book for your team.',
  noMatch: (text: string) => `Nobody is found for “${text}”.`,
  found: (count: number, all: number) => (count === all ? `${all} contacts` : `${count} of ${all} contacts`),
  shownFirst: (count: number) => `The first ${count} are shown; more letters narrow the search.`,
  again: 'Read again',
  readAt: (time: string) => `Read at ${time}`,
  calling: (name: string) => `Calling ${name}.`,
});
