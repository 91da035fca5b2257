// Team performance: members as they are, changes as a supervisor may make them, sign-out asked twice.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import {
  byTestId,
  fakeDesktop,
  show,
  someDialog,
  someMember,
  someParticipant,
  someTeam,
  someUser,
  turn,
  until,
} from '../../src/gadget/test/fake-desktop.ts';
import TeamPerformance from './index.ts';
import { listeningWords } from './listening.ts';

const ready = someMember({ loginId: '1003', firstName: 'Cleo', lastName: 'Diaz', state: 'READY' });
const gone = someMember({ loginId: '1004', firstName: 'Dan', lastName: 'Eck', state: 'LOGOUT', extension: '' });
const onLunch = someMember({
  reasonCode: { uri: '', id: 3, category: 'NOT_READY', code: 12, label: 'Lunch', forAll: true, systemCode: false },
});
const text = (element: HTMLElement) => element.shadowRoot?.textContent.replace(/\s+/g, ' ') ?? '';
const row = (element: HTMLElement, at: number) => byTestId(element, 'member-row', at);
const buttons = (element: HTMLElement, at: number) =>
  [...row(element, at).querySelectorAll<HTMLElement>('button')].map(({ dataset }) => dataset['testid']);
afterEach(() => document.body.replaceChildren());

describe('team-performance', () => {
  it('shows members with state, reason, time in state and extension', async () => {
    const desktop = fakeDesktop({ teams: [someTeam([onLunch, ready, gone])] });
    const element = await show(TeamPerformance, desktop.handle);
    expect(row(element, 0).textContent.replace(/\s+/g, ' ')).to.contain('Ben Okri').and.contain('Not Ready – Lunch');
    expect(row(element, 0).textContent).to.contain('2:05').and.contain('4002');
    expect(text(element)).to.contain('2 of 3 signed in');
    desktop.pass(10_000);
    await until(() => row(element, 0).textContent.includes('2:15'), 'time runs');
  });

  it('offers what a supervisor may ask for in each state, and asks it', async () => {
    const desktop = fakeDesktop({ teams: [someTeam([onLunch, ready, gone])] });
    const element = await show(TeamPerformance, desktop.handle);
    expect(buttons(element, 0)).to.deep.equal(['make-ready', 'sign-member-out']);
    expect(buttons(element, 1)).to.deep.equal(['make-not-ready', 'sign-member-out']);
    expect(buttons(element, 2)).to.deep.equal([]);
    row(element, 0).querySelector<HTMLElement>('[data-testid="make-ready"]')?.click();
    expect(desktop.commands).to.deep.equal([{ type: 'set-member-state', loginId: '1002', state: 'READY' }]);
  });

  it('shows as many rows as the layout wants, and the rest on request', async () => {
    const desktop = fakeDesktop({ teams: [someTeam([onLunch, ready, gone])] });
    Object.defineProperty(desktop.handle, 'maxRows', { value: 2 });
    const element = await show(TeamPerformance, desktop.handle);
    const rows = () => element.shadowRoot?.querySelectorAll('[data-testid="member-row"]').length;
    expect(rows()).to.equal(2);
    expect(text(element)).to.contain('2 of 3 signed in').and.contain('Show all 3');
    byTestId(element, 'all-members').click();
    await until(() => rows() === 3, 'all rows');
    byTestId(element, 'all-members').click();
    await until(() => rows() === 2, 'the first rows');
  });

  it('asks before it signs somebody out; the safe answer has the focus', async () => {
    const desktop = fakeDesktop({ teams: [someTeam([onLunch])] });
    const element = await show(TeamPerformance, desktop.handle);
    byTestId(element, 'sign-member-out').click();
    await until(
      () => element.shadowRoot?.activeElement?.getAttribute('data-testid') === 'cancel-sign-out',
      'the focus on Cancel',
    );
    expect(desktop.commands).to.deep.equal([]);
    byTestId(element, 'cancel-sign-out').click();
    await until(
      () => element.shadowRoot?.activeElement?.getAttribute('data-testid') === 'sign-member-out',
      'the focus back',
    );
    byTestId(element, 'sign-member-out').click();
    await element.updateComplete;
    byTestId(element, 'confirm-sign-out').click();
    expect(desktop.commands).to.deep.equal([{ type: 'set-member-state', loginId: '1002', state: 'LOGOUT' }]);
  });

  it('while not connected nothing is sent, and the reason is said; refusals are told', async () => {
    const desktop = fakeDesktop({ teams: [someTeam([onLunch])] });
    const element = await show(TeamPerformance, desktop.handle);
    byTestId(element, 'sign-member-out').click();
    await element.updateComplete;
    desktop.setView({ phase: 'suspect' });
    await element.updateComplete;
    byTestId(element, 'confirm-sign-out').click();
    byTestId(element, 'cancel-sign-out').click();
    await element.updateComplete;
    const button = byTestId(element, 'make-ready');
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    expect(element.shadowRoot?.getElementById(button.getAttribute('aria-describedby') ?? '')?.hidden).to.equal(false);
    button.click();
    expect(desktop.commands).to.deep.equal([]);
    desktop.setView({ phase: 'connected' });
    desktop.outcome = { outcome: 'not-applied', code: 'Not Allowed', message: 'in a call' };
    byTestId(element, 'make-ready').click();
    await until(() => text(element).includes('in a call'), 'the refusal');
  });

  it('listens, barges in, stops: as the node takes it, and says why not', async () => {
    const talking = someMember({ state: 'TALKING' });
    const supervisor = someUser({ loginId: '1000', extension: '4000', roles: ['Agent', 'Supervisor'] });
    const desktop = fakeDesktop({ teams: [someTeam([talking, ready])], agent: supervisor });
    const element = await show(TeamPerformance, desktop.handle);
    expect(buttons(element, 0)).to.deep.equal(['listen']);
    const listen = byTestId(element, 'listen');
    listen.click();
    expect(desktop.commands, 'a supervisor who is Ready cannot').to.deep.equal([]);
    const why = () => element.shadowRoot?.getElementById(listen.getAttribute('aria-describedby') ?? '');
    expect([why()?.hidden, why()?.textContent.trim()]).to.deep.equal([false, listeningWords.whyNot]);
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    desktop.setView({ agent: { ...supervisor, state: 'NOT_READY' } });
    await element.updateComplete;
    expect(why()).to.equal(null);
    listen.focus();
    listen.click();
    const call = someDialog({
      id: '80',
      fromAddress: '4000',
      toAddress: '4002',
      mediaProperties: { ...someDialog().mediaProperties, callType: 'SUPERVISOR_MONITOR' },
      participants: ['4000', '4002'].map((mediaAddress) => someParticipant({ mediaAddress })),
    });
    desktop.setView({ agent: { ...supervisor, state: 'TALKING' }, dialogs: [call] });
    await until(() => buttons(element, 0).length === 2, 'listening');
    expect(element.shadowRoot?.activeElement, 'the same button').to.equal(byTestId(element, 'barge-in'));
    expect(row(element, 0).textContent).to.contain(listeningWords.listening);
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
    const answered = async (): Promise<boolean> => {
      await turn();
      await element.updateComplete;
      return byTestId(element, 'barge-in').getAttribute('aria-disabled') === 'false';
    };
    await until(answered, 'the answer came');
    byTestId(element, 'stop-listening').click();
    await until(answered, 'the answer came');
    byTestId(element, 'barge-in').focus();
    // Pressed twice, asked once.
    byTestId(element, 'barge-in').click();
    byTestId(element, 'barge-in').click();
    expect(desktop.commands).to.deep.equal([
      { type: 'supervise-call', action: 'SILENT_MONITOR', extension: '4002' },
      { type: 'call-action', dialogId: '80', action: 'DROP' },
      { type: 'supervise-call', action: 'BARGE_CALL', extension: '4002', dialogId: '80' },
    ]);
    const joined = { ...call, mediaProperties: { ...call.mediaProperties, callType: 'CONFERENCE' } };
    desktop.setView({ dialogs: [joined] });
    await until(() => buttons(element, 0).length === 0, 'nothing more to do');
    expect(row(element, 0).contains(element.shadowRoot?.activeElement ?? null), 'the focus stays there').to.equal(true);
  });

  it('tells agents what this is for', async () => {
    const element = await show(TeamPerformance, fakeDesktop().handle);
    expect(text(element)).to.contain('You supervise no team');
  });

  it('is accessible, also while asking, and fits 320 px', async () => {
    const desktop = fakeDesktop({ teams: [someTeam([onLunch, ready, gone])] });
    const element = await show(TeamPerformance, desktop.handle);
    byTestId(element, 'sign-member-out').click();
    await element.updateComplete;
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
    desktop.setView({ phase: 'searching' });
    await element.updateComplete;
    expect(await accessibilityProblems(element)).to.deep.equal([]);
  });
});
