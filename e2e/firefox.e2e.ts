/**
 * The main story again in Firefox: sign in, take a call, type, lose the publisher, go on, reload without a server. Left
 * out, with a notice, where there is no Firefox and none can be installed. Its redirect is in `redirect-firefox.ts`.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { firefoxHere, openFirefox, type FirefoxDesktop } from './firefox-driver.ts';
import { openSite, type Site } from './site.ts';

const executablePath = firefoxHere();

if (executablePath !== undefined) {
  let site: Site;
  let desktop: FirefoxDesktop;
  before(async () => {
    site = await openSite();
    desktop = await openFirefox(executablePath);
  });
  after(async () => {
    await desktop.close();
    await site.stop();
  });

  test('Firefox: the publisher goes away with a call and half a note; both are there on the subscriber, and after F5 without a server', async () => {
    const { page, element, until, untilNote } = desktop;
    const lab = (action: string, args: Record<string, unknown>) =>
      page.evaluate((name, given) => window.understudy.lab.do(name, given), action, args);
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
    assert.deepEqual(desktop.complaints, []);
  });
}
