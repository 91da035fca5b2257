/**
 * The main story again in Firefox, driven over WebDriver BiDi: sign in, take a call, type, lose the publisher, go on,
 * reload without a server. Left out, with a notice, where there is no Firefox and none can be installed.
 */
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findFirefox } from '../tools/firefox.mjs';
import { patience } from './desktop.ts';
import { openSite, type Site } from './site.ts';

const executablePath = findFirefox();
const notices = process.env['UNDERSTUDY_NOTICES'];

if (executablePath === undefined) {
  if (notices) appendFileSync(notices, 'No Firefox here and none could be installed: its story was left out.\n');
} else {
  let site: Site;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    site = await openSite();
    browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
    page = await browser.newPage();
    page.setDefaultTimeout(patience);
    // The loader of these stories names functions with a helper that pages do not have.
    await page.evaluateOnNewDocument('globalThis.__name ??= (named) => named;');
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
  });
  after(async () => {
    await browser.close();
    await site.stop();
  });

  const element = (id: string) => page.locator(`>>> [data-testid="${id}"]`);
  const until = (phase: string, node: string) =>
    page.waitForFunction(
      (wantedPhase, wantedNode) => {
        const { phase: shown, node: on } = document.documentElement.dataset;
        return shown === wantedPhase && on === wantedNode;
      },
      { polling: 50 },
      phase,
      node,
    );
  const lab = (action: string, args: Record<string, unknown>) =>
    page.evaluate((name, given) => window.understudy.lab.do(name, given), action, args);
  /** What stands in the note's field, through every shadow root. */
  const note = () =>
    page.evaluate(() => {
      const search = (root: ParentNode): HTMLTextAreaElement | undefined => {
        for (const each of root.querySelectorAll('*')) {
          if (each.matches('[data-testid="note"]')) return each as HTMLTextAreaElement;
          const inner = each.shadowRoot && search(each.shadowRoot);
          if (inner) return inner;
        }
        return undefined;
      };
      return search(document)?.value;
    });
  const untilNote = async (wanted: string): Promise<void> => {
    const deadline = Date.now() + patience;
    while ((await note().catch(() => undefined)) !== wanted) {
      if (Date.now() > deadline) assert.equal(await note(), wanted);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  test('Firefox: the publisher goes away with a call and half a note; both are there on the subscriber, and after F5 without a server', async () => {
    await page.goto(`${site.url}?agent=1001&signin`);
    await until('connected', 'publisher');
    await lab('ring', { agent: '1001', from: '5550142' });
    await element('answer').click();
    await page.waitForFunction(() => window.understudy.view()?.agent?.state === 'TALKING', { polling: 50 });
    await element('note').fill('Half a note');
    const loadedAt = await page.evaluate(() => performance.timeOrigin);

    await lab('stop-node', { node: 'publisher' });
    await until('connected', 'subscriber');
    assert.equal(await page.evaluate(() => performance.timeOrigin), loadedAt, 'the page was not reloaded');
    assert.equal(await page.evaluate(() => window.understudy.view()?.dialogs.length), 1);
    await untilNote('Half a note');

    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, { polling: 50 });
    await site.stop();
    await page.reload();
    await until('connected', 'subscriber');
    await untilNote('Half a note');
    assert.deepEqual(complaints, []);
  });
}
