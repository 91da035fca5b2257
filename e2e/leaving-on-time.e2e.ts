/**
 * Two ends that are announced: a maintenance that takes the node out of use, and a sign-in that lasts only so long. Both with
 * a call up and a half-written note, and neither may cost a word of it.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowser, openDesktop, type Browser } from './desktop.ts';
import { openSite, type Site } from './site.ts';
import { expectWorkIntact, startWork } from './work-in-progress.ts';

let browser: Browser;
let site: Site;
before(async () => {
  [browser, site] = await Promise.all([openBrowser(), openSite()]);
});
after(async () => {
  await browser.close();
  await site.stop();
});

describe('announced ends', () => {
  test('MM-2, MM-3: an administrator plans it, an agent puts it off, and is moved with the half-written note', async () => {
    const desktop = await openDesktop(browser, site.url, '?agent=1001&signin');
    const { page } = desktop;
    await desktop.until('connected');
    const work = await startWork(desktop, '1001');
    const administrator = await openDesktop(browser, site.url, '?agent=1010&signin&core=dedicated');
    await administrator.until('connected', 'publisher');
    const { page: desk } = administrator;
    const seen = (loginId: string, text: string) =>
      desk.locator(`[data-testid="maintenance-user"][data-login-id="${loginId}"]`, { hasText: text }).waitFor();
    const plan = async (seconds: string) => {
      await desk.getByTestId('notice-publisher').selectOption(seconds);
      await desk.getByTestId('take-out-publisher').click();
      await desk.getByTestId('really-start-publisher').click();
    };
    // The administrator's lists are read anew every few seconds: these pass quickly where nobody has to be in time.
    const listsAreReadAt = 12;
    await desktop.setSpeed(listsAreReadAt);
    await desk.locator('[data-testid="connected-person"][data-login-id="1001"]').waitFor();
    await plan('1800');
    await page.getByTestId('maintenance-countdown').waitFor();
    await desk.getByTestId('call-off-publisher').click();
    await page.getByTestId('maintenance-countdown').waitFor({ state: 'detached' });
    await desk.getByTestId('take-out-publisher').waitFor();
    // From here to the answer three quarters of a minute may pass.
    await desktop.setSpeed(1);
    await plan('60');
    await page.locator('us-maintenance summary').click();
    await page.getByTestId('postpone-maintenance').click();
    await page.getByText('is planned anew', { exact: false }).waitFor();
    // Else the node would be gone with the last one, before anybody could read that they have moved (MM-5).
    await desktop.lab('refuse-certificate', { agent: '1010' });
    await desktop.setSpeed(listsAreReadAt);
    await seen('1001', 'has put it off');
    await desktop.setSpeed(20);
    // The gadgets have fifteen seconds for what they keep: in good time not so fast.
    await page
      .getByTestId('maintenance-countdown')
      .getByText(/ 0:[0-3]\d$/)
      .waitFor();
    await desktop.setSpeed(6);
    await desktop.until('connected', 'subscriber');
    await expectWorkIntact(desktop, work);
    assert.match((await desktop.saves()).join(), /Notes saved/);
    assert.ok((await desktop.phases()).includes('migrating'));
    assert.equal(await page.getByTestId('maintenance-notice').innerText(), '');
    // The administrator sees both nodes, and that the maintenance waits for the own desktop, which stays.
    await desktop.setSpeed(listsAreReadAt);
    await seen('1001', 'Moved');
    await seen('1010', 'certificate');
    await desk.locator('[data-testid="connected-person"][data-login-id="1001"][data-node="subscriber"]').waitFor();
    assert.deepEqual(browser.complaints, []);
    await desk.close();
    await page.close();
  });

  test('PF-10: renewed in the last minute nothing changes; at the end the agent is forced out and goes on in place', async () => {
    const fresh = await openSite();
    try {
      const desktop = await openDesktop(browser, fresh.url, '?agent=1001&signin&sso=2');
      const { page } = desktop;
      await desktop.until('connected');
      const work = await startWork(desktop, '1001');
      // Quickly to the last minute, whose seconds then are seconds.
      await desktop.setSpeed(20);
      await page.getByTestId('renew-password').waitFor();
      await desktop.setSpeed(1);
      assert.notEqual(await page.evaluate(() => document.activeElement?.localName), 'body', 'the focus did not jump');
      await page.getByTestId('renew-password').fill('secret');
      await page.getByTestId('renew-sign-in').click();
      await desktop.untilView(({ toasts }) => toasts.some(({ key }) => key === 'sign-in-renewed'));
      await expectWorkIntact(desktop, work);
      await desktop.setSpeed(40);
      await desktop.until('expired');
      await desktop.setSpeed(1);
      await expectWorkIntact(desktop, work);
      await page.getByTestId('password').fill('secret');
      await page.getByTestId('sign-in').click();
      await desktop.until('connected');
      assert.equal(await desktop.loadedAt(), work.loadedAt);
      const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
      assert.ok(!/secret|refresh\./.test(stored), 'no credential in the clear');
    } finally {
      await fresh.stop();
    }
  });
});
