// Call control: what is shown, what is asked of the desktop, and that nothing can be pressed while not connected.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import { byTestId, fakeDesktop, morning, show, someDialog, type, until } from '../../src/gadget/test/fake-desktop.ts';
import CallControl from './index.ts';
import { dialable, variableLabel } from './parties.ts';

const all = (element: HTMLElement, id: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`) ?? []),
];
const text = (element: HTMLElement) => element.shadowRoot?.textContent.replace(/\s+/g, ' ') ?? '';

afterEach(() => document.body.replaceChildren());

describe('call-control', () => {
  it('shows a call with its party, state, running duration, queue and data', async () => {
    const desktop = fakeDesktop({ dialogs: [someDialog()] });
    const element = await show(CallControl, desktop.handle);
    expect(all(element, 'call')).to.have.length(1);
    expect(text(element)).to.contain('5550100').and.contain('Talking').and.contain('1:05');
    expect(text(element)).to.contain('Support line').and.contain('Variable 1').and.contain('Gold customer');
    expect(text(element)).to.contain('Account').and.contain('A-4711').and.not.contain('Variable 2');
    desktop.pass(5000);
    await until(() => text(element).includes('1:10'), 'the duration goes on by itself');
  });

  it('has a button for each action that the agent’s participant allows, and sends it', async () => {
    const desktop = fakeDesktop({ dialogs: [someDialog({}, { state: 'ALERTING', actions: ['ANSWER'] })] });
    const element = await show(CallControl, desktop.handle);
    expect(['answer', 'hold', 'retrieve', 'drop'].map((id) => all(element, id).length)).to.deep.equal([1, 0, 0, 0]);
    byTestId(element, 'answer').click();
    expect(desktop.commands).to.deep.equal([{ type: 'call-action', dialogId: '16804377', action: 'ANSWER' }]);
    desktop.setView({ dialogs: [someDialog({}, { state: 'HELD', actions: ['RETRIEVE', 'DROP'] })] });
    await element.updateComplete;
    expect(['answer', 'hold', 'retrieve', 'drop'].map((id) => all(element, id).length)).to.deep.equal([0, 0, 1, 1]);
  });

  it('the focus stays when Hold becomes Retrieve', async () => {
    const desktop = fakeDesktop({ dialogs: [someDialog()] });
    const element = await show(CallControl, desktop.handle);
    byTestId(element, 'hold').focus();
    byTestId(element, 'hold').click();
    desktop.setView({ dialogs: [someDialog({}, { state: 'HELD', actions: ['RETRIEVE', 'DROP'] })] });
    await element.updateComplete;
    expect(element.shadowRoot?.activeElement).to.equal(byTestId(element, 'retrieve'));
  });

  it('while not connected nothing is sent, and the reason is said', async () => {
    const desktop = fakeDesktop({ dialogs: [someDialog()] });
    const element = await show(CallControl, desktop.handle);
    desktop.setView({ phase: 'searching' });
    await element.updateComplete;
    const drop = byTestId(element, 'drop');
    expect(drop.getAttribute('aria-disabled')).to.equal('true');
    const reason = element.shadowRoot?.getElementById(drop.getAttribute('aria-describedby') ?? '');
    expect(reason?.hidden).to.equal(false);
    expect(reason?.textContent).to.contain('Not connected');
    drop.click();
    type(byTestId(element, 'dial-number'), '5551234');
    byTestId(element, 'dial').click();
    expect(desktop.commands).to.deep.equal([]);
    expect(byTestId(element, 'dial-number').value, 'and what was typed stays').to.equal('5551234');
    expect(text(element), 'the call is still to be read').to.contain('5550100');
    desktop.setView({ phase: 'connected' });
    await element.updateComplete;
    byTestId(element, 'drop').click();
    expect(desktop.commands).to.have.length(1);
  });

  it('makes a call from the field and from the keypad; nonsense is refused in words', async () => {
    const desktop = fakeDesktop();
    const element = await show(CallControl, desktop.handle);
    type(byTestId(element, 'dial-number'), 'no number');
    byTestId(element, 'dial').click();
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('[role=alert]')?.textContent).to.contain('digits');
    type(byTestId(element, 'dial-number'), '+49 (30) 555-12');
    for (const key of element.shadowRoot?.querySelectorAll<HTMLElement>('.keys button') ?? [])
      if (key.textContent.trim() === '9') key.click();
    byTestId(element, 'dial').click();
    expect(desktop.commands).to.deep.equal([{ type: 'make-call', to: '+49305 5512'.replace(' ', '') + '9' }]);
    await until(() => byTestId(element, 'dial-number').value === '', 'the field is empty when it worked');
  });

  it('tells a refusal and an answer that never came', async () => {
    const desktop = fakeDesktop({ dialogs: [someDialog()] });
    const element = await show(CallControl, desktop.handle);
    const alert = () => element.shadowRoot?.querySelector('[role=alert]')?.textContent ?? '';
    desktop.outcome = { outcome: 'not-applied', code: 'Invalid State', message: 'not now' };
    byTestId(element, 'drop').click();
    await until(() => alert().includes('not now'), 'the refusal');
    desktop.outcome = { outcome: 'unknown' };
    byTestId(element, 'drop').click();
    await until(() => alert().includes('check'), 'the silence');
  });

  it('sends a wrap-up reason once, when it has changed', async () => {
    const desktop = fakeDesktop({ dialogs: [someDialog()] });
    const element = await show(CallControl, desktop.handle);
    const field = byTestId(element, 'wrap-up');
    field.dispatchEvent(new Event('change', { bubbles: true }));
    field.value = 'Resolved';
    field.dispatchEvent(new Event('change', { bubbles: true }));
    expect(desktop.commands).to.deep.equal([
      { type: 'update-call-data', dialogId: '16804377', wrapUpReason: 'Resolved' },
    ]);
  });

  it('an outgoing call, and a call whose times the node does not know', async () => {
    const dialog = someDialog(
      { fromAddress: '4001', toAddress: '5559999' },
      { startTime: '', state: 'HELD', actions: ['RETRIEVE'] },
    );
    const element = await show(CallControl, fakeDesktop({ dialogs: [dialog] }).handle);
    expect(text(element)).to.contain('To').and.contain('5559999').and.contain('–');
  });

  it('reads numbers and names', () => {
    expect(dialable(' 555-01 00 ')).to.equal('5550100');
    expect(dialable('12a')).to.equal(undefined);
    expect(dialable('')).to.equal(undefined);
    expect(variableLabel('callVariable10')).to.equal('Variable 10');
    expect(morning).to.be.a('number');
  });

  it('is accessible with and without a call and while not connected; fits 320 px', async () => {
    const desktop = fakeDesktop({ dialogs: [someDialog(), someDialog({ id: '2', fromAddress: '5550200' })] });
    const element = await show(CallControl, desktop.handle);
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    desktop.setView({ phase: 'searching' });
    await element.updateComplete;
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
    desktop.setView({ phase: 'connected', dialogs: [] });
    await element.updateComplete;
    expect(await accessibilityProblems(element)).to.deep.equal([]);
  });
});
