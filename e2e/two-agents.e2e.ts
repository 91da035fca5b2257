/**
 * Two agents at one simulated cluster, each with a core of their own in one browser: they chat with each other while the chat
 * service fails over (CH-1); a supervisor listens to an agent's call, and the node dies under both.
 */
import assert from 'node:assert/strict';
import { press, typeInto } from './by-keyboard.ts';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { openBrowser, openDesktop, type Browser, type ViewOfPage } from './desktop.ts';
import { openSite, type Site } from './site.ts';
import { expectWorkIntact, startWork } from './work-in-progress.ts';

let site: Site;
let browser: Browser;
before(async () => {
  site = await openSite();
});
after(async () => {
  await site.stop();
});
// Every story begins with a cluster and cores that nobody has used.
beforeEach(async () => {
  browser = await openBrowser();
});
afterEach(async () => {
  await browser.close();
});

interface ChatOfPage {
  readonly link: string;
  readonly status?: string;
  readonly conversations: readonly { readonly state: string; readonly entries: readonly unknown[] }[];
}
const imOf = (view: ViewOfPage) => (view as unknown as { readonly chat: ChatOfPage }).chat;

test('CH-1: two agents chat; the chat service fails over: status kept, chat lost and told', async () => {
  const maya = await openDesktop(browser, site.url, '?agent=1001&signin&speed=4');
  await maya.until('connected');
  // A second agent in the same browser needs a core of its own.
  const jonas = await openDesktop(browser, site.url, '?agent=1002&signin&speed=4&core=dedicated');
  await jonas.until('connected');
  for (const { page } of [maya, jonas]) await page.getByRole('tab', { name: 'Chat' }).click();
  await maya.page.getByTestId('chat-status').selectOption('BUSY');
  await maya.page.locator('[data-user="1002"]').click();
  await maya.page.locator('#message-1002').fill('Have you a minute?');
  await maya.page.keyboard.press('Enter');
  await jonas.page.locator('[data-user="1001"]', { hasText: 'Busy' }).waitFor();
  // Jonas has no pointer.
  await press(jonas.page, '1001');
  await jonas.page.getByTestId('chat-entry').getByText('Have you a minute?').waitFor();
  await typeInto(jonas.page, 'message-1001', 'Sure');
  await jonas.page.keyboard.press('Enter');
  await maya.page.getByTestId('chat-entry').getByText('Sure').waitFor();
  await maya.page.locator('#message-1002').fill('It is about the');

  await maya.lab('fail-imp');
  for (const { page } of [maya, jonas]) await page.getByTestId('chat-mark').getByText('Chat lost').waitFor();
  const back = await maya.untilView((view) => imOf(view).link === 'open');
  assert.equal(imOf(back).status, 'BUSY', 'kept by the service');
  assert.equal(imOf(back).conversations[0]?.state, 'lost');
  assert.equal(back.toasts.filter(({ key }) => key === 'chats-lost').length, 1);
  assert.equal(back.phase, 'connected', 'work at Finesse was not touched');

  // What was being written is still there, and starts another chat.
  assert.equal(await maya.page.locator('#message-1002').inputValue(), 'It is about the');
  await jonas.untilView((view) => imOf(view).link === 'open');
  await maya.page.locator('#message-1002').press('Enter');
  await jonas.page.getByTestId('chat-entry').getByText('It is about the').waitFor();
  assert.deepEqual(browser.complaints, []);
});

const talking = ({ agent }: ViewOfPage): boolean => agent?.state === 'TALKING';
const parties = ({ dialogs }: ViewOfPage): number =>
  Math.max(0, ...dialogs.map(({ participants }) => participants.filter(({ state }) => state === 'ACTIVE').length));

test('a supervisor listens, the node dies under both, and the supervisor can still barge in', async () => {
  const maya = await openDesktop(browser, site.url, '?agent=1001&signin&speed=4');
  await maya.until('connected', 'publisher');
  const supervisor = await openDesktop(browser, site.url, '?agent=1000&signin&speed=4&core=dedicated');
  await supervisor.until('connected', 'publisher');
  const work = await startWork(maya, '1001');
  const row = supervisor.page.locator('[data-testid="member-row"][data-login-id="1001"]');
  await row.getByTestId('listen').click();
  await supervisor.untilView(talking);

  await maya.lab('stop-node', { node: 'publisher' });
  await Promise.all([maya, supervisor].map((desktop) => desktop.until('connected', 'subscriber')));
  await expectWorkIntact(maya, work);
  await row.getByTestId('barge-in').click();
  await maya.untilView((view) => parties(view) === 3);
  // Now a party like any other, the supervisor leaves as one.
  await supervisor.page.getByTestId('drop').click();
  await supervisor.untilView(({ dialogs }) => dialogs.length === 0);
  await maya.untilView((view) => parties(view) === 2 && talking(view));
  assert.deepEqual(browser.complaints, []);
});

test('a consultation becomes a conference, which is there after the node died', async () => {
  const desktop = await openDesktop(browser, site.url, '?agent=1003&signin&speed=4');
  const { page } = desktop;
  await desktop.until('connected');
  const left = await desktop.node();
  await desktop.lab('ring', { agent: '1003', from: '5550100' });
  await page.getByTestId('answer').first().click();
  await desktop.untilView((view) => parties(view) === 2);
  await page.getByTestId('open-number').click();
  await page.getByTestId('to-number').fill('5550177');
  await page.getByTestId('consult').click();
  await desktop.untilView(({ dialogs }) => dialogs.length === 2);
  await page.getByTestId('conference').click();
  const joined = await desktop.untilView((view) => parties(view) === 3);

  await desktop.lab('stop-node', { node: left });
  await desktop.until('connected', left === 'publisher' ? 'subscriber' : 'publisher');
  const after = await desktop.untilView((view) => parties(view) === 3);
  assert.deepEqual(
    after.dialogs.map(({ id }) => id),
    joined.dialogs.map(({ id }) => id),
  );
  await page.getByTestId('drop').click();
  await desktop.untilView(({ dialogs }) => dialogs.length === 0);
  assert.deepEqual(browser.complaints, []);
});
