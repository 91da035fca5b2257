// Team messages: read, gone at their end, written by supervisors, and nothing lost or sent twice on the way.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import {
  byTestId,
  fakeDesktop,
  morning,
  show,
  someUser,
  type as typeInto,
  until,
} from '../../src/gadget/test/fake-desktop.ts';
import type { TeamMessage } from '../../src/gadget/index.ts';
import TeamMessages from './index.ts';

const message = (id: string, change: Partial<TeamMessage> = {}): TeamMessage => ({
  uri: `/finesse/api/TeamMessage/${id}`,
  id,
  createdBy: { id: '1000', firstName: 'Ingrid', lastName: 'Solberg' },
  createdAt: morning / 1000 - 60,
  duration: 600,
  content: `Message ${id}`,
  teams: ['1'],
  ...change,
});
const read = (...messages: TeamMessage[]) => ({ teamMessages: { status: 'read' as const, messages } });
const supervisor = someUser({ roles: ['Agent', 'Supervisor'], teams: [{ uri: '', id: '1', name: 'Support' }] });
const texts = (element: HTMLElement) =>
  [...(element.shadowRoot?.querySelectorAll('.text') ?? [])].map((text) => text.textContent);
afterEach(() => document.body.replaceChildren());

describe('team-messages', () => {
  it('asks the desktop for them, shows them newest first, and not beyond their end', async () => {
    const desktop = fakeDesktop();
    const element = await show(TeamMessages, desktop.handle);
    expect(desktop.follows).to.equal(1);
    desktop.setView(read(message('1', { duration: 90 }), message('2')));
    await element.updateComplete;
    expect(texts(element)).to.deep.equal(['Message 2', 'Message 1']);
    expect(element.shadowRoot?.querySelector('textarea')).to.equal(null);
    desktop.pass(40_000);
    element.requestUpdate();
    await element.updateComplete;
    expect(texts(element)).to.deep.equal(['Message 2']);
  });

  it('asks again when another worker knows nothing of it', async () => {
    const desktop = fakeDesktop();
    await show(TeamMessages, desktop.handle);
    desktop.setView({ teamMessages: undefined });
    expect(desktop.follows).to.equal(1);
    desktop.replaceWorker();
    expect(desktop.follows).to.equal(2);
  });

  it('stay readable after a reload without a connection', async () => {
    const desktop = fakeDesktop(read(message('1')));
    const first = await show(TeamMessages, desktop.handle);
    await until(async () => (await desktop.namespace.get('kept.last'))?.value !== undefined, 'it is kept');
    first.remove();
    desktop.setView({ phase: 'searching', teamMessages: undefined });
    const second = await show(TeamMessages, desktop.again());
    expect(texts(second)).to.deep.equal(['Message 1']);
  });

  it('a supervisor writes; the text stays until the node has taken it', async () => {
    const desktop = fakeDesktop({ agent: supervisor, ...read() });
    const element = await show(TeamMessages, desktop.handle);
    const field = byTestId(element, 'team-message-text');
    typeInto(field, 'Stay on the line');
    await element.updateComplete;
    desktop.outcome = { outcome: 'not-applied', code: 'Invalid Supervisor', message: 'not your team' };
    byTestId(element, 'send-team-message').click();
    await until(() => byTestId(element, 'team-message-trouble').textContent.includes('not your team'), 'the refusal');
    expect(field.value).to.equal('Stay on the line');
    desktop.outcome = { outcome: 'unknown' };
    byTestId(element, 'send-team-message').click();
    await until(() => byTestId(element, 'team-message-trouble').textContent.includes('please look'), 'the silence');
    expect(field.value).to.equal('Stay on the line');
    desktop.outcome = { outcome: 'applied' };
    byTestId(element, 'send-team-message').click();
    await until(() => field.value === '', 'it was taken');
    const command = { type: 'send-team-message', content: 'Stay on the line', seconds: 1_800, teams: [] };
    expect(desktop.commands).to.deep.equal([command, command, command]);
  });

  it('deletes one’s own only, and nothing without a connection', async () => {
    const own = message('2', { createdBy: { id: '1001', firstName: 'Ada', lastName: 'Jones' } });
    const desktop = fakeDesktop({ agent: supervisor, ...read(message('1'), own) });
    const element = await show(TeamMessages, desktop.handle);
    expect(element.shadowRoot?.querySelectorAll('[data-testid="delete-team-message"]')).to.have.length(1);
    byTestId(element, 'delete-team-message').click();
    await until(() => byTestId(element, 'team-message-told').textContent === 'Deleted.', 'it is told');
    expect(desktop.commands).to.deep.equal([{ type: 'delete-team-message', messageId: '2' }]);
    desktop.setView({ phase: 'searching' });
    await element.updateComplete;
    typeInto(byTestId(element, 'team-message-text'), 'While away');
    byTestId(element, 'delete-team-message').click();
    byTestId(element, 'send-team-message').click();
    await element.updateComplete;
    expect(desktop.commands).to.have.length(1);
  });

  it('is accessible and fits 320 px', async () => {
    const own = message('2', { createdBy: { id: '1001', firstName: 'Ada', lastName: 'Jones' } });
    const teams = [
      { uri: '', id: '1', name: 'Support' },
      { uri: '', id: '2', name: 'Sales' },
    ];
    const desktop = fakeDesktop({ agent: { ...supervisor, teams }, ...read(message('1'), own) });
    const element = await show(TeamMessages, desktop.handle);
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
  });
});
