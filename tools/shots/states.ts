/** Every state that has pictures; the page that shows them groups them. Here are those of a day at work and of a failover. */
import type { ShotState } from './contract.ts';
import { moreStates } from './more-states.ts';
import { agent, atWork, connected, signedIn, told, working } from './reach.ts';
import { tabStates } from './tab-states.ts';
import { troubleStates } from './trouble-states.ts';

const desktopStates: readonly ShotState[] = [
  {
    id: 'sign-in',
    group: 'Signing in',
    caption: 'The sign-in page of the simulated cluster; it names an agent to try.',
    query: '',
    quick: true,
    forcedColours: true,
    reach: (desktop) => desktop.until('signed-out'),
  },
  {
    id: 'sign-in-refused',
    group: 'Signing in',
    caption: 'A wrong password: the banner says what is wrong, the fields keep what was typed.',
    query: '?agent=1001',
    reach: async (desktop) => {
      await desktop.until('signed-out');
      await desktop.page.getByTestId('password').fill('not it');
      await desktop.page.getByTestId('sign-in').click();
      await told(desktop, 'sign-in-failed');
    },
  },
  {
    id: 'lapsed',
    group: 'Signing in',
    caption: 'Back after more than a minute: why the agent is signed out, in words.',
    query: `${agent}&speed=60`,
    reach: signedIn(async (desktop, { url, context }) => {
      await desktop.page.goto('about:blank');
      const waiting = await context.newPage();
      const at = Date.now();
      await waiting.waitForFunction((then) => Date.now() > then + 2000, at);
      await waiting.close();
      await desktop.page.goto(`${url}?speed=60`);
      await desktop.until('signed-out');
    }),
  },
  {
    id: 'connected',
    group: 'At work',
    caption: 'A call is up; a note and a form have been begun.',
    query: agent,
    quick: true,
    forcedColours: true,
    reach: atWork,
  },
  {
    id: 'state-menu',
    group: 'At work',
    caption: 'The menu of states with the administrator’s reasons.',
    query: agent,
    reach: signedIn(async (desktop) => {
      await desktop.page.getByTestId('state-select').click();
    }),
  },
  {
    id: 'nodes',
    group: 'At work',
    caption: 'Both nodes as this desktop knows them, and the ways to move.',
    query: agent,
    reach: signedIn(async (desktop) => {
      await desktop.page.getByTestId('node-indicator').click();
    }),
  },
  {
    id: 'lost',
    group: 'A failover',
    caption: 'At once: what is lost, why, and what is being done. Gadgets stay readable, with their time.',
    query: `${agent}&profile=12.6`,
    forcedColours: true,
    reach: working(async (desktop) => {
      await desktop.lab('stop-notification', { node: 'publisher' });
      await desktop.until('suspect');
    }),
  },
  {
    id: 'searching',
    group: 'A failover',
    caption: 'Both nodes are looked at; the time so far stands beside what is known.',
    query: `${agent}&profile=12.6`,
    reach: working(async (desktop) => {
      await desktop.lab('stop-node', { node: 'subscriber' });
      await desktop.lab('hide-finesse-presence', { node: 'publisher' });
      await desktop.until('searching');
    }),
  },
  {
    id: 'restoring',
    group: 'A failover',
    caption: 'Signed in on the other node, over a slow line: state and calls are being read again.',
    query: agent,
    reach: working(async (desktop) => {
      await desktop.lab('set-latency', { node: 'subscriber', ms: 600 });
      await desktop.lab('stop-node', { node: 'publisher' });
      await desktop.until('restoring');
    }),
  },
  {
    id: 'moved',
    group: 'A failover',
    caption: 'Where the agent is now and how long it took; call, note and form are as they were.',
    query: agent,
    quick: true,
    forcedColours: true,
    reach: working(async (desktop) => {
      await desktop.lab('stop-node', { node: 'publisher' });
      await desktop.until('connected', 'subscriber');
    }),
  },
  {
    id: 'offline-start',
    group: 'A failover',
    caption: 'Loaded again with the web server gone: the desktop comes from the browser’s own cache, the work with it.',
    query: agent,
    reach: working(async (desktop, { stopSite }) => {
      await desktop.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
      await stopSite();
      await desktop.page.reload();
      await connected(desktop);
      await desktop.page.getByTestId('note').waitFor();
    }),
  },
  {
    id: 'maintenance-notice',
    group: 'Maintenance',
    caption: 'The advance notice: when the desktop moves, what is kept, and that it can be put off.',
    query: agent,
    quick: true,
    reach: working(async (desktop) => {
      await desktop.lab('start-maintenance', { node: 'publisher' });
      await desktop.page.locator('us-maintenance summary').click();
    }),
  },
  {
    id: 'maintenance-countdown',
    group: 'Maintenance',
    caption: 'The last seconds: the gadgets save what they hold, each with its name.',
    query: `${agent}&speed=2`,
    reach: working(async (desktop) => {
      await desktop.lab('start-maintenance', { node: 'publisher' });
      await desktop.page.locator('us-maintenance summary').click();
      await desktop.page.getByTestId('maintenance-saves').waitFor();
    }),
  },
  {
    id: 'sign-in-ends-10',
    group: 'The end of a sign-in',
    caption: 'Ten minutes before a sign-in ends.',
    query: `${agent}&sso=11&speed=30`,
    reach: (desktop) => desktop.page.getByTestId('stay-signed-in').waitFor(),
  },
  {
    id: 'sign-in-ends-5',
    group: 'The end of a sign-in',
    caption: 'Five minutes before a sign-in ends: said again, and how to stay.',
    query: `${agent}&sso=11&speed=60`,
    reach: async (desktop) => {
      await desktop.page.getByTestId('stay-signed-in').waitFor();
      await desktop.page
        .getByText(/\b5 minutes\b/)
        .first()
        .waitFor();
    },
  },
  {
    id: 'sign-in-ends-soon',
    group: 'The end of a sign-in',
    caption: 'The last minute, with its countdown; signing in again needs only the password.',
    query: `${agent}&sso=2&speed=6`,
    forcedColours: true,
    reach: signedIn(async (desktop) => {
      await desktop.page.getByTestId('renew-password').waitFor();
    }),
  },
  {
    id: 'sign-in-ended',
    group: 'The end of a sign-in',
    caption: 'The time is over: a password is asked for, and the page stays as it is.',
    query: `${agent}&sso=2&speed=60`,
    reach: (desktop) => desktop.until('expired'),
  },
  {
    id: 'forced-logout',
    group: 'When something goes wrong',
    caption: 'A forced logout of the node left behind: its code, its cause, and the state that came of it.',
    query: `${agent}&speed=20`,
    reach: signedIn(async (desktop) => {
      await desktop.lab('cut-network', { node: 'publisher' });
      await desktop.until('connected', 'subscriber');
      await told(desktop, 'forced-logout');
    }),
  },
  {
    id: 'events-missed',
    group: 'When something goes wrong',
    caption: 'Notifications were gone for a while: which events are missing, and that what is shown was read again.',
    query: agent,
    reach: signedIn(async (desktop) => {
      await desktop.lab('stop-notification', { node: 'publisher' });
      await desktop.until('connected', 'subscriber');
    }),
  },
];

export const states: readonly ShotState[] = [...desktopStates, ...troubleStates, ...tabStates, ...moreStates];
