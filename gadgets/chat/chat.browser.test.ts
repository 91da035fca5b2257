// Desktop chat: people and statuses, conversations with drafts of their own, lost chats explained, new messages said once.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import { byTestId, fakeDesktop, morning, show, type, until } from '../../src/gadget/test/fake-desktop.ts';
import type { ChatEntry, ChatView, Conversation } from '../../src/gadget/index.ts';
import Chat from './index.ts';

const contacts: ChatView['contacts'] = [
  { user: '1003', name: 'Lucía Herrera', status: 'OFFLINE' },
  { user: '1002', name: 'Jonas Weber', status: 'AVAILABLE' },
  { user: '1000', name: 'Ingrid Solberg', status: 'BUSY' },
];

const mine = (id: number, text: string): ChatEntry => ({ id, at: morning, kind: 'mine', text });
const theirs = (id: number, text: string): ChatEntry => ({ id, at: morning, kind: 'theirs', text });

const withJonas = (entries: readonly ChatEntry[], state: Conversation['state'] = 'active'): Conversation => ({
  with: '1002',
  name: 'Jonas Weber',
  state,
  entries,
});

const chat = (conversations: readonly Conversation[] = [], change: Partial<ChatView> = {}) => ({
  chat: { link: 'open', status: 'BUSY', contacts, conversations, ...change } as const,
});

const text = (element: HTMLElement) => element.shadowRoot?.textContent.replace(/\s+/g, ' ') ?? '';
const person = (element: HTMLElement, user: string) => {
  const found = element.shadowRoot?.querySelector<HTMLElement>(`[data-user="${user}"]`);
  if (!found) throw new Error(`no ${user}`);
  return found;
};
const field = (element: HTMLElement, user: string) => {
  const found = element.shadowRoot?.querySelector<HTMLTextAreaElement>(`#message-${user}`);
  if (!found) throw new Error(`no field for ${user}`);
  return found;
};
const heard = (element: HTMLElement) => byTestId(element, 'chat-heard').textContent;

describe('chat gadget', () => {
  it('shows the people with their statuses: who talked last first, then by name', async () => {
    const desktop = fakeDesktop(chat([withJonas([theirs(1, 'Hello')])]));
    const element = await show(Chat, desktop.handle);
    const names = [...element.shadowRoot!.querySelectorAll('[data-testid="chat-person"] .name')].map(
      (each) => each.textContent,
    );
    expect(names).to.deep.equal(['Jonas Weber', 'Ingrid Solberg', 'Lucía Herrera']);
    expect(person(element, '1002').textContent).to.contain('Available');
    expect(person(element, '1003').textContent).to.contain('Offline');
    expect(byTestId(element, 'chat-unread').textContent).to.contain('1 new message');
    person(element, '1002').click();
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('[data-testid="chat-unread"]')).to.equal(null);
    expect(byTestId(element, 'chat-entry').textContent).to.contain('Hello');
  });

  it('sends what was written, and lets the text go only when it was taken', async () => {
    const desktop = fakeDesktop(chat());
    const element = await show(Chat, desktop.handle);
    person(element, '1002').click();
    await element.updateComplete;
    type(field(element, '1002'), 'Have you a minute?');
    desktop.outcome = { outcome: 'not-applied', code: 'chat-refused', message: 'that user is not there' };
    byTestId(element, 'chat-send').click();
    await until(() => text(element).includes('that user is not there'), 'the refusal is told');
    expect(field(element, '1002').value).to.equal('Have you a minute?');
    desktop.outcome = { outcome: 'applied' };
    field(element, '1002').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await until(() => field(element, '1002').value === '', 'the text is gone');
    expect(desktop.commands).to.deep.equal([
      { type: 'chat-send', to: '1002', text: 'Have you a minute?' },
      { type: 'chat-send', to: '1002', text: 'Have you a minute?' },
    ]);
  });

  it('gives each conversation a field of its own, so that drafts stay apart', async () => {
    const desktop = fakeDesktop(chat());
    const element = await show(Chat, desktop.handle);
    person(element, '1002').click();
    await element.updateComplete;
    expect(field(element, '1002').closest('[data-draft-scope]')?.getAttribute('data-draft-scope')).to.equal('1002');
    type(field(element, '1002'), 'For Jonas');
    person(element, '1000').click();
    await element.updateComplete;
    expect(field(element, '1000').value).to.equal('');
    expect(element.shadowRoot!.activeElement).to.equal(field(element, '1000'));
  });

  it('CH-1: a lost chat says why, stays readable, and the status is shown as kept', async () => {
    const lost: ChatEntry = { id: 3, at: morning, kind: 'lost', why: 'chat-failover' };
    const desktop = fakeDesktop(
      chat([withJonas([mine(1, 'One'), theirs(2, 'Two'), lost], 'lost')], { link: 'waiting' }),
    );
    const element = await show(Chat, desktop.handle);
    person(element, '1002').click();
    await element.updateComplete;
    expect(byTestId(element, 'chat-mark').textContent).to.contain('Chat lost: the chat service moved');
    expect(text(element)).to.contain('One').and.contain('Two');
    expect(byTestId(element, 'chat-status').value).to.equal('BUSY');
    expect(byTestId(element, 'chat-link').textContent).to.contain('your status is kept');
    type(field(element, '1002'), 'Later');
    byTestId(element, 'chat-send').click();
    expect(desktop.commands).to.deep.equal([], 'nothing is sent without a service');
    expect(byTestId(element, 'chat-close').textContent).to.contain('Remove');
  });

  it('CH-1: chat goes on while the desktop looks for its node', async () => {
    const desktop = fakeDesktop({ phase: 'searching', ...chat([withJonas([theirs(1, 'Still here?')])]) });
    const element = await show(Chat, desktop.handle);
    person(element, '1002').click();
    await element.updateComplete;
    type(field(element, '1002'), 'Yes');
    byTestId(element, 'chat-send').click();
    expect(desktop.commands).to.deep.equal([{ type: 'chat-send', to: '1002', text: 'Yes' }]);
  });

  it('says each new message of a chat under way once, and none that was there before', async () => {
    const desktop = fakeDesktop(chat([withJonas([mine(1, 'One'), theirs(2, 'Old')])]));
    const element = await show(Chat, desktop.handle);
    expect(heard(element)).to.equal('');
    desktop.setView(chat([withJonas([mine(1, 'One'), theirs(2, 'Old'), theirs(3, 'New')])]));
    await element.updateComplete;
    expect(heard(element)).to.equal('Jonas Weber writes: New');
    const region = byTestId(element, 'chat-heard');
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    desktop.setView({ pending: [] });
    await element.updateComplete;
    expect([...changes, ...observer.takeRecords()]).to.deep.equal([], 'a render for other reasons is silent');
    observer.disconnect();
  });

  it('the first message of a chat is left to the desktop to announce', async () => {
    const desktop = fakeDesktop(chat());
    const element = await show(Chat, desktop.handle);
    desktop.setView(chat([withJonas([theirs(1, 'Hello')])]));
    await element.updateComplete;
    expect(heard(element)).to.equal('');
  });

  it('changes the status, and takes the chat back from another desktop when asked', async () => {
    const desktop = fakeDesktop(chat());
    const element = await show(Chat, desktop.handle);
    const choice = byTestId(element, 'chat-status');
    choice.value = 'AWAY';
    choice.dispatchEvent(new Event('change'));
    desktop.setView(chat([], { link: 'elsewhere' }));
    await element.updateComplete;
    byTestId(element, 'chat-here').click();
    expect(desktop.commands).to.deep.equal([
      { type: 'chat-status', status: 'AWAY' },
      { type: 'chat-status', status: 'BUSY' },
    ]);
  });

  it('is accessible and fits 320 px, with a conversation, a loss and nothing', async () => {
    const lost: ChatEntry = { id: 3, at: morning, kind: 'lost', why: 'finesse-failover' };
    const desktop = fakeDesktop(chat([withJonas([mine(1, 'x'.repeat(200)), theirs(2, 'Two'), lost], 'lost')]));
    const element = await show(Chat, desktop.handle);
    person(element, '1002').click();
    await element.updateComplete;
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
    desktop.setView(chat([], { link: 'none', contacts: [] }));
    await element.updateComplete;
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
  });
});
