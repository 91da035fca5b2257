// Maintenance of the nodes: planned with a notice and a second question, called off while planned, and told user by user.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import { answerWith, byTestId, fakeDesktop, show, someUser, until } from '../../src/gadget/test/fake-desktop.ts';
import type { MaintenanceMode, MaintenanceUser, NodeName } from '../../src/gadget/index.ts';
import MaintenanceGadget from './index.ts';
import { firstMoveIn, runOf } from './progress.ts';

const user = (
  loginId: string,
  phase: MaintenanceUser['phase'],
  change: Partial<MaintenanceUser> = {},
): MaintenanceUser => ({
  loginId,
  firstName: 'Agent',
  lastName: loginId,
  userType: 'DESKTOP',
  phase,
  secondsToMove: 0,
  postponedSeconds: 0,
  reason: '',
  ...change,
});
const mode = (change: Partial<MaintenanceMode> = {}): MaintenanceMode => ({
  uri: '/finesse/api/MaintenanceMode',
  statusReason: '',
  usersLoggedIn: { desktop: 0, fippa: 0, thirdpartyclients: 0 },
  pendingUserDisconnections: 0,
  estimatedCompletionTime: 0,
  notMoved: [],
  users: [],
  ...change,
});
const planned = mode({
  status: 'IN_PROGRESS',
  stage: 'SCHEDULED',
  users: [
    user('1001', 'SCHEDULED', { secondsToMove: 300, postponedSeconds: 60 }),
    user('1002', 'STAYING', { reason: 'certificate of the alternate not accepted' }),
    user('1003', 'CONNECTED', { userType: 'FIPPA' }),
  ],
});

const administrator = (modes: Partial<Record<NodeName, MaintenanceMode>> = {}) => {
  const desktop = fakeDesktop({ agent: someUser({ loginId: '1010', roles: ['Agent', 'Administrator'] }) });
  desktop.answerRead = (_path, node = 'publisher') =>
    answerWith({ kind: 'MaintenanceMode', value: modes[node] ?? mode() });
  return { desktop, modes };
};
const has = (element: HTMLElement, id: string) => element.shadowRoot?.querySelector(`[data-testid="${id}"]`) !== null;
const words = (element: HTMLElement, id: string) => byTestId(element, id).textContent.replace(/\s+/g, ' ').trim();
const shown = async (modes: Partial<Record<NodeName, MaintenanceMode>> = {}) => {
  const stage = administrator(modes);
  const element = await show(MaintenanceGadget, stage.desktop.handle);
  await until(() => has(element, 'course-publisher') && has(element, 'course-subscriber'), 'both nodes are read');
  return { ...stage, element };
};
afterEach(() => document.body.replaceChildren());

describe('maintenance', () => {
  it('MM-2: asks twice, then starts it on the node that was named, with the notice that was chosen', async () => {
    const { desktop, element, modes } = await shown();
    const notice = byTestId(element, 'notice-subscriber');
    notice.value = '900';
    notice.dispatchEvent(new Event('change'));
    byTestId(element, 'take-out-subscriber').click();
    await until(() => has(element, 'really-start-subscriber'), 'it asks');
    expect(words(element, 'maintenance-subscriber')).to.contain('15 minutes');
    expect(desktop.commands).to.deep.equal([]);
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    modes.subscriber = planned;
    byTestId(element, 'really-start-subscriber').click();
    await until(() => words(element, 'course-subscriber') === 'Planned', 'it is read at once');
    expect(desktop.commands).to.deep.equal([{ type: 'start-maintenance', node: 'subscriber', noticeSeconds: 900 }]);
    expect(words(element, 'maintenance-told')).to.contain('has begun');
    expect(has(element, 'take-out-publisher')).to.equal(true);
    expect(has(element, 'take-out-subscriber')).to.equal(false);
  });

  it('MM-5: shows who stays and why first, who has put it off, and fits', async () => {
    const { element } = await shown({ publisher: planned });
    const rows = [...(element.shadowRoot?.querySelectorAll('[data-testid=maintenance-user]') ?? [])].map((row) =>
      row.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(rows[0]).to.contain('1002').and.contain('certificate').and.contain('Stays');
    expect(rows[1])
      .to.contain('in about 5 minutes')
      .and.contain('has put it off by 60 seconds')
      .and.contain('To be moved');
    expect(rows[2]).to.contain('IP phone');
    expect(words(element, 'progress-publisher')).to.equal('1 stay here, 2 still to leave');
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
  });

  it('MM-2: is called off while planned, and a refusal is told', async () => {
    const { desktop, element, modes } = await shown({ publisher: planned });
    desktop.outcome = { outcome: 'not-applied', code: 'Invalid State', message: 'the first desktops are on their way' };
    modes.publisher = { ...planned, stage: 'MIGRATING', users: [user('1001', 'MIGRATING'), user('1002', 'MOVED')] };
    byTestId(element, 'call-off-publisher').click();
    await until(() => words(element, 'course-publisher') === 'Moving people', 'it is read at once');
    expect(words(element, 'maintenance-trouble')).to.contain('the first desktops are on their way');
    expect(desktop.commands).to.deep.equal([{ type: 'cancel-maintenance', node: 'publisher' }]);
    expect(has(element, 'call-off-publisher')).to.equal(false);
    expect(words(element, 'progress-publisher')).to.equal('1 still to leave, 1 gone');
  });

  it('a node that has emptied itself may be silent by its own will; what is known stays', async () => {
    const { desktop, element, modes } = await shown({
      publisher: { ...planned, stage: 'MIGRATING', users: [user('1001', 'MOVED')] },
    });
    desktop.answerRead = (_path, node) =>
      node === 'publisher'
        ? { kind: 'failed', failure: 'refused' }
        : answerWith({ kind: 'MaintenanceMode', value: modes.subscriber ?? mode() });
    desktop.pass(5_000);
    await until(() => words(element, 'unread-publisher').includes('shut down'), 'it is said');
    expect(words(element, 'progress-publisher')).to.equal('1 gone');
    expect(words(element, 'unread-subscriber')).to.equal('');
  });

  it('does nothing without a connection, nor for somebody who is no administrator', async () => {
    const { desktop, element } = await shown();
    const before = desktop.reads.length;
    desktop.setView({ phase: 'searching' });
    await element.updateComplete;
    desktop.pass(600_000);
    byTestId(element, 'take-out-publisher').click();
    await element.updateComplete;
    expect(has(element, 'really-start-publisher')).to.equal(false);
    expect(byTestId(element, 'take-out-publisher').getAttribute('aria-disabled')).to.equal('true');
    expect(desktop.reads).to.have.length(before);
    const agent = fakeDesktop();
    const theirs = await show(MaintenanceGadget, agent.handle);
    expect(theirs.shadowRoot?.textContent).to.contain('This is for administrators');
    expect(agent.reads).to.deep.equal([]);
  });

  it('every course and the first move come from what the node says', () => {
    const courses = (
      [
        {},
        { status: 'IN_PROGRESS', stage: 'SCHEDULED' },
        { status: 'IN_PROGRESS' },
        { status: 'COMPLETED' },
        { status: 'FAILED' },
      ] as const
    ).map((change) => runOf(mode(change), 0).course);
    expect(courses).to.deep.equal(['none', 'planned', 'moving', 'completed', 'given-up']);
    expect(firstMoveIn(runOf(planned, 0))).to.equal(300);
    expect(firstMoveIn(runOf(mode(), 0))).to.equal(undefined);
  });
});
