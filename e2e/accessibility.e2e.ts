/** axe finds nothing on any screen, in light, dark and forced colours; each phase is announced once; the sign-in works by keyboard. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openBrowser, openDesktop, type Browser, type DesktopPage } from './desktop.ts';
import { openSite, type Site } from './site.ts';
import { startWork } from './work-in-progress.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}

const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
} as const;

async function expectClean(desktop: DesktopPage, screen: string): Promise<void> {
  for (const [look, media] of Object.entries(looks)) {
    await desktop.page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    assert.deepEqual(await violations(desktop.page), [], `${screen}, ${look}`);
  }
}

test('every screen is clean: sign-in, work, searching, moved, lab, supervisor', async () => {
  const desktop = await openDesktop(browser, site.url, '?profile=12.6&speed=10');
  await desktop.until('signed-out');
  await expectClean(desktop, 'sign-in');

  // By keyboard alone: into the first field, through the form, Enter.
  await desktop.page.getByTestId('agent-id').focus();
  await desktop.page.keyboard.type('1001');
  await desktop.page.keyboard.press('Tab');
  await desktop.page.keyboard.type('secret');
  await desktop.page.getByTestId('extension').focus();
  await desktop.page.keyboard.type('4001');
  await desktop.page.keyboard.press('Enter');
  await desktop.until('connected');
  await expectClean(desktop, 'connected, idle');
  await startWork(desktop, '1001');
  await expectClean(desktop, 'connected, on a call');

  await desktop.lab('stop-node', { node: 'subscriber' });
  await desktop.lab('hide-finesse-presence', { node: 'publisher' });
  await desktop.until('searching');
  await expectClean(desktop, 'searching');
  await desktop.lab('start-node', { node: 'subscriber' });
  await desktop.until('connected', 'subscriber');
  await expectClean(desktop, 'moved');
  await desktop.page.getByTestId('open-lab').click();
  await desktop.page.getByTestId('lab').waitFor();
  await expectClean(desktop, 'lab');
  await desktop.page.close();
});

test('the supervisor’s screen is clean', async () => {
  const other = await openSite();
  try {
    const desktop = await openDesktop(browser, other.url, '?agent=1000&signin');
    await desktop.until('connected');
    await desktop.page.getByTestId('member-row').first().waitFor();
    await expectClean(desktop, 'supervisor');
    await desktop.page.close();
  } finally {
    await other.stop();
  }
});

test('a planted fault is found: an image without a name', async () => {
  const desktop = await openDesktop(browser, site.url, '');
  await desktop.page.waitForFunction(() => document.documentElement.dataset['phase'] !== undefined);
  await desktop.page.evaluate(() => {
    const image = document.createElement('img');
    image.src = 'data:,';
    document.body.append(image);
  });
  assert.match((await violations(desktop.page)).join(), /image-alt/);
  await desktop.page.close();
});
