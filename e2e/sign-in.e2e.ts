/** An agent opens the page, signs in, works, signs out. Nothing on the console, no request to any other host. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { controlled, openBrowser, openDesktop, type Browser } from './desktop.ts';
import { callFromRingToEnd, signOutByMenu } from './one-call.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
before(async () => {
  site = await openSite();
});
after(async () => {
  await site.stop();
});

async function withBrowser(story: () => Promise<void>): Promise<void> {
  browser = await openBrowser();
  try {
    await story();
    assert.deepEqual(browser.complaints, []);
  } finally {
    await browser.close();
  }
}

test('OW-6: sign in by the form, take a call, hang up, sign out', () =>
  withBrowser(async () => {
    const desktop = await openDesktop(browser, site.url, '');
    const { page } = desktop;
    await desktop.until('signed-out');
    await page.getByTestId('agent-id').fill('1001');
    await page.getByTestId('password').fill('secret');
    await page.getByTestId('extension').fill('4001');
    await page.getByTestId('sign-in').click();
    await desktop.until('connected', 'publisher');
    assert.equal(await page.evaluate(() => document.documentElement.dataset['epoch']), '1');
    assert.deepEqual(await desktop.phases(), ['signed-out', 'signing-in', 'connected']);

    await desktop.lab('ring', { agent: '1001', from: '5550101' });
    await callFromRingToEnd(desktop);
    await signOutByMenu(desktop);
  }));

test('a wrong password is told in words and can be corrected', () =>
  withBrowser(async () => {
    const desktop = await openDesktop(browser, site.url, '');
    const { page } = desktop;
    await desktop.until('signed-out');
    await page.getByTestId('agent-id').fill('1002');
    await page.getByTestId('password').fill('wrong');
    await page.getByTestId('extension').fill('4002');
    await page.getByTestId('sign-in').click();
    await page
      .getByText(/password/i)
      .and(page.locator('[role=alert], [data-testid=banner], [role=status]'))
      .first()
      .waitFor();
    assert.equal(await desktop.phase(), 'signed-out');
    await page.getByTestId('password').fill('secret');
    await page.getByTestId('sign-in').click();
    await desktop.until('connected');
  }));

test('an outbound call', () =>
  withBrowser(async () => {
    const desktop = await openDesktop(browser, site.url, '?agent=1003&signin');
    await desktop.until('connected');
    await desktop.page.getByTestId('dial-number').fill('5550177');
    await desktop.page.getByTestId('dial').click();
    await desktop.untilView(({ dialogs }) => dialogs[0]?.participants.some(({ state }) => state === 'ACTIVE') === true);
    await desktop.page.getByTestId('drop').click();
    await desktop.untilView(({ dialogs }) => dialogs.length === 0);
  }));

test('the page itself can ask the current node, through the service worker', () =>
  withBrowser(async () => {
    const desktop = await openDesktop(browser, site.url, '?agent=1001&signin');
    await desktop.until('connected');
    await controlled(desktop);
    const answer = await desktop.page.evaluate(async () => {
      const system = await fetch('/finesse/api/SystemInfo');
      const user = await fetch('/finesse/api/User/1001', {
        headers: { Authorization: `Basic ${btoa('1001:secret')}` },
      });
      return { system: await system.text(), status: user.status, user: await user.text() };
    });
    assert.match(answer.system, /<SystemInfo>[\s\S]*<status>IN_SERVICE<\/status>/);
    assert.equal(answer.status, 200);
    assert.match(answer.user, /<loginId>1001<\/loginId>/);
  }));
