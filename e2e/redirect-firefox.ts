/**
 * Moving by redirect in Firefox, both nodes on one site: it lets a frame of the same site share its storage, so the
 * understudy works there too. Registered by `live.e2e.ts`, which has the servers; without Firefox left out.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firefoxHere, openFirefox } from './firefox-driver.ts';
import type { LabServer } from './lab-server.ts';

interface WaysOfPage {
  readonly ways?: { readonly redirect: { readonly kind: string } };
}

export function firefoxRedirectStory(lab: () => LabServer): void {
  const executablePath = firefoxHere();
  if (executablePath === undefined) return;

  test('Firefox: by redirect, one site: call and half a note are there at the other address', async () => {
    const { urls } = lab();
    const desktop = await openFirefox(executablePath);
    try {
      const { page, element, until, untilNote } = desktop;
      await page.goto(`${urls.publisher}?live=lab&move=redirect`);
      await page.waitForFunction(
        () =>
          (window as unknown as { understudy?: { view(): WaysOfPage | undefined } }).understudy?.view()?.ways?.redirect
            .kind === 'same-site',
        { polling: 50 },
      );
      await element('agent-id').fill('1001');
      await element('password').fill('secret');
      await element('extension').fill('4001');
      await element('sign-in').click();
      await until('connected', 'publisher');
      await lab().do('ring', { agent: '1001', from: '5550142' });
      await element('answer').click();
      await page.waitForFunction(() => window.understudy.view()?.agent?.state === 'TALKING', { polling: 50 });
      await element('note').fill('Half a note');

      await lab().kill('publisher');
      await until('connected', 'subscriber');
      assert.equal(new URL(page.url()).origin, new URL(urls.subscriber).origin);
      assert.equal(await page.evaluate(() => window.understudy.view()?.dialogs.length), 1);
      assert.equal(await page.evaluate(() => window.understudy.view()?.agent?.state), 'TALKING');
      assert.equal(await page.evaluate(() => window.understudy.view()?.epoch), 2, 'one session went on');
      await untilNote('Half a note');
      assert.deepEqual((await lab().status()).nodes.subscriber.present, ['1001']);
    } finally {
      await desktop.close();
    }
  });
}
