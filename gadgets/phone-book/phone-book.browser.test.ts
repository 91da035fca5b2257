// Phone book: read once per sign-in when seen, searched, called, kept for when nothing is connected.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import {
  answerWith,
  byTestId,
  fakeDesktop,
  show,
  type as typeInto,
  until,
} from '../../src/gadget/test/fake-desktop.ts';
import type { Contact } from '../../src/gadget/index.ts';
import { find, mostShown } from './search.ts';
import PhoneBookGadget from './index.ts';

const contact = (firstName: string, lastName: string, phoneNumber: string, description = ''): Contact => ({
  uri: `/finesse/api/PhoneBook/1/Contact/${phoneNumber}`,
  firstName,
  lastName,
  phoneNumber,
  description,
});
const books = [
  {
    uri: '/finesse/api/PhoneBook/1',
    name: 'Company',
    type: 'GLOBAL' as const,
    contacts: [
      contact('Reception', '', '030 1000', 'Switchboard'),
      contact('Hélène', 'Dubois', '030-1017', 'Contracts'),
    ],
  },
  {
    uri: '/finesse/api/PhoneBook/2',
    name: 'Support',
    type: 'TEAM' as const,
    contacts: [contact('Ingrid', 'Solberg', '4000', 'Supervisor')],
  },
];
const withBooks = () => {
  const desktop = fakeDesktop();
  desktop.answerRead = () => answerWith({ kind: 'PhoneBooks', value: books });
  return desktop;
};
const contacts = (element: HTMLElement) =>
  [...(element.shadowRoot?.querySelectorAll('[data-testid="contact"]') ?? [])].map((row) =>
    row.textContent.replace(/\s+/g, ' ').trim(),
  );
const shown = async (desktop: ReturnType<typeof fakeDesktop>) => {
  const element = await show(PhoneBookGadget, desktop.handle);
  await until(() => contacts(element).length === 3, 'the books are shown');
  return element;
};
afterEach(() => document.body.replaceChildren());

describe('phone-book', () => {
  it('is read once per sign-in, not again after a failover, and again with the next sign-in', async () => {
    const desktop = withBooks();
    const element = await shown(desktop);
    desktop.setView({ phase: 'searching' });
    desktop.setView({ phase: 'connected', epoch: 2, node: 'subscriber' });
    await element.updateComplete;
    expect(desktop.reads).to.deep.equal(['/finesse/api/User/1001/PhoneBooks']);
    desktop.setView({ session: { agentId: '1001', extension: '4001', signedInAt: 5 } });
    await until(() => desktop.reads.length === 2, 'another sign-in reads again');
  });

  it('finds by name without accents, by what they do, and by digits', () => {
    const names = (text: string) =>
      find(books, text).books.flatMap((book) => book.contacts.map((one) => one.phoneNumber));
    expect(names('helene dub')).to.deep.equal(['030-1017']);
    expect(names('supervisor')).to.deep.equal(['4000']);
    expect(names('0301')).to.deep.equal(['030-1017', '030 1000']);
    expect(names('030 10')).to.deep.equal(['030-1017', '030 1000']);
    expect(names('nobody')).to.deep.equal([]);
    const many = Array.from({ length: 250 }, (_, at) => contact('Person', String(at), String(at)));
    const found = find([{ uri: '', name: 'Many', type: 'GLOBAL', contacts: many }], '');
    expect(found.count).to.equal(250);
    expect(found.books[0]?.contacts).to.have.length(mostShown);
  });

  it('searches and calls; a refusal is told', async () => {
    const desktop = withBooks();
    const element = await shown(desktop);
    typeInto(byTestId(element, 'phone-book-search'), 'dubois');
    await element.updateComplete;
    expect(contacts(element)).to.deep.equal(['Hélène Dubois 030-1017 · Contracts Call']);
    expect(byTestId(element, 'phone-book-count').textContent).to.equal('1 of 3 contacts');
    byTestId(element, 'call-contact').click();
    expect(desktop.commands).to.deep.equal([{ type: 'make-call', to: '030-1017' }]);
    desktop.outcome = { outcome: 'not-applied', code: 'Invalid State', message: 'There is a call' };
    await until(() => byTestId(element, 'call-contact').getAttribute('aria-disabled') === 'false', 'the call was made');
    byTestId(element, 'call-contact').click();
    await until(() => byTestId(element, 'phone-book-trouble').textContent.includes('There is a call'), 'the refusal');
  });

  it('stays readable without a connection, from the cache of the page before, and calls nobody then', async () => {
    const desktop = withBooks();
    const first = await shown(desktop);
    first.remove();
    desktop.setView({ phase: 'searching' });
    const second = await show(PhoneBookGadget, desktop.again());
    expect(contacts(second)).to.have.length(3);
    byTestId(second, 'call-contact').click();
    byTestId(second, 'phone-book-again').click();
    await second.updateComplete;
    expect(desktop.commands).to.deep.equal([]);
    expect(desktop.reads).to.have.length(1);
    expect(second.shadowRoot?.querySelector('#why')?.hasAttribute('hidden')).to.equal(false);
  });

  it('what cannot be read is told, and read again by its button only', async () => {
    const desktop = fakeDesktop();
    desktop.answerRead = () => ({ kind: 'failed', failure: 'timeout' });
    const element = await show(PhoneBookGadget, desktop.handle);
    await until(() => byTestId(element, 'phone-book-trouble').textContent.includes('did not answer'), 'the trouble');
    desktop.setView({ queues: [] });
    await element.updateComplete;
    expect(desktop.reads).to.have.length(1);
    desktop.answerRead = () => answerWith({ kind: 'PhoneBooks', value: books });
    byTestId(element, 'phone-book-again').click();
    await until(() => contacts(element).length === 3, 'read again');
    expect(byTestId(element, 'phone-book-trouble').textContent).to.equal('');
  });

  it('an empty budget is waited for; an answer of another kind is told', async () => {
    const desktop = fakeDesktop();
    desktop.answerRead = () => {
      desktop.answerRead = () => answerWith({ kind: 'Queues', value: [] });
      return { kind: 'refused', code: 'budget-empty', retryAfterMs: 100 };
    };
    const element = await show(PhoneBookGadget, desktop.handle);
    await until(
      () => byTestId(element, 'phone-book-trouble').textContent.includes('cannot be used'),
      'the second answer',
    );
    expect(desktop.reads).to.have.length(2);
  });

  it('is accessible and fits 320 px', async () => {
    const element = await shown(withBooks());
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
  });
});
