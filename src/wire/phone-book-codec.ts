/** The list `PhoneBooks`, each with its `Contacts`: XML in and out (finesse.md §1.7). */
import { phoneBookTypes, type Contact, type PhoneBook } from './phone-book.ts';
import { childrenNamed, filledTextOf, optionalChild, textOf, wordOf, type Cursor } from './xml-cursor.ts';
import { element, filledText, oneOf, text, type XmlNode } from './xml-write.ts';

const readContact = (cursor: Cursor): Contact => ({
  uri: textOf(cursor, 'uri'),
  firstName: textOf(cursor, 'firstName'),
  lastName: textOf(cursor, 'lastName'),
  phoneNumber: filledTextOf(cursor, 'phoneNumber'),
  description: textOf(cursor, 'description'),
});

function readPhoneBook(cursor: Cursor): PhoneBook {
  const contacts = optionalChild(cursor, 'Contacts');
  return {
    uri: textOf(cursor, 'uri'),
    name: filledTextOf(cursor, 'name'),
    type: wordOf(cursor, 'type', phoneBookTypes),
    contacts: contacts === undefined ? [] : childrenNamed(contacts, 'Contact').map(readContact),
  };
}

export const readPhoneBooks = (cursor: Cursor): readonly PhoneBook[] =>
  childrenNamed(cursor, 'PhoneBook').map(readPhoneBook);

const writeContact = (contact: Contact): XmlNode =>
  element('Contact', [
    text('uri', contact.uri),
    text('firstName', contact.firstName),
    text('lastName', contact.lastName),
    filledText('phoneNumber', contact.phoneNumber),
    text('description', contact.description),
  ]);

export const writePhoneBooks = (books: readonly PhoneBook[]): XmlNode =>
  element(
    'PhoneBooks',
    books.map((book) =>
      element('PhoneBook', [
        text('uri', book.uri),
        filledText('name', book.name),
        oneOf('type', book.type, phoneBookTypes),
        element('Contacts', book.contacts.map(writeContact)),
      ]),
    ),
  );
