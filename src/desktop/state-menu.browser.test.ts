import { expect } from '@open-wc/testing';
import { openTestDesktop, type TestDesktop } from './test/desktop-fixture.ts';
import { byTestId, deep, deepAll, press, readText, until } from './test/page.ts';
import { ann, connectedView, searchingView } from './test/sample-view.ts';

const button = (): HTMLElement => byTestId('state-select');
const inMenu = (): HTMLElement | null => (button().getRootNode() as ShadowRoot).activeElement as HTMLElement | null;

async function openMenu(): Promise<HTMLElement[]> {
  (await until(() => deep(document, '[data-testid="state-select"]'))).click();
  return until(() => {
    const items = deepAll(document, '.choice');
    return items.length > 0 && items;
  });
}

describe('the state menu', () => {
  let desktop: TestDesktop;
  beforeEach(async () => {
    desktop = await openTestDesktop(connectedView);
  });
  afterEach(() => desktop.dispose());

  it('shows the state, its reason and how long it has lasted', async () => {
    await until(() => deep(document, '[data-testid="state-timer"]'));
    expect(byTestId('agent-state').textContent).to.equal('Not Ready');
    expect(button().textContent).to.contain('Break');
    expect(byTestId('state-timer').textContent).to.equal('1:05');
    desktop.client.time += 3_600_000;
    await until(() => byTestId('state-timer').textContent === '1:01:05');
  });

  it('counts by the clock of the node', async () => {
    desktop.client.show({ clockOffset: -5000 });
    await until(() => byTestId('state-timer').textContent === '1:00');
  });

  it('offers Ready, Not Ready by reason and sign-out by reason, and marks where the agent is', async () => {
    const items = await openMenu();
    expect(items.map((item) => [item.role, readText(item), item.ariaChecked])).to.deep.equal([
      ['menuitemradio', 'Ready', 'false'],
      ['menuitemradio', 'Not Ready: Break', 'true'],
      ['menuitemradio', 'Not Ready: Lunch', 'false'],
      ['menuitem', 'Sign out: End of shift', null],
      ['menuitem', 'Sign out: Computer problem', null],
    ]);
    expect(inMenu() === items[1]).to.equal(true);
  });

  for (const [choice, call] of [
    ['READY', ['command', { type: 'set-state', state: 'READY' }]],
    ['NOT_READY-102', ['command', { type: 'set-state', state: 'NOT_READY', reasonCodeId: 2 }]],
    ['LOGOUT-201', ['signOut', 5]],
  ] as const) {
    it(`${choice} sends the wish and closes`, async () => {
      await openMenu();
      deep(document, `[data-choice="${choice}"]`)?.click();
      expect(desktop.client.calls).to.deep.equal([call]);
      await until(() => deepAll(document, '.choice').length === 0);
      expect(inMenu() === button()).to.equal(true);
    });
  }

  it('signs out only from Not Ready, and says so', async () => {
    desktop.client.show({ agent: { ...ann, state: 'READY' } });
    const items = await openMenu();
    expect(items[3]?.ariaDisabled).to.equal('true');
    expect(items[3]?.parentElement?.ariaLabel).to.equal('Sign out (only from Not Ready)');
    items[3]?.click();
    expect(desktop.client.calls).to.deep.equal([]);
  });

  it('works by keyboard: arrows go round, letters jump, Escape goes back', async () => {
    button().focus();
    press(button(), 'ArrowDown');
    const items = await until(() => {
      const found = deepAll(document, '.choice');
      return found.length > 0 && found;
    });
    await until(() => inMenu() === items[1]);
    const go = (key: string): number => {
      press(inMenu() ?? button(), key);
      return items.indexOf(inMenu() ?? button());
    };
    expect(['ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'Home', 'l', 'e'].map(go)).to.deep.equal([2, 4, 0, 4, 0, 2, 3]);
    press(inMenu() ?? button(), 'Escape');
    await until(() => deepAll(document, '.choice').length === 0);
    expect(inMenu() === button()).to.equal(true);
  });

  it('is off while not connected, keeps the focus, and says why', async () => {
    button().focus();
    desktop.client.show(searchingView);
    await until(() => button().ariaDisabled === 'true');
    expect(inMenu() === button()).to.equal(true);
    const root = button().getRootNode() as ShadowRoot;
    expect(root.getElementById(button().getAttribute('aria-describedby') ?? '')?.textContent).to.equal(
      'Off while not connected',
    );
    button().click();
    press(button(), 'ArrowDown');
    await (deep(document, 'us-state-menu') as unknown as { updateComplete: Promise<unknown> }).updateComplete;
    expect(deepAll(document, '.choice').length).to.equal(0);
  });

  it('refuses a choice from a menu that was open when the connection went', async () => {
    const items = await openMenu();
    desktop.client.show(searchingView);
    await until(() => button().ariaDisabled === 'true');
    items[0]?.click();
    expect(desktop.client.calls).to.deep.equal([]);
  });

  it('shows what is still to come', async () => {
    const note = (): string => (button().getRootNode() as ShadowRoot).getElementById('note')?.textContent ?? '';
    desktop.client.show({ agent: { ...ann, state: 'TALKING', pendingState: 'NOT_READY' } });
    await until(() => note() === 'Then Not Ready');
    const command = { type: 'set-state', state: 'READY' } as const;
    desktop.client.show({ pending: [{ id: 'a', command, since: 0, status: 'sent' }] });
    await until(() => note() === 'Changing to Ready…');
    desktop.client.show({ ...searchingView, pending: [{ id: 'a', command, since: 0, status: 'held' }] });
    await until(() => note() === 'Ready: waits for the connection');
  });
});
