// Queue statistics: figures, a longest wait that runs, and figures that stop ageing when they are old.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import { fakeDesktop, morning, show, someQueue, until } from '../../src/gadget/test/fake-desktop.ts';
import QueueStatistics, { sharesOf } from './index.ts';

const rows = (element: HTMLElement) =>
  [...(element.shadowRoot?.querySelectorAll('[data-testid="queue-row"]') ?? [])].map((row) =>
    row.textContent.replace(/\s+/g, ' ').trim(),
  );
afterEach(() => document.body.replaceChildren());

describe('queue-statistics', () => {
  it('shows waiting calls, the longest wait as it runs, and what the agents do', async () => {
    const desktop = fakeDesktop({ queues: [someQueue(), someQueue({ id: '12', name: 'Sales', waiting: 0 })] });
    const element = await show(QueueStatistics, desktop.handle);
    expect(rows(element)[0]).to.contain('Support line 3 0:42').and.contain('2 ready, 2 talking, 1 not ready');
    expect(rows(element)[1]).to.contain('Sales 0 –');
    desktop.pass(20_000);
    await until(() => rows(element)[0]?.includes('1:02') === true, 'the wait runs');
    expect(element.shadowRoot?.querySelector('.long')?.textContent).to.contain('1:02');
  });

  it('old figures are marked and do not go on ageing', async () => {
    const desktop = fakeDesktop({ queues: [someQueue()] });
    const element = await show(QueueStatistics, desktop.handle);
    desktop.setView({ phase: 'searching', staleSince: morning });
    desktop.pass(60_000);
    element.requestUpdate();
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('[data-testid="stale-mark"]')?.textContent).to.contain('as of');
    expect(rows(element)[0]).to.contain('0:42');
    desktop.setView({ phase: 'connected', staleSince: undefined });
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('[data-testid="stale-mark"]')).to.equal(null);
    expect(rows(element)[0]).to.contain('1:42');
  });

  it('what is not available is a dash and counts as nobody', async () => {
    const queue = someQueue({ waiting: -1 });
    const without = { ...queue, statistics: { ...queue.statistics, agentsReady: -1 } };
    expect(sharesOf(without)[0]).to.deep.equal({ name: 'ready', count: 0 });
    const element = await show(QueueStatistics, fakeDesktop({ queues: [without] }).handle);
    expect(rows(element)[0]).to.contain('Support line – –').and.not.contain('ready, 2 ready');
  });

  it('says so when there is no queue', async () => {
    const element = await show(QueueStatistics, fakeDesktop().handle);
    expect(element.shadowRoot?.textContent).to.contain('You are in no queue');
  });

  it('is accessible and fits 320 px', async () => {
    const desktop = fakeDesktop({ queues: [someQueue(), someQueue({ id: '12', name: 'Sales and contracts' })] });
    const element = await show(QueueStatistics, desktop.handle);
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    desktop.setView({ phase: 'searching', staleSince: morning });
    await element.updateComplete;
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
  });
});
