/** A shift without a pointer: every flow of the desktop and of the lab is reached and done by keys alone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectFocusKept, press, tabTo, typeInto } from './by-keyboard.ts';
import { openBrowser, openDesktop, type Browser, type ViewOfPage } from './desktop.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
before(async () => {
  site = await openSite();
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await site.stop();
});

const isTalking = ({ agent }: ViewOfPage): boolean => agent?.state === 'TALKING';

test('by keyboard alone: sign in, state, answer, hold, consult, transfer, note, chat, arrange, sign out', async () => {
  const desktop = await openDesktop(browser, site.url, '?speed=2');
  const { page } = desktop;
  await desktop.until('signed-out');
  await typeInto(page, 'agent-id', '1001');
  await typeInto(page, 'password', 'secret');
  await typeInto(page, 'extension', '4001');
  await page.keyboard.press('Enter');
  await desktop.until('connected');

  await press(page, 'state-select');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await desktop.untilView(({ agent }) => agent?.state === 'READY');
  await expectFocusKept(page, 'the choice of a state');

  await desktop.lab('ring', { agent: '1001', from: '5550100' });
  await desktop.untilView(({ dialogs }) => dialogs.length === 1);
  await press(page, 'answer');
  await desktop.untilView(isTalking);
  // The button under the finger has turned into another; the focus is still on it.
  await press(page, 'hold');
  await press(page, 'retrieve');
  await desktop.untilView(isTalking);
  await press(page, 'open-number');
  await typeInto(page, 'to-number', '5550177');
  await page.keyboard.press('Enter');
  await desktop.untilView(({ dialogs }) => dialogs.length === 2);
  await page.getByTestId('transfer').waitFor();
  await press(page, 'transfer');
  await desktop.untilView(({ dialogs }) => dialogs.length === 0);

  await typeInto(page, 'note', 'Passed on to the second line.');
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('saved-note').getByText('Passed on').waitFor();
  await tabTo(page, 'arrange-notes', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await press(page, 'move-before-notes');
  await page.getByTestId('arranged').getByText('column 1 of 2').waitFor();
  await expectFocusKept(page, 'moving a gadget');

  await tabTo(page, 'tab-work', 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await tabTo(page, 'chat-status');
  await page.keyboard.press('B');
  await desktop.untilView((view) => (view as unknown as { chat?: { status?: string } }).chat?.status === 'BUSY');

  await tabTo(page, 'state-select');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await desktop.untilView(({ agent }) => agent?.state === 'NOT_READY');
  await press(page, 'state-select');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await desktop.until('signed-out');
  assert.deepEqual(browser.complaints, []);
  await page.close();
});

test('by keyboard alone: the lab is opened, a node broken, a scenario run, a recording taken and stepped through', async () => {
  const desktop = await openDesktop(browser, site.url, '?agent=1002&signin');
  const { page } = desktop;
  await desktop.until('connected', 'publisher');
  await press(page, 'open-lab');
  await tabTo(page, 'lab-tab-cluster');
  await tabTo(page, 'part-desktop');
  await page.keyboard.press('End');
  for (let stops = 0; stops < 40; stops += 1) {
    if (await page.locator('[data-testid="part-publisher"]:focus').count()) break;
    await page.keyboard.press('ArrowLeft');
  }
  await page.keyboard.press('Enter');
  await press(page, 'deed-stop-node');
  await desktop.until('connected', 'subscriber');

  await tabTo(page, 'lab-tab-cluster', 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await typeInto(page, 'scenario-find', 'DF-1-node-dies');
  await press(page, 'scenario-DF-1-node-dies');
  await tabTo(page, 'scenario-speed', 'Shift+Tab');
  await page.keyboard.press('End');
  await tabTo(page, 'scenario-run', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByTestId('scenario-status').getByText('✓').waitFor();

  await tabTo(page, 'lab-tab-scenarios', 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await press(page, 'record-take');
  await page.getByTestId('replay-verdict').waitFor();
  const before = await page.getByTestId('replay-step').innerText();
  await press(page, 'replay-back');
  await page.waitForFunction(
    (was) => {
      const lab = document.querySelector('us-lab')?.shadowRoot?.querySelector('us-lab-recorder');
      return lab?.shadowRoot?.querySelector('[data-testid="replay-step"]')?.textContent.trim() !== was;
    },
    before,
    { polling: 25 },
  );
  await page.keyboard.press('Escape');
  await page.getByTestId('lab').waitFor({ state: 'hidden' });
  await expectFocusKept(page, 'closing the lab');
  await page.close();
});
