// Connected agents: both nodes are asked, kinds are told apart, people are found; nothing of a host is kept, nothing asked without leave.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import {
  answerWith,
  byTestId,
  fakeDesktop,
  show,
  someUser,
  until,
  type FakeDesktop,
} from '../../src/gadget/test/fake-desktop.ts';
import type { ConnectedUser, NodeName } from '../../src/gadget/index.ts';
import ConnectedAgents from './index.ts';
import { find, listOf, mostShown } from './people.ts';

const user = (loginId: string, name: string, change: Partial<ConnectedUser> = {}): ConnectedUser => ({
  loginId,
  userType: 'DESKTOP',
  xmppJID: `${loginId}@publisher.example/desktop`,
  firstName: name.split(' ')[0] ?? '',
  lastName: name.split(' ')[1] ?? '',
  teamName: 'Support',
  extension: `4${loginId.slice(1)}`,
  connectedDuration: 90,
  roles: ['Agent'],
  ...change,
});
const here = {
  publisher: [
    user('1001', 'Maya Okafor'),
    user('1000', 'Ingrid Solberg', { roles: ['Agent', 'Supervisor'] }),
    user('1003', 'Lucía Herrera', { userType: 'FIPPA' }),
  ],
  subscriber: [
    user('1010', 'Henrik Dahl', { roles: ['Agent', 'Administrator'], teamName: '' }),
    user('1002', 'Jonas Weber', { userType: 'THIRDPARTY' }),
    user('1004', 'Tomáš Novák', { roles: [] }),
  ],
};
const answers = (desktop: FakeDesktop, users: Readonly<Record<NodeName, readonly ConnectedUser[]>> = here) => {
  desktop.answerRead = (path, node = 'publisher') =>
    answerWith({ kind: 'ConnectedUsersInfo', value: { uri: path, users: users[node] } });
};
const administrator = () => {
  const desktop = fakeDesktop({ agent: someUser({ loginId: '1010', roles: ['Agent', 'Administrator'] }) });
  answers(desktop);
  return desktop;
};
const rows = (element: HTMLElement) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>('[data-testid=connected-person]') ?? []),
];
const logins = (element: HTMLElement) => rows(element).map((row) => `${row.dataset['node']} ${row.dataset['loginId']}`);
const shown = async (desktop = administrator()) => {
  const element = await show(ConnectedAgents, desktop.handle);
  await until(() => rows(element).length === 6, 'both nodes have answered');
  return { desktop, element };
};
const type = (element: HTMLElement, text: string) => {
  const field = byTestId(element, 'find-connected');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
};
afterEach(() => document.body.replaceChildren());

describe('connected-agents', () => {
  it('MM-5: shows who is on which node, by kind, and since when', async () => {
    const { element } = await shown();
    const table = [...(element.shadowRoot?.querySelectorAll<HTMLTableRowElement>('tbody tr') ?? [])].map((row) =>
      [...row.cells].map((cell) => cell.textContent.trim()).join(' '),
    );
    expect(table).to.deep.equal([
      'Agents 1 0',
      'Supervisors 1 0',
      'Administrators 0 1',
      'Desktops, role not told 0 1',
      'IP phones (IPPA) 1 0',
      'Other programs 0 1',
      'All 3 3',
    ]);
    expect(rows(element)[1]?.textContent.replace(/\s+/g, ' '))
      .to.contain('on the publisher, since')
      .and.contain('(1:30)');
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
  });

  it('finds people by the beginnings of words, without accents, and by kind', async () => {
    const { element } = await shown();
    type(element, 'luc');
    await until(() => logins(element).join() === 'publisher 1003', 'by first name');
    type(element, 'nov tom');
    await until(() => logins(element).join() === 'subscriber 1004', 'by both names');
    type(element, 'nobody');
    await until(() => byTestId(element, 'connected-count').textContent === '0 of 6 connected', 'nobody');
    type(element, '');
    const kind = byTestId(element, 'connected-kind');
    kind.value = 'administrator';
    kind.dispatchEvent(new Event('change'));
    await until(() => logins(element).join() === 'subscriber 1010', 'by kind');
  });

  it('asks nothing for somebody who is no administrator, and nothing without a connection', async () => {
    const agent = fakeDesktop();
    const theirs = await show(ConnectedAgents, agent.handle);
    await theirs.updateComplete;
    expect(theirs.shadowRoot?.textContent).to.contain('This is for administrators');
    expect(agent.reads).to.deep.equal([]);
    const { desktop, element } = await shown();
    const before = desktop.reads.length;
    desktop.setView({ phase: 'searching' });
    desktop.pass(3_600_000);
    await until(() => byTestId(element, 'read-publisher').textContent.includes('1 hour ago'), 'it has grown old');
    expect(desktop.reads).to.have.length(before);
    expect(rows(element)).to.have.length(6);
  });

  it('is read again after a while, and a node that does not answer leaves the other alone', async () => {
    const { desktop, element } = await shown();
    desktop.answerRead = (path, node) =>
      node === 'publisher'
        ? { kind: 'failed', failure: 'refused' }
        : answerWith({ kind: 'ConnectedUsersInfo', value: { uri: path, users: here.subscriber.slice(0, 1) } });
    desktop.pass(10_000);
    await until(() => rows(element).length === 4, 'the subscriber has told');
    await until(
      () => byTestId(element, 'connected-trouble').textContent.includes('Publisher could not be read'),
      'and the publisher has not',
    );
    expect(byTestId(element, 'connected-trouble').textContent).not.to.contain('Subscriber');
  });

  it('has them again after a reload without a connection, and keeps no host', async () => {
    const { desktop, element } = await shown();
    await element.saveNow('strict');
    const kept = JSON.stringify(await desktop.namespace.all());
    expect(kept).to.contain('Okafor').and.not.contain('.example');
    desktop.setView({ phase: 'searching' });
    document.body.replaceChildren();
    const again = await show(ConnectedAgents, desktop.again());
    await until(() => rows(again).length === 6, 'they are there');
  });

  it('shows a bounded number of rows', () => {
    const many = Array.from({ length: 2000 }, (_, at) => user(String(20_001 + at), `Agent ${at}`));
    const lists = { publisher: listOf('publisher', many, 0) };
    expect(find(lists, '', '')).to.have.length(2000);
    expect(find(lists, 'agent 1999', '')).to.have.length(1);
    expect(mostShown).to.be.below(101);
  });
});
