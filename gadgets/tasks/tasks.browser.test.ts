// Non-voice tasks: signing in, the steps of a task, what keeps a channel in Work and who lets it out, notes that stay.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import {
  byTestId,
  fakeDesktop,
  morning,
  isoBefore,
  show,
  someDialog,
  turn,
  type,
  until,
} from '../../src/gadget/test/fake-desktop.ts';
import type { Dialog, Media, MediaDomain, MediaGate } from '../../src/gadget/index.ts';
import Tasks from './index.ts';
import { gateWords } from './words.ts';

const options = { maxDialogLimit: 3, interruptAction: 'ACCEPT', dialogLogoutAction: 'TRANSFER' } as const;

const domain = (state: Media['state'], gate: MediaGate = { kind: 'open' }): MediaDomain => ({
  media: {
    uri: '/finesse/api/User/1001/Media/5000',
    id: '5000',
    name: 'Cisco_Chat_MRD',
    description: 'Chat',
    state,
    stateChangeTime: isoBefore(1_000),
    routable: true,
    interruptible: false,
    ...options,
  },
  options,
  gate,
});

const task = (state: Dialog['state'], actions: Dialog['participants'][number]['actions']): Dialog => {
  const call = someDialog();
  return {
    ...call,
    id: '151635_1_1',
    mediaType: 'Cisco_Chat_MRD',
    fromAddress: 'customer-1',
    state,
    mediaProperties: { ...call.mediaProperties, mediaId: '5000' },
    participants: [
      {
        mediaAddress: '1001',
        mediaAddressType: 'Chat',
        state,
        stateCause: '',
        startTime: isoBefore(65_000),
        stateChangeTime: isoBefore(65_000),
        actions,
      },
    ],
  };
};

const waiting: MediaGate = { kind: 'waiting', gadgets: ['gadget-under-test'], since: morning, until: morning + 30_000 };
const text = (element: HTMLElement) => element.shadowRoot?.textContent.replace(/\s+/g, ' ') ?? '';
const media = (state: Media['state'], gate?: MediaGate, tasks: readonly Dialog[] = []) => ({
  media: { round: 7, domains: [domain(state, gate)], tasks },
});

afterEach(() => document.body.replaceChildren());

describe('tasks', () => {
  it('signs in to a channel with the chosen limit', async () => {
    const desktop = fakeDesktop(media('LOGOUT'));
    const element = await show(Tasks, desktop.handle);
    element.shadowRoot!.querySelector('select')!.value = '2';
    byTestId(element, 'sign-in-5000').click();
    expect(desktop.commands).to.deep.equal([
      { type: 'media-sign-in', mrdId: '5000', options: { ...options, maxDialogLimit: 2 } },
    ]);
    expect(desktop.channels).to.deep.equal([], 'who is signed out is not waited for');
  });

  it('shows a task with its age and exactly the steps the node names', async () => {
    const desktop = fakeDesktop(media('RESERVED', undefined, [task('OFFERED', ['ACCEPT'])]));
    const element = await show(Tasks, desktop.handle);
    expect(text(element)).to.contain('customer-1').and.contain('Offered').and.contain('1:05');
    byTestId(element, 'task-accept').click();
    expect(desktop.commands).to.deep.equal([{ type: 'task-action', taskId: '151635_1_1', action: 'ACCEPT' }]);
    desktop.setView(media('ACTIVE', undefined, [task('ACTIVE', ['PAUSE', 'WRAP_UP', 'TRANSFER', 'CLOSE'])]));
    await element.updateComplete;
    const labels = [...element.shadowRoot!.querySelectorAll('.task button')].map((each) => each.textContent.trim());
    expect(labels).to.deep.equal(['Pause', 'Wrap up', 'Transfer', 'Close']);
  });

  it('MRD-4: says by itself that it is ready, once in each round, and again after a failover', async () => {
    const desktop = fakeDesktop(media('READY'));
    const element = await show(Tasks, desktop.handle);
    const id = 'gadget-under-test 5000';
    expect(desktop.channels).to.deep.equal([`${id} not-ready 7`, `${id} ready 7`]);
    desktop.setView({ phase: 'searching' });
    desktop.setView({ phase: 'connected', media: { round: 8, domains: [domain('WORK', waiting)], tasks: [] } });
    await element.updateComplete;
    expect(desktop.channels.slice(2)).to.deep.equal([`${id} ready 8`]);
    desktop.replaceWorker();
    desktop.setView({ pending: [] });
    expect(desktop.channels.slice(3)).to.deep.equal([`${id} not-ready 8`, `${id} ready 8`]);
  });

  it('MRD-1, MRD-4: in Work it tells why, and with "only when I say so" waits for the agent', async () => {
    const desktop = fakeDesktop(media('READY'));
    const element = await show(Tasks, desktop.handle);
    byTestId(element, 'when-i-say').click();
    desktop.setView({ media: { round: 8, domains: [domain('WORK', waiting)], tasks: [] } });
    await element.updateComplete;
    expect(desktop.channels.at(-1)).to.equal('gadget-under-test 5000 ready 7');
    expect(byTestId(element, 'gate').textContent).to.match(/until you say that you are ready\. If not by \d+:\d+/);
    expect(element.shadowRoot!.querySelector('[data-testid="toggle-5000"]')).to.equal(null, 'nothing may be asked for');
    byTestId(element, 'i-am-ready').click();
    expect(desktop.channels.at(-1)).to.equal('gadget-under-test 5000 ready 8');
  });

  it('MRD-3, MRD-5: has words for every reason that keeps a channel in Work, and none when nothing does', () => {
    const say = (gate: MediaGate) => gateWords(gate, 'tasks', () => '9:30');
    expect(say({ kind: 'open' })).to.equal(undefined);
    expect(say({ kind: 'overdue', gadgets: [], since: 0 })).to.contain('no gadget here');
    expect(say({ kind: 'waiting', gadgets: ['mail'], since: 0, until: 1 }))
      .to.contain('mail')
      .and.contain('9:30');
    expect(say({ kind: 'refused', code: 'no-answer', message: '' })).to.contain('no answer came');
    expect(say({ kind: 'not-connected' })).to.contain('until the connection is back');
  });

  it('a gadget taken off the page is not ready; back on it, it is', async () => {
    const desktop = fakeDesktop(media('READY'));
    const element = await show(Tasks, desktop.handle);
    element.remove();
    expect(desktop.channels.at(-1)).to.contain('not-ready');
    document.body.append(element);
    await element.updateComplete;
    expect(desktop.channels.at(-1)).to.equal('gadget-under-test 5000 ready 7');
  });

  it('keeps the note of a task that was closed, also for the next page', async () => {
    const desktop = fakeDesktop(media('ACTIVE', undefined, [task('ACTIVE', ['CLOSE'])]));
    const element = await show(Tasks, desktop.handle);
    type(byTestId(element, 'task-note'), 'Wants a refund');
    byTestId(element, 'task-close').click();
    await until(() => element.shadowRoot!.querySelector('[data-testid="closed-task"]') !== null, 'the note is kept');
    await turn();
    const next = await show(Tasks, desktop.again());
    expect(byTestId(next, 'closed-task').textContent).to.contain('Wants a refund');
  });

  it('while not connected everything can be read and nothing is sent', async () => {
    const desktop = fakeDesktop({ phase: 'searching', ...media('ACTIVE', undefined, [task('ACTIVE', ['CLOSE'])]) });
    const element = await show(Tasks, desktop.handle);
    byTestId(element, 'task-close').click();
    expect(desktop.commands).to.deep.equal([]);
    expect(text(element)).to.contain('customer-1').and.contain('Not connected');
  });

  it('is accessible and fits 320 px, with a task and in Work', async () => {
    const desktop = fakeDesktop(media('WORK', waiting, [task('ACTIVE', ['PAUSE', 'WRAP_UP', 'TRANSFER', 'CLOSE'])]));
    const element = await show(Tasks, desktop.handle);
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
    desktop.setView(media('LOGOUT'));
    await element.updateComplete;
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
  });
});
