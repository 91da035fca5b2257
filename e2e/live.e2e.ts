/**
 * The desktop with `?live=lab` against two nodes behind real sockets: the same stories as in mock mode, with `kill -9` of
 * a node's process in place of a switch. The desktop comes from a third origin, as in production, or from a node.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { serve } from '../tools/serve.mjs';
import { controlled, openBrowser, openDesktop, type Browser, type DesktopPage } from './desktop.ts';
import { buildLabSite, startLabServer, type LabServer, type LabSite } from './lab-server.ts';
import { callFromRingToEnd, signOutByMenu } from './one-call.ts';
import { firefoxRedirectStory } from './redirect-firefox.ts';
import { redirectStories } from './redirect-stories.ts';
import { expectWorkIntact, startWork } from './work-in-progress.ts';

let labSite: LabSite;
let site: Awaited<ReturnType<typeof serve>>;
let lab: LabServer;
let browser: Browser;
before(async () => {
  labSite = await buildLabSite();
});
after(() => labSite.dispose());
/** What a test has opened, each by itself: where one does not come, the others would be left, and the run would wait for them. */
const opened: (() => Promise<unknown>)[] = [];
async function open<Part>(part: Promise<Part>, close: (part: Part) => Promise<unknown>): Promise<Part> {
  const it = await part;
  opened.push(() => close(it));
  return it;
}
beforeEach(async () => {
  const parts = [
    open(startLabServer(labSite), (one) => one.stop()),
    open(serve({ dir: labSite.dir, port: 0 }), (one) => one.close()),
    open(openBrowser(), (one) => one.close()),
  ] as const;
  await Promise.allSettled(parts);
  [lab, site, browser] = await Promise.all(parts);
});
afterEach(() => Promise.all(opened.splice(0).map((close) => close())));

/** A node that is away is complained of by the browser itself; errors of our own and other hosts never. */
const ownComplaints = () => browser.complaints.filter((line) => !/net::ERR_|WebSocket connection to/.test(line));

async function openLive(from: string, query = ''): Promise<DesktopPage> {
  const desktop = await openDesktop(browser, from, `?live=lab${query}`);
  desktop.page.setDefaultTimeout(120_000);
  // What the lab's switches are in mock mode, the control port is here.
  return { ...desktop, lab: (action, args) => lab.do(action, args) };
}

async function signIn(desktop: DesktopPage, agent: string, password = 'secret'): Promise<void> {
  const { page } = desktop;
  await desktop.until('signed-out');
  await page.getByTestId('agent-id').fill(agent);
  await page.getByTestId('password').fill(password);
  await page.getByTestId('extension').fill(String(Number(agent) + 3000));
  await page.getByTestId('sign-in').click();
}

async function signedIn(from: string, query = ''): Promise<DesktopPage> {
  const desktop = await openLive(from, query);
  await signIn(desktop, '1001');
  await desktop.until('connected', 'publisher');
  return desktop;
}

test('sign in, take a call, hold, retrieve, hang up, sign out; the log beside it', async () => {
  const desktop = await openLive(site.url, '&lab');
  const { page } = desktop;
  await signIn(desktop, '1001');
  await desktop.until('connected', 'publisher');
  assert.deepEqual((await lab.status()).nodes.publisher.present, ['1001']);
  assert.equal(await page.evaluate(() => 'lab' in window.understudy), false, 'real nodes have no switches');
  await page.getByTestId('lab').getByText('Live log').waitFor();
  assert.equal(await page.getByTestId('lab-ring').count(), 0);

  await lab.do('ring', { agent: '1001', from: '5550101' });
  await callFromRingToEnd(desktop);
  await signOutByMenu(desktop);
  await lab.until('nobody is there', ({ nodes }) => nodes.publisher.present.length === 0);
  assert.deepEqual(ownComplaints(), []);
});

test('a wrong password is told in words and can be corrected', async () => {
  const desktop = await openLive(site.url);
  await signIn(desktop, '1002', 'wrong');
  await desktop.page
    .getByText(/password/i)
    .and(desktop.page.locator('[role=alert], [data-testid=banner], [role=status]'))
    .first()
    .waitFor();
  await signIn(desktop, '1002');
  await desktop.until('connected');
});

type Deed = readonly [action: string, args: Readonly<Record<string, unknown>>];
interface Trigger {
  readonly name: string;
  readonly query?: string;
  readonly fault: () => Promise<void>;
  readonly heal: Deed;
}
const order =
  (...[action, args]: Deed) =>
  () =>
    lab.do(action, args);
const node = 'publisher';
const triggers: readonly Trigger[] = [
  { name: 'kill -9', fault: () => lab.kill(node), heal: ['start', { node }] },
  { name: 'kill -9, as 12.6 does it', query: '&profile=12.6', fault: () => lab.kill(node), heal: ['start', { node }] },
  { name: 'half-open sockets', fault: order('freeze', { node }), heal: ['thaw', { node }] },
  {
    name: 'notification service stopped',
    fault: order('stop-notification', { node }),
    heal: ['start-notification', { node }],
  },
  {
    name: 'finesse presence unavailable',
    fault: order('hide-finesse-presence', { node }),
    heal: ['show-finesse-presence', { node }],
  },
  {
    name: 'out of service',
    fault: order('cut-cti', { side: 'both', node }),
    heal: ['restore-cti', { side: 'both', node }],
  },
];

describe('the publisher goes away with a call up', () => {
  for (const { name, query, fault, heal } of triggers) {
    test(`${name}: on the subscriber with nothing lost, and no way back by itself`, async () => {
      const desktop = await signedIn(site.url, query);
      const work = await startWork(desktop, '1001');
      const before = (await desktop.phases()).length;
      await fault();
      await desktop.until('connected', 'subscriber');
      assert.deepEqual((await desktop.phases()).slice(before), [
        'suspect',
        'searching',
        'switching',
        'restoring',
        'connected',
      ]);
      const view = await desktop.view();
      assert.equal(view.epoch, 2);
      assert.equal(view.banner?.key, 'moved');
      assert.equal(await desktop.loadedAt(), work.loadedAt, 'the page was not reloaded');
      await expectWorkIntact(desktop, work);
      await lab.until('the agent is there', ({ nodes }) => nodes.subscriber.present.includes('1001'));

      await lab.do(...heal);
      await lab.until('publisher in service', ({ nodes }) => nodes.publisher.inService);
      // A call on the new node works to its end; nobody went back meanwhile.
      await desktop.page.getByTestId('drop').click();
      await desktop.untilView(({ dialogs }) => dialogs.length === 0);
      assert.equal(await desktop.node(), 'subscriber');
      assert.deepEqual(ownComplaints(), []);
    });
  }
});

test('the desktop comes from the node that is killed: it moves, and F5 finds everything without that server', async () => {
  const desktop = await signedIn(lab.urls.publisher);
  await controlled(desktop);
  const work = await startWork(desktop, '1001');
  await lab.kill('publisher');
  await desktop.until('connected', 'subscriber');
  await expectWorkIntact(desktop, work);
  await desktop.page.reload();
  await desktop.until('connected', 'subscriber');
  assert.notEqual(await desktop.loadedAt(), work.loadedAt);
  await expectWorkIntact(desktop, work);
  assert.equal((await desktop.view()).epoch, 2, 'one session went on');
});

test('two tabs share one session and one XMPP connection', async () => {
  const first = await signedIn(site.url);
  const second = await openLive(site.url);
  await second.until('connected', 'publisher');
  await startWork(first, '1001');
  await second.untilView(({ agent }) => agent?.state === 'TALKING');
  await first.page.close();
  await lab.kill('publisher');
  await second.until('connected', 'subscriber');
  assert.equal((await second.view()).agent?.state, 'TALKING');
});

test('real and simulated nodes do not mix: each has its own session', async () => {
  const live = await signedIn(site.url);
  const mock = await openDesktop(browser, site.url, '?agent=1002&signin');
  await mock.until('connected');
  assert.deepEqual((await lab.status()).nodes.publisher.present, ['1001']);
  assert.equal(await live.phase(), 'connected');
  const [liveAgent, mockAgent] = await Promise.all([live.page, mock.page].map(agentOf));
  assert.deepEqual([liveAgent, mockAgent], ['1001', '1002']);
});

const agentOf = (page: DesktopPage['page']) =>
  page.evaluate(
    () => (window.understudy.view() as unknown as { session?: { agentId: string } } | undefined)?.session?.agentId,
  );

test('a pair that config.json does not name is not talked to, be it a word or a URL', async () => {
  const page = await browser.context.newPage();
  for (const name of ['nowhere', 'https://evil.example']) {
    await page.goto(`${site.url}?live=${encodeURIComponent(name)}`);
    await page.getByText(`names no pair “${name}” (it has: lab, far)`).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.dataset['phase']), 'boot-error');
  }
  assert.deepEqual(
    browser.complaints.filter((line) => line.startsWith('foreign')),
    [],
  );
});

redirectStories(() => ({ lab, browser }));
firefoxRedirectStory(() => lab);

test('two desktops of one agent: the choice is the agent’s, and there is no tug-of-war', async () => {
  const home = await signedIn(site.url);
  await home.page.getByTestId('note').fill('Half a sentence');
  const elsewhere = await openBrowser();
  try {
    const office = await openDesktop(elsewhere, site.url, '?live=lab');
    await signIn(office, '1001');
    await office.until('connected', 'publisher');
    await home.until('displaced');
    await home.page.getByText('Another desktop with your agent ID has taken over').first().waitFor();

    await home.page.getByTestId('take-back').click();
    await home.until('connected', 'publisher');
    assert.equal(await home.page.getByTestId('note').inputValue(), 'Half a sentence');
    await office.until('displaced');

    await office.page.getByTestId('leave-to-other').click();
    await office.until('signed-out');
    await office.page.getByText('The other desktop goes on').first().waitFor();
    // Leaving has signed nobody out.
    await home.untilView(({ phase, agent }) => phase === 'connected' && agent?.state === 'NOT_READY');
    assert.deepEqual((await lab.status()).nodes.publisher.present, ['1001']);
  } finally {
    await elsewhere.close();
  }
});
