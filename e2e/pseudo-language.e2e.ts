/** Every word on every screen comes from a catalogue: in a pseudo-language nothing stays English but what the servers sent. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openBrowser, openDesktop, type Browser, type DesktopPage } from './desktop.ts';
import { wordsOfNoCatalogue } from './pseudo-words.ts';
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

/** What the administrator calls the tabs. */
const labels = readFileSync('public/layout.xml', 'utf8').match(/<label>.*?<\/label>/g) ?? [];

/** Told together at the end: one screen's findings should not hide another's. */
const found: string[] = [];

async function look({ page }: DesktopPage, screen: string): Promise<void> {
  const view = await page.evaluate(() => window.understudy.view());
  // Frames in which what was just opened is drawn.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 150)));
  const loose = await wordsOfNoCatalogue(page, [view, labels.map((label) => label.replaceAll(/<.*?>/g, ''))]);
  found.push(...loose.map(({ where, text }) => `${screen}: ${where} “${text}”`));
}

/** Presses every tab of a list in turn. */
async function eachTab({ page }: DesktopPage, tabs: string, see: (name: string) => Promise<void>): Promise<void> {
  const all = page.locator(tabs);
  for (let at = 0; at < (await all.count()); at += 1) {
    const tab = all.nth(at);
    await tab.click();
    await see((await tab.innerText()).trim());
  }
}

test('a word written into a page is found: in text, in a name, in a hint', async () => {
  const desktop = await openDesktop(browser, site.url, '?language=ar-XB');
  await desktop.until('signed-out');
  assert.equal(await desktop.page.evaluate(() => document.documentElement.dir), 'rtl');
  await look(desktop, 'sign-in, from right to left');
  assert.deepEqual(found, []);
  await desktop.page.evaluate(() => {
    const button = document.createElement('button');
    button.textContent = 'Planted';
    button.setAttribute('aria-label', 'Planted name');
    button.title = 'Planted hint';
    document.querySelector('understudy-desktop')?.shadowRoot?.append(button);
  });
  const planted = await wordsOfNoCatalogue(desktop.page, []);
  assert.deepEqual(planted.map(({ where }) => where).sort(), ['button', 'button[aria-label]', 'button[title]']);
  await desktop.page.close();
});

test('in a pseudo-language no screen holds a word that came from no catalogue', async () => {
  const desktop = await openDesktop(browser, site.url, '?language=en-XA&profile=12.6&speed=20');
  const { page } = desktop;
  await desktop.until('signed-out');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en-XA');
  await page.getByTestId('sign-in').click();
  await look(desktop, 'sign-in, nothing filled in');
  await page.goto(`${site.url}?language=en-XA&agent=1000&signin&profile=12.6&speed=20`);
  await desktop.until('connected');
  await desktop.lab('ring', { agent: '1000', from: '5550142' });
  await page.getByTestId('answer').first().click();
  await desktop.untilView(({ agent }) => agent?.state === 'TALKING');
  await page.getByTestId('state-select').click();
  await look(desktop, 'on a call, menu open');
  await page.keyboard.press('Escape');
  await page.getByTestId('node-indicator').click();
  await eachTab(desktop, 'us-workspace [role=tab]', (tab) => look(desktop, `tab ${tab}`));
  for (const tool of ['readiness', 'planner']) {
    await page.evaluate((name) => (location.hash = `#/${name}`), tool);
    await page.locator(tool === 'planner' ? '[data-testid=plan-last]' : '[data-testid=readiness]').waitFor();
    await look(desktop, tool);
  }
  await page.evaluate(() => (location.hash = ''));
  await page.getByTestId('open-lab').first().click();
  await page.getByTestId('lab').waitFor();
  await desktop.lab('stop-node', { node: 'publisher' });
  await desktop.until('connected', 'subscriber');
  await eachTab(desktop, 'us-lab [role=tab]', (tab) => look(desktop, `lab, ${tab}`));
  await desktop.lab('start-maintenance', { node: 'subscriber' });
  await look(desktop, 'maintenance');
  await desktop.lab('start-node', { node: 'publisher' });
  await page.close();
  const office = await openDesktop(browser, site.url, '?language=en-XA&agent=1010&signin&speed=20');
  await office.until('connected');
  await eachTab(office, 'us-workspace [role=tab]', (tab) => look(office, `administrator’s tab ${tab}`));
  assert.deepEqual(found, []);
  await office.page.close();
});
