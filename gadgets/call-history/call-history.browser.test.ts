// Call history: built from what is seen, kept, honest about ends that nobody saw.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import { fakeDesktop, morning, show, someDialog } from '../../src/gadget/test/fake-desktop.ts';
import { historyAfter, historyLength, type PastCall } from './history.ts';
import CallHistory from './index.ts';

const rows = (element: HTMLElement) =>
  [...(element.shadowRoot?.querySelectorAll('[data-testid="past-call"]') ?? [])].map((row) =>
    row.textContent.replace(/\s+/g, ' ').trim(),
  );
afterEach(() => document.body.replaceChildren());

describe('call-history', () => {
  it('a call rings, is answered, ends: who, queue, outcome and duration', async () => {
    const desktop = fakeDesktop();
    const element = await show(CallHistory, desktop.handle);
    expect(element.shadowRoot?.textContent).to.contain('No calls yet');
    desktop.setView({ dialogs: [someDialog({}, { state: 'ALERTING' })] });
    await element.updateComplete;
    expect(rows(element)[0]).to.contain('ringing').and.contain('Support line').and.contain('From 5550100');
    desktop.setView({ dialogs: [someDialog()] });
    await element.updateComplete;
    expect(rows(element)[0]).to.contain('in progress').and.contain('1:05');
    desktop.pass(10_000);
    desktop.setView({ dialogs: [] });
    await element.updateComplete;
    expect(rows(element)).to.have.length(1);
    expect(rows(element)[0]).to.contain('answered').and.contain('1:15');
  });

  it('a call that only rang was missed', async () => {
    const desktop = fakeDesktop({ dialogs: [someDialog({}, { state: 'ALERTING' })] });
    const element = await show(CallHistory, desktop.handle);
    desktop.setView({ dialogs: [] });
    await element.updateComplete;
    expect(rows(element)[0]).to.contain('missed');
  });

  it('a failover in the middle ends no call', async () => {
    const desktop = fakeDesktop({ dialogs: [someDialog()] });
    const element = await show(CallHistory, desktop.handle);
    desktop.setView({ phase: 'searching', dialogs: [] });
    desktop.setView({ phase: 'connected', dialogs: [someDialog()] });
    await element.updateComplete;
    expect(rows(element)).to.have.length(1);
    expect(rows(element)[0]).to.contain('in progress');
  });

  it('survives a reload; of a call that ended meanwhile it does not invent the end', async () => {
    const desktop = fakeDesktop({ dialogs: [someDialog()] });
    const first = await show(CallHistory, desktop.handle);
    await first.updateComplete;
    first.remove();
    desktop.setView({ dialogs: [] });
    const second = await show(CallHistory, desktop.again());
    await second.updateComplete;
    expect(rows(second)).to.have.length(1);
    expect(rows(second)[0]).to.contain('ended unseen').and.contain('–');
  });

  it('keeps the last 50 and changes nothing without need', () => {
    let list: readonly PastCall[] = [];
    for (let id = 0; id < 60; id++)
      list = historyAfter(list, [someDialog({ id: String(id) })], new Set([String(id - 1)]), '4001', morning + id);
    expect(list).to.have.length(historyLength);
    expect(list[0]?.id).to.equal('59');
    expect(historyAfter(list, [someDialog({ id: '59' })], new Set(), '4001', morning)).to.equal(list);
  });

  it('is accessible and fits 320 px', async () => {
    const outgoing = someDialog({ id: '2', fromAddress: '4001', toAddress: '5559999' }, { state: 'FAILED' });
    const element = await show(CallHistory, fakeDesktop({ dialogs: [someDialog(), outgoing] }).handle);
    await element.updateComplete;
    expect(rows(element)).to.have.length(2);
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
  });
});
