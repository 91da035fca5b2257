/** Pictures of gadgets, the supervisor's desktop, the pages beside the work and the lab. */
import type { DesktopPage } from '../../e2e/desktop.ts';
import type { ShotState } from './contract.ts';
import { connected, labSheet, tab, toolPage } from './reach.ts';

const agent = '?agent=1001&signin';
const supervisor = '?agent=1000&signin';
const administrator = '?agent=1010&signin';

/** The layout with one gadget more, which this build does not have. */
async function withBrokenGadget(desktop: DesktopPage, url: string): Promise<void> {
  await desktop.page.route('**/layout.xml', async (route) => {
    const response = await route.fetch();
    const layout = await response.text();
    const broken = '<column><gadgets><gadget id="crm">gadgets/not-in-this-build</gadget></gadgets></column>';
    await route.fulfill({ response, body: layout.replace('<columns>', `<columns>${broken}`) });
  });
  await desktop.page.goto(`${url}?agent=1001&signin&no-sw`);
  await connected(desktop);
  await desktop.page.getByTestId('quarantine-crm').waitFor();
}

const gadgetTab = (id: string, caption: string, more: Partial<ShotState> = {}): ShotState => ({
  id: `tab-${id}`,
  group: 'Gadgets',
  caption,
  query: agent,
  reach: async (desktop) => {
    await connected(desktop);
    await tab(desktop, id);
  },
  ...more,
});

export const moreStates: readonly ShotState[] = [
  {
    id: 'gadget-stopped',
    group: 'When something goes wrong',
    caption: 'A gadget that failed is taken out alone, with its reason and a button to start it again.',
    query: '?no-sw',
    forcedColours: true,
    reach: (desktop, { url }) => withBrokenGadget(desktop, url),
  },
  gadgetTab('tasks', 'Non-voice tasks: a chat is offered.', {
    reach: async (desktop) => {
      await connected(desktop);
      await tab(desktop, 'tasks');
      await desktop.page.getByTestId('sign-in-5000').click();
      await desktop.page.getByTestId('toggle-5000').click();
      await desktop.lab('offer-task', { agent: '1001', mrd: '5000' });
      await desktop.page.getByTestId('task').first().waitFor();
    },
  }),
  gadgetTab('chat', 'Desktop chat: colleagues and their states.'),
  gadgetTab('history', 'The last calls, the day as a chart, the queues.', {
    reach: async (desktop) => {
      await connected(desktop);
      for (const from of ['5550142', '5550177']) {
        await desktop.lab('ring', { agent: '1001', from });
        await desktop.page.getByTestId('answer').first().click();
        await desktop.untilView(({ agent: me }) => me?.state === 'TALKING');
        await desktop.lab('hang-up', { agent: '1001' });
        await desktop.untilView(({ dialogs }) => dialogs.length === 0);
      }
      await tab(desktop, 'history');
    },
  }),
  gadgetTab('more', 'Messages to the team, the phone book, a third party’s gadget in its frame, system info.', {
    quick: true,
    reach: async (desktop) => {
      await connected(desktop);
      await tab(desktop, 'more');
      await desktop.page.getByText('Read at').first().waitFor();
    },
  }),
  {
    id: 'supervisor',
    group: 'Supervisor',
    caption: 'A team with the states of its members, and what may be done to each.',
    query: supervisor,
    quick: true,
    forcedColours: true,
    reach: async (desktop) => {
      await connected(desktop);
      await desktop.page.getByTestId('member-row').first().waitFor();
    },
  },
  {
    id: 'ip-phone',
    group: 'Gadgets',
    caption: 'A phone with the agent’s application on its display, which knows no other node.',
    query: supervisor,
    reach: async (desktop) => {
      await connected(desktop);
      await tab(desktop, 'phone');
      await desktop.page.getByTestId('ip-phone').waitFor();
    },
  },
  {
    id: 'administrator',
    group: 'Administrator',
    caption: 'A maintenance is planned: who is on which node, and what has become of whom.',
    query: administrator,
    forcedColours: true,
    reach: async (desktop) => {
      await connected(desktop);
      const { page } = desktop;
      await page.getByTestId('take-out-subscriber').click();
      await page.getByTestId('really-start-subscriber').click();
      await page.getByTestId('call-off-subscriber').waitFor();
    },
  },
  {
    id: 'readiness',
    group: 'Pages beside the work',
    caption: 'What this browser, this computer and both nodes would cost in a failover.',
    query: `${agent}#/readiness`,
    reach: async (desktop) => {
      await connected(desktop);
      await desktop.page.locator('[data-testid="readiness"]', { hasNotText: 'Checking' }).waitFor();
      await desktop.page.getByTestId('check-again').click();
      await desktop.page.locator('[data-testid="readiness"]', { hasNotText: 'Checking' }).waitFor();
    },
  },
  {
    id: 'planner',
    group: 'Pages beside the work',
    caption: 'How long a failover of all agents would take, and where the time goes.',
    query: `${agent}#/planner`,
    quick: true,
    reach: async (desktop) => {
      await connected(desktop);
      await toolPage(desktop, 'plan-last');
    },
  },
  {
    id: 'lab-cluster',
    group: 'The lab',
    caption: 'The drawing of the cluster with a stopped node, its switches, and the live log.',
    query: `${agent}&lab`,
    quick: true,
    forcedColours: true,
    reach: async (desktop) => {
      await connected(desktop);
      await labSheet(desktop, 'cluster');
      await desktop.page.getByTestId('part-publisher').click();
    },
  },
  {
    id: 'lab-scenario',
    group: 'The lab',
    caption: 'A requirement’s scenario, run to its end: each line with what became of it.',
    query: `${agent}&lab&scenario=DF-1-node-dies`,
    reach: async (desktop) => {
      await connected(desktop);
      const { page } = desktop;
      await page.getByTestId('scenario-speed').selectOption('all');
      await page.getByTestId('scenario-run').click();
      await page.getByTestId('scenario-status').getByText('✓').waitFor();
    },
  },
  {
    id: 'lab-timeline',
    group: 'The lab',
    caption: 'What cluster, core and gadgets did, with the measured phases of the move.',
    query: `${agent}&lab`,
    forcedColours: true,
    reach: async (desktop) => {
      await connected(desktop);
      await labSheet(desktop, 'timeline');
      await desktop.page.getByTestId('timeline-last').click();
    },
  },
  {
    id: 'lab-recorder',
    group: 'The lab',
    caption: 'A recording of the move, replayed step by step.',
    query: `${agent}&lab`,
    reach: async (desktop) => {
      await connected(desktop);
      await labSheet(desktop, 'recorder');
      await desktop.page.getByTestId('record-take').click();
      await desktop.page.getByTestId('replay-verdict').waitFor();
    },
  },
  {
    id: 'lab-cost',
    group: 'The lab',
    caption: 'What each gadget of this page cost.',
    query: `${agent}&lab`,
    quick: true,
    reach: async (desktop) => {
      await connected(desktop);
      await labSheet(desktop, 'cost');
    },
  },
];
