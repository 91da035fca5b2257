/** The page goes away: F5 with the web server dead, a killed renderer, a closed tab, a second tab. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { controlled, desktopOn, openBrowser, openDesktop, type Browser, type DesktopPage } from './desktop.ts';
import { openSite, type Site } from './site.ts';
import { expectTyping, expectWorkIntact, halfNote, startWork, typingIsStored } from './work-in-progress.ts';

let site: Site;
let browser: Browser;
beforeEach(async () => {
  [site, browser] = await Promise.all([openSite(), openBrowser()]);
});
afterEach(() => Promise.all([browser.close(), site.stop()]));

/** Signed in, and everything that a reload needs is in the precache. */
async function readyToLoseTheServer(query: string): Promise<DesktopPage> {
  const desktop = await openDesktop(browser, site.url, query);
  await desktop.until('connected');
  await controlled(desktop);
  return desktop;
}

test('PF-2, OW-4: F5 with the web server stopped: still signed in, same node, gadgets restored', async () => {
  const desktop = await readyToLoseTheServer('?agent=1001&signin');
  const work = await startWork(desktop, '1001');
  await desktop.lab('stop-node', { node: 'publisher' });
  await desktop.until('connected', 'subscriber');
  await site.stop();
  await desktop.page.reload();
  await desktop.until('connected', 'subscriber');
  assert.notEqual(await desktop.loadedAt(), work.loadedAt);
  await expectWorkIntact(desktop, work);
  // Nobody signed in again: the server saw one session go on.
  assert.equal((await desktop.view()).epoch, 2);
});

test('the renderer is killed: a new page finds session, call and typing', async () => {
  const desktop = await readyToLoseTheServer('?agent=1001&signin');
  const work = await startWork(desktop, '1001');
  await typingIsStored(desktop);
  await site.stop();
  const crashed = desktop.page.waitForEvent('crash');
  const session = await browser.context.newCDPSession(desktop.page);
  // The command itself is never answered: its renderer is dead.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  const page = await browser.context.newPage();
  await page.goto(`${site.url}?agent=1001`);
  const again = desktopOn(page);
  await again.until('connected', 'publisher');
  await expectWorkIntact(again, work);
});

test('PF-1: closed for longer than the 60 s grace: the forced logout is explained', async () => {
  // Somebody else's desktop stays, and its lab hears what the servers do.
  const watcher = await openDesktop(browser, site.url, '?agent=1010&core=dedicated&lab');
  await watcher.until('signed-out');
  const desktop = await readyToLoseTheServer('?agent=1001&signin');
  // Only now: the answers to a sign-in are never late.
  await watcher.setSpeed(30);
  await desktop.page.close();
  await watcher.page.getByTestId('lab-log').getByText('agent 1001 stayed away: forced logout with code 255').waitFor();
  const page = await browser.context.newPage();
  await page.goto(`${site.url}?speed=30`);
  const again = desktopOn(page);
  await again.until('signed-out');
  assert.equal((await again.view()).banner?.key, 'lapsed');
  await page
    .getByText(/signed (you )?out|forced logout/i)
    .first()
    .waitFor();
  await page.getByTestId('agent-id').waitFor();
});

test('two tabs: one session; what one does the other shows; the second goes on when the first is closed', async () => {
  const first = await readyToLoseTheServer('?agent=1001&signin');
  const second = await openDesktop(browser, site.url, '');
  await second.until('connected', 'publisher');
  await first.lab('ring', { agent: '1001', from: '5550123' });
  await first.page.getByTestId('answer').click();
  await second.untilView(({ agent }) => agent?.state === 'TALKING');
  await second.page.getByTestId('call').waitFor();
  await second.page.getByTestId('hold').click();
  await first.untilView(({ dialogs }) => dialogs[0]?.participants.some(({ state }) => state === 'HELD') === true);
  await first.page.close();
  await second.page.getByTestId('retrieve').click();
  await second.untilView(({ agent }) => agent?.state === 'TALKING');
  await second.lab('stop-node', { node: 'publisher' });
  await second.until('connected', 'subscriber');
  assert.equal((await second.view()).dialogs.length, 1);
});

test('typing survives a crash without any gadget code', async () => {
  const desktop = await readyToLoseTheServer('?agent=1001&signin');
  await startWork(desktop, '1001');
  await desktop.page.reload();
  await desktop.until('connected');
  await expectTyping(desktop);
});

test('what a gadget changes while its page goes away is there on the next one', async () => {
  const desktop = await readyToLoseTheServer('?agent=1001&signin');
  await startWork(desktop, '1001');
  await typingIsStored(desktop);
  const { page } = desktop;
  await page.getByTestId('save-note').evaluate((button) => {
    // Behind the page's own listeners, and then a page has no later turn.
    window.addEventListener('pagehide', () => (button as HTMLButtonElement).click());
  });
  assert.equal(await page.getByTestId('saved-note').count(), 0);
  await page.reload();
  await desktop.until('connected');
  await page.getByTestId('saved-note').getByText(halfNote).waitFor();
});

test('F5 while the database does not open: the words are back from the copy that the tab’s last page left', async () => {
  const desktop = await readyToLoseTheServer('?agent=1001&signin');
  await startWork(desktop, '1001');
  await typingIsStored(desktop);
  // The first page knew of nobody else but by waiting: from the second on the tab is known to be alone.
  await desktop.page.reload();
  await desktop.until('connected');
  await expectTyping(desktop);
  await desktop.page.addInitScript(() => {
    const open = IDBFactory.prototype.open.bind(indexedDB);
    IDBFactory.prototype.open = (name, version) =>
      name === 'understudy-cache' ? ({} as IDBOpenDBRequest) : open(name, version);
  });
  await desktop.page.reload();
  await desktop.until('connected');
  await expectTyping(desktop);
});
