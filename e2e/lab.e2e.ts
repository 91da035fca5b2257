/**
 * The lab in the built site: a plug pulled in the drawing, by keyboard, shows as measured phases in the timeline; what the
 * recorder kept is saved, opened again and replays to the same view; a scenario is opened by its link and holds; another desktop of
 * the agent takes the connection.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openBrowser, openDesktop, type Browser } from './desktop.ts';
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

test('OW-6: break, measure, record, replay; and a scenario by its link', async () => {
  const desktop = await openDesktop(browser, site.url, '?agent=1001&signin&lab&scenario=DF-1-node-dies');
  const { page } = desktop;
  const at = (id: string) => page.getByTestId(id);
  await desktop.until('connected', 'publisher');

  await at('scenario-chosen').getByText('DF-1: A whole node goes').waitFor();
  await at('scenario-speed').selectOption('all');
  await at('scenario-run').click();
  await at('scenario-status').getByText('✓ Over; all 5 expectations hold.').waitFor();

  await at('lab-tab-cluster').click();
  await at('part-publisher').focus();
  await page.keyboard.press('Enter');
  await at('deed-stop-node').focus();
  await page.keyboard.press('Enter');
  await desktop.until('connected', 'subscriber');
  await page.locator('[data-testid="part-publisher"][aria-label="Publisher: stopped"]').waitFor();

  await at('lab-tab-timeline').click();
  const [move = ''] = await at('timeline-moves').locator('tbody tr').allInnerTexts();
  assert.match(move.replaceAll(/\s+/g, ' '), /subscriber.*searching \d.*switching \d.*restoring \d/);

  await at('lab-tab-recorder').click();
  await at('record-take').click();
  const verdict = /^✓ (\d+) of \1 views as recorded\.$/;
  assert.match(await at('replay-verdict').innerText(), verdict);
  const hash = await at('replay-hash').innerText();
  const [download] = await Promise.all([page.waitForEvent('download'), at('record-save').click()]);
  const file = await download.path();
  assert.doesNotMatch(readFileSync(file, 'utf8'), /Okafor|"1001"|"4001"/);
  await at('record-open').setInputFiles({
    name: 'incident.json',
    mimeType: 'application/json',
    buffer: readFileSync(file),
  });
  await at('record-status')
    .getByText(/^incident\.json: \d+ steps\.$/)
    .waitFor();
  assert.match(await at('replay-verdict').innerText(), verdict);
  assert.equal(await at('replay-hash').innerText(), hash);
  await at('replay-scrubber').focus();
  await page.keyboard.press('Home');
  await at('replay-next-phase').click();
  await at('replay-view')
    .getByText(/^signing-in/)
    .waitFor();

  await at('lab-tab-cost').click();
  assert.match(await at('lab-cost').innerText(), /notes/);

  // A second computer takes the connection, and this one takes it back.
  await at('lab-tab-cluster').click();
  await at('part-desktop').click();
  await at('deed-sign-in-elsewhere').click();
  await desktop.until('displaced', 'subscriber');
  await at('take-back').click();
  await desktop.until('connected', 'subscriber');
  assert.deepEqual(browser.complaints, []);
  await page.close();
});
