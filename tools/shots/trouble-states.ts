/** Pictures of what is seen seldom: gadgets that fail or hang, a turn that is waited for, a desktop that was displaced, moves that do not come. */
import type { DesktopPage } from '../../e2e/desktop.ts';
import type { Reach, ShotState } from './contract.ts';
import { agent, connected, signedIn, told, working } from './reach.ts';

/** The layout with one gadget more, which this build does not have. */
async function withBrokenGadget(desktop: DesktopPage, url: string): Promise<void> {
  await desktop.page.route('**/layout.xml', async (route) => {
    const response = await route.fetch();
    const layout = await response.text();
    const broken = '<column><gadgets><gadget id="crm">gadgets/not-in-this-build</gadget></gadgets></column>';
    await route.fulfill({ response, body: layout.replace('<columns>', `<columns>${broken}`) });
  });
  await desktop.page.goto(`${url}${agent}&no-sw`);
  await connected(desktop);
  await desktop.page.getByTestId('quarantine-crm').waitFor();
}

/** The module of the notes is asked for and never comes; a second time it does. */
const notesHang =
  (then: Reach): Reach =>
  async (desktop, place) => {
    await desktop.page.route(
      (url) => /\/gadget-notes-[^/]*\.js$/.test(url.href),
      () => undefined,
    );
    await desktop.page.goto(`${place.url}${agent}&no-sw`);
    await connected(desktop);
    await then(desktop, place);
  };

/** As an administrator does: with the shortest notice there is. */
async function announceMaintenance({ page }: DesktopPage): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await page.evaluate(async () => {
    const answer = await fetch('/finesse/api/MaintenanceMode', {
      method: 'PUT',
      headers: { Authorization: `Basic ${btoa('admin:secret')}`, 'Content-Type': 'application/xml' },
      body: '<MaintenanceMode><requestedAction>INITIATE</requestedAction><noticeSeconds>15</noticeSeconds></MaintenanceMode>',
    });
    if (answer.status !== 202) throw new Error(`the maintenance was not begun: ${answer.status}`);
  });
}

export const troubleStates: readonly ShotState[] = [
  {
    id: 'paced',
    group: 'A failover',
    caption: 'A crowd has arrived first: signed in on the other node already, and told when the turn comes.',
    query: agent,
    reach: working(async (desktop) => {
      await desktop.lab('crowd-arrives', { node: 'subscriber', ms: 40_000 });
      await desktop.lab('stop-node', { node: 'publisher' });
      await told(desktop, 'paced');
    }),
  },
  {
    id: 'maintenance-saving',
    group: 'Maintenance',
    caption: 'The moment of the move: everything is kept once more, and the other node is looked at for the last time.',
    query: agent,
    fleeting: true,
    reach: working(async (desktop) => {
      await announceMaintenance(desktop);
      await desktop.page.locator('us-maintenance summary').click();
      await desktop.page.getByTestId('maintenance-saves').waitFor();
      await desktop.lab('set-latency', { node: 'subscriber', ms: 1400 });
      await desktop.until('migrating');
    }),
  },
  {
    id: 'maintenance-stays',
    group: 'Maintenance',
    caption: 'This browser cannot reach the other node: nobody is moved there, and the administrator is told.',
    query: `${agent}&speed=6`,
    reach: working(async (desktop) => {
      await desktop.lab('cut-network', { node: 'subscriber' });
      await desktop.lab('start-maintenance', { node: 'publisher' });
      await told(desktop, 'maintenance-stays');
    }),
  },
  {
    id: 'displaced',
    group: 'When something goes wrong',
    caption: 'Another desktop of the agent has taken the connection: what is typed stays, and the agent chooses.',
    query: agent,
    forcedColours: true,
    reach: working(async (desktop) => {
      await desktop.lab('sign-in-elsewhere', { agent: '1001' });
      await desktop.until('displaced');
    }),
  },
  {
    id: 'signed-out-by-supervisor',
    group: 'When something goes wrong',
    caption: 'A supervisor has signed the agent out: by whom, on the page to sign in again.',
    query: agent,
    reach: signedIn(async (desktop, { context, url }) => {
      const team = await context.newPage();
      // A second agent in one browser needs a core of its own.
      await team.goto(`${url}?agent=1000&signin&core=dedicated`);
      const row = team.locator('[data-testid="member-row"][data-login-id="1001"]');
      await row.getByTestId('sign-member-out').click();
      await row.getByTestId('confirm-sign-out').click();
      await desktop.until('signed-out');
      await told(desktop, 'changed-by-supervisor');
      await team.close();
    }),
  },
  {
    id: 'gadget-stopped',
    group: 'When something goes wrong',
    caption: 'A gadget that failed is taken out alone, with its reason and a button to start it again.',
    query: '?no-sw',
    forcedColours: true,
    reach: (desktop, { url }) => withBrokenGadget(desktop, url),
  },
  {
    id: 'gadget-slow',
    from: 'notes',
    group: 'When something goes wrong',
    caption: 'A gadget takes its time: it says so, and the others work.',
    query: '?no-sw',
    fleeting: true,
    reach: notesHang(async ({ page }) => {
      await page.getByTestId('mark-notes').getByText('slowly').waitFor();
    }),
  },
  {
    id: 'gadget-hangs',
    from: 'notes',
    group: 'When something goes wrong',
    caption: 'It did not get ready in time: stopped, with what it took too long for.',
    query: '?no-sw',
    reach: notesHang(async ({ page }) => {
      await page.getByTestId('quarantine-notes').waitFor();
    }),
  },
  {
    id: 'gadget-restarted',
    from: 'notes',
    group: 'When something goes wrong',
    caption: 'Started again by its button: it works, and the keyboard is at its title.',
    query: '?no-sw',
    reach: notesHang(async ({ page }) => {
      const button = page.getByTestId('restart-notes');
      await button.focus();
      await page.keyboard.press('Enter');
      await page.getByTestId('note').waitFor();
    }),
  },
];
