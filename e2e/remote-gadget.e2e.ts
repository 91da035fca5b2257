/**
 * A gadget of the layout that other hosts serve: the first is dead and the next gives it, in a sandboxed frame; it works through
 * its port and through a failover of the node; a host that config.json does not name is never asked.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openDesktop, type Browser } from './desktop.ts';
import { gadgetPage, openHost, openSiteWith, type Host, type SiteChoice } from './remote-gadget/stage.ts';

let browser: Browser;
let site: Host;
let choice: SiteChoice = { gadgetHosts: {}, layout: '' };
const hosts: Host[] = [];
before(async () => {
  [browser, site] = await Promise.all([openBrowser(), openSiteWith(() => choice)]);
});
after(async () => {
  await browser.close();
  await Promise.all([site, ...hosts].map((host) => host.close()));
});

const layoutWith = (gadgets: string): string => `<?xml version="1.0"?>
<finesseLayout xmlns="http://www.cisco.com/vtg/finesse"><version>1262.01</version><configs/>
<header><rightAlignedColumns><headercolumn width="auto"><component id="agent-voice-state"><url>desktop/agent-state</url></component></headercolumn></rightAlignedColumns></header>
<layout><role>Agent</role><page/><tabs><tab><id>work</id><label>Work</label><gadgets>${gadgets}</gadgets></tab></tabs></layout></finesseLayout>`;

test('alternateHosts: a gadget comes from the next host when the first is dead, and lives through a failover', async () => {
  const page = await gadgetPage(site.origin);
  const [dead, alive, stranger] = await Promise.all([page, page, page].map((answer) => openHost(answer)));
  assert.ok(dead && alive && stranger);
  hosts.push(alive, stranger);
  await dead.close();
  const grant = { sees: ['agent'], may: ['setState'] };
  choice = {
    gadgetHosts: { [dead.origin]: grant, [alive.origin]: grant },
    layout: layoutWith(
      `<gadget id="remote" alternateHosts="${alive.host}">${dead.origin}/gadget/remote.html</gadget>` +
        `<gadget id="stranger" alternateHosts="${alive.host}">${stranger.origin}/gadget/remote.html</gadget>`,
    ),
  };
  const desktop = await openDesktop(browser, `${site.origin}/`, '?agent=1001&signin&no-sw&speed=4');
  await desktop.until('connected', 'publisher');
  const frame = desktop.page.frameLocator('iframe[title="Remote"]');
  await frame.getByText('Maya is connected').waitFor();
  assert.match(await desktop.page.getByTestId('source-remote').innerText(), new RegExp(`From ${alive.host}`));
  assert.deepEqual(alive.asked, ['/gadget/remote.html'], 'the same path');

  await frame.getByLabel('Note').fill('half a note');
  await frame.getByRole('button', { name: 'Ready' }).click();
  await desktop.untilView(({ agent }) => agent?.state === 'READY');
  await desktop.lab('stop-node', { node: 'publisher' });
  await desktop.until('connected', 'subscriber');
  await frame.getByText('Maya is connected').waitFor();
  assert.equal(await frame.getByLabel('Note').inputValue(), 'half a note', 'the frame was not loaded again');
  assert.equal(alive.asked.length, 1);

  const refused = desktop.page.getByTestId('quarantine-stranger');
  assert.match(await refused.innerText(), new RegExp(`may not load gadgets from ${stranger.origin}`));
  assert.deepEqual(stranger.asked, [], 'never asked');
  const others = browser.complaints.filter((words) => !words.includes('ERR_CONNECTION_REFUSED'));
  assert.deepEqual(others, []);
});

test('a frame that computes without end is taken out while the desktop goes on, and starts again with what it kept', async () => {
  choice = {
    gadgetHosts: {},
    layout: layoutWith(
      '<gadget id="call-control">gadgets/call-control</gadget><gadget id="framed-note">gadgets/framed-note</gadget>',
    ),
  };
  // Its silence is noticed sooner than in earnest; starting may take as long as a busy machine needs.
  await browser.context.addInitScript(() => {
    const define = CustomElementRegistry.prototype.define;
    CustomElementRegistry.prototype.define = function (name, type, options) {
      const framed = type as typeof type & { watch?: object };
      if (name === 'us-framed-note') framed.watch = { ...framed.watch, turnMs: 500, helloTurns: 240, silentTurns: 12 };
      define.call(this, name, type, options);
    };
  });
  const desktop = await openDesktop(browser, `${site.origin}/`, '?agent=1002&signin&no-sw&core=dedicated');
  const { page } = desktop;
  await desktop.until('connected');
  const frame = page.frameLocator('iframe[title="Note by a third party"]').frameLocator('iframe');
  await frame.locator('#note').fill('half a note');
  await frame.locator('#kept', { hasText: /^Kept$/ }).waitFor();
  const loop = frame.locator('body').evaluate(() => {
    for (;;);
  });
  loop.catch(() => undefined);
  // A call comes and is taken, all while the frame computes.
  await desktop.lab('ring', { agent: '1002', from: '5550142' });
  await page.getByTestId('answer').click();
  await desktop.untilView(({ agent }) => agent?.state === 'TALKING');
  await page.getByTestId('quarantine-framed-note').waitFor();
  await page.getByTestId('restart-framed-note').click();
  await frame.locator('#phase', { hasText: 'Connected' }).waitFor();
  assert.equal(await frame.locator('#note').inputValue(), 'half a note');
});
