/**
 * A chat is being worked on when the CTI link goes and then the publisher: afterwards the task and its note are there, the
 * channel stays in Work until the agent's gadget is ready, and nothing that came meanwhile ends in RONA (MRD-1, MRD-3 to
 * MRD-5).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openDesktop, type Browser, type ViewOfPage } from './desktop.ts';
import { openSite, type Site } from './site.ts';

interface Domain {
  readonly media: { readonly id: string; readonly state: string; readonly maxDialogLimit: number };
  readonly gate: { readonly kind: string };
}
interface MediaOfPage {
  readonly domains: readonly Domain[];
  readonly tasks: readonly { readonly id: string; readonly state: string }[];
}
const mediaOf = (view: ViewOfPage): MediaOfPage => (view as unknown as { readonly media: MediaOfPage }).media;
const chatOf = (view: ViewOfPage): Domain | undefined => mediaOf(view).domains.find(({ media }) => media.id === '5000');

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

test('MRD-4: a chat outlives CTI link and publisher; Work until the gadget is ready; no RONA', async () => {
  const desktop = await openDesktop(browser, site.url, '?agent=1001&signin&speed=4');
  const { page } = desktop;
  await desktop.until('connected', 'publisher');
  await desktop.lab('set-property', { property: 'enableAutoWorkModeStateChange', value: 'false' });
  await page.getByRole('tab', { name: 'Tasks' }).click();
  await page.getByTestId('sign-in-5000').click();
  await page.getByTestId('toggle-5000').click();
  await desktop.untilView((view) => chatOf(view)?.media.state === 'READY');
  await page.getByTestId('when-i-say').check();
  await desktop.lab('offer-task', { agent: '1001', mrd: '5000' });
  await page.getByTestId('task-accept').click();
  await page.getByTestId('task-start').click();
  await page.getByTestId('task-note').fill('Router was replaced last week');
  const before = await desktop.untilView((view) => chatOf(view)?.media.state === 'ACTIVE');

  await desktop.lab('cut-cti', { side: 'both' });
  await desktop.until('searching');
  await desktop.lab('stop-node', { node: 'publisher' });
  await desktop.lab('offer-task', { agent: '1001', mrd: '5000' });
  await desktop.lab('restore-cti', { side: 'both' });
  await desktop.until('connected', 'subscriber');

  const inWork = await desktop.untilView((view) => chatOf(view)?.gate.kind === 'waiting');
  assert.equal(chatOf(inWork)?.media.state, 'WORK');
  assert.deepEqual(mediaOf(inWork).tasks, mediaOf(before).tasks, 'the task is there as it was');
  assert.equal(await page.getByTestId('task-note').inputValue(), 'Router was replaced last week');
  assert.match(await page.getByTestId('gate').first().innerText(), /until you say that you are ready/);
  // The wait's deadline is told, and it is longer than the 20 s in which an offered chat is RONA.
  const late = await desktop.untilView((view) => chatOf(view)?.gate.kind === 'overdue');
  assert.ok(late.toasts.some(({ key }) => key === 'media-in-work'));
  assert.equal(mediaOf(late).tasks.length, 1, 'nothing was routed meanwhile');

  await page.getByTestId('i-am-ready').click();
  const back = await desktop.untilView((view) => mediaOf(view).tasks.some(({ state }) => state === 'OFFERED'));
  assert.equal(chatOf(back)?.media.state, 'ACTIVE', 'the server computed it from the task');
  assert.equal(chatOf(back)?.media.maxDialogLimit, 3, 'the new node knows the options');
  await page.getByTestId('task-accept').click();
  const done = await desktop.untilView((view) => mediaOf(view).tasks.every(({ state }) => state !== 'OFFERED'));
  assert.deepEqual(
    mediaOf(done).tasks.map(({ id }) => id),
    // The customer's second part is 1: offered once, hence never RONA.
    ['151635_1_1', '151635_2_1'],
  );
  assert.deepEqual(browser.complaints, []);
});
