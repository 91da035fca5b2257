/** Pictures of the tabs: what each role finds on its desktop. */
import type { Reach, ShotState } from './contract.ts';
import { administrator, agent, signedIn, supervisor, tab } from './reach.ts';

const atTab = (id: string, then: Reach = () => Promise.resolve()): Reach =>
  signedIn(async (desktop, place) => {
    await tab(desktop, id);
    await then(desktop, place);
  });

const systemRead: Reach = ({ page }) => page.getByText('Read at').filter({ visible: true }).first().waitFor();

type Tab = Pick<ShotState, 'caption'> & Partial<ShotState>;

const agentTab = (name: string, more: Tab): ShotState => ({
  id: `tab-${name}`,
  group: 'Gadgets',
  query: agent,
  from: 'tabs',
  reach: atTab(name),
  ...more,
});

const tabOf = (role: 'supervisor' | 'administrator', name: string, more: Tab): ShotState => ({
  id: `${role}-${name}`,
  group: role === 'supervisor' ? 'Supervisor' : 'Administrator',
  query: role === 'supervisor' ? supervisor : administrator,
  from: 'tabs',
  reach: atTab(name),
  ...more,
});

export const tabStates: readonly ShotState[] = [
  agentTab('tasks', {
    caption: 'Non-voice tasks: a chat is offered.',
    reach: atTab('tasks', async (desktop) => {
      await desktop.page.getByTestId('sign-in-5000').click();
      await desktop.page.getByTestId('toggle-5000').click();
      await desktop.lab('offer-task', { agent: '1001', mrd: '5000' });
      await desktop.page.getByTestId('task').first().waitFor();
    }),
  }),
  agentTab('chat', { caption: 'Desktop chat: colleagues and their states.' }),
  agentTab('history', {
    caption: 'The last calls, the day as a chart, the queues.',
    reach: signedIn(async (desktop) => {
      for (const from of ['5550142', '5550177']) {
        await desktop.lab('ring', { agent: '1001', from });
        await desktop.page.getByTestId('answer').first().click();
        await desktop.untilView(({ agent: me }) => me?.state === 'TALKING');
        await desktop.lab('hang-up', { agent: '1001' });
        await desktop.untilView(({ dialogs }) => dialogs.length === 0);
      }
      await tab(desktop, 'history');
    }),
  }),
  agentTab('more', {
    caption: 'Messages to the team, the phone book, a third party’s gadget in its frame, system info.',
    quick: true,
    reach: atTab('more', systemRead),
  }),
  {
    id: 'supervisor',
    group: 'Supervisor',
    caption: 'A team with the states of its members, and what may be done to each.',
    query: supervisor,
    quick: true,
    forcedColours: true,
    reach: signedIn(async (desktop) => {
      await desktop.page.getByTestId('member-row').first().waitFor();
    }),
  },
  tabOf('supervisor', 'work', {
    caption: 'The supervisor’s own work: the form, the notes, the last calls.',
    reach: atTab('work', async ({ page }) => {
      await page.getByTestId('note').fill('Team meeting moved to Thursday; ask Ada about the night shift.');
      await page.locator('[name="customerName"]').fill('Ada Lovelace');
    }),
  }),
  tabOf('supervisor', 'chat', { caption: 'Desktop chat: the team, and a way to each of them.' }),
  tabOf('supervisor', 'phone', {
    id: 'ip-phone',
    group: 'Gadgets',
    caption: 'A phone with the agent’s application on its display, which knows no other node.',
    reach: atTab('phone', ({ page }) => page.getByTestId('ip-phone').waitFor()),
  }),
  tabOf('supervisor', 'more', {
    caption: 'A message to the team to be written, the phone book, the day as a chart, system info.',
    reach: atTab('more', systemRead),
  }),
  {
    id: 'administrator',
    group: 'Administrator',
    caption: 'A maintenance is planned: who is on which node, and what has become of whom.',
    query: administrator,
    forcedColours: true,
    reach: signedIn(async ({ page }) => {
      await page.getByTestId('take-out-subscriber').click();
      await page.getByTestId('really-start-subscriber').click();
      await page.getByTestId('call-off-subscriber').waitFor();
    }),
  },
  tabOf('administrator', 'more', {
    caption: 'Notes, messages to the team, the phone book, system info.',
    reach: atTab('more', systemRead),
  }),
];
