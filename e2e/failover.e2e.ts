/**
 * The publisher goes away in every way that DF-2 names, under every profile, with a call up, a half-written note and a
 * half-filled form: the desktop ends on the subscriber, in the same page, with nothing lost; and stays there.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { controlled, openBrowser, openDesktop, type Browser, type DesktopPage } from './desktop.ts';
import { createCore } from '../src/core/core.ts';
import { replay } from '../src/worker/pure/replay.ts';
import type { Recording } from '../src/worker/pure/recording.ts';
import { openSite, type Site } from './site.ts';
import { expectWorkIntact, startWork } from './work-in-progress.ts';

let site: Site | undefined;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await site?.stop();
});

/** Each story has its own origin, and with it its own cluster, core, cache and service worker. */
async function freshDesktop(query: string): Promise<DesktopPage> {
  for (const page of browser.context.pages().slice(1)) await page.close();
  await site?.stop();
  site = await openSite();
  return openDesktop(browser, site.url, query);
}

/** What the page's recorder wrote, played to a core in this process, shows the same at every step. */
async function expectReplay(desktop: DesktopPage): Promise<void> {
  const text = await desktop.page.evaluate(async () => JSON.stringify(await window.understudy.recording()));
  const options = { profile: 'swift', move: 'in-place', seed: 1, hosts: { publisher: '', subscriber: '' } } as const;
  const { divergence, equal } = replay(JSON.parse(text) as Recording, (start) => createCore(options, start));
  assert.equal(divergence, undefined);
  assert.ok(equal > 20, `${equal} views compared`);
}

type Action = [action: string, args: Record<string, unknown>];

const triggers: readonly { readonly name: string; readonly fault: Action; readonly heal: Action }[] = [
  { name: 'node stopped', fault: ['stop-node', { node: 'publisher' }], heal: ['start-node', { node: 'publisher' }] },
  {
    name: 'notification service stopped',
    fault: ['stop-notification', { node: 'publisher' }],
    heal: ['start-notification', { node: 'publisher' }],
  },
  {
    name: 'finesse presence unavailable',
    fault: ['hide-finesse-presence', { node: 'publisher' }],
    heal: ['show-finesse-presence', { node: 'publisher' }],
  },
  {
    name: 'node out of service',
    fault: ['cut-cti', { side: 'both', node: 'publisher' }],
    heal: ['restore-cti', { side: 'both', node: 'publisher' }],
  },
] as const satisfies readonly { name: string; fault: Action; heal: Action }[];

// Virtual seconds per real one: the documented profiles wait up to a minute. What a page takes to compute is multiplied by
// the speed, so the bounds here are wide; the profiles' own bounds are held in the simulation, where only virtual time passes.
const profiles = [
  { profile: 'swift', speed: 4, withinVirtualSeconds: 60 },
  { profile: '12.6', speed: 20, withinVirtualSeconds: 300 },
  { profile: '11.x', speed: 20, withinVirtualSeconds: 300 },
] as const;

for (const { profile, speed, withinVirtualSeconds } of profiles) {
  describe(`profile ${profile}`, () => {
    for (const { name, fault, heal } of triggers) {
      test(`${name}: on the subscriber with nothing lost, and no way back by itself`, async () => {
        const desktop = await freshDesktop(`?agent=1001&signin&profile=${profile}&speed=${speed}`);
        await desktop.until('connected', 'publisher');
        const work = await startWork(desktop, '1001');
        const before = await desktop.phases();
        const toldBefore = (await desktop.banners()).length;

        await desktop.lab(...fault);
        await desktop.until('connected', 'subscriber');
        const view = await desktop.view();
        assert.equal(view.epoch, 2);
        assert.equal(view.banner?.key, 'moved');
        assert.match(await desktop.banner(), /subscriber/i);
        assert.match(await desktop.banner(), /\d/, 'the banner says how long it took');
        const told = (await desktop.banners()).slice(toldBefore);
        assert.match(told[0] ?? '', /lost|out of service|unavailable|no longer/i, 'the first word is what was lost');
        assert.match(told.join(' | '), /look|try|reach/i, 'then what is being done');
        assert.deepEqual((await desktop.phases()).slice(before.length), [
          'suspect',
          'searching',
          'switching',
          'restoring',
          'connected',
        ]);
        const took = await desktop.page.evaluate(() => {
          const move = (window.understudy.view() as unknown as { lastMove: { startedAt: number; endedAt: number } })
            .lastMove;
          return (move.endedAt - move.startedAt) / 1000;
        });
        assert.ok(took <= withinVirtualSeconds, `took ${took} virtual seconds`);
        assert.equal(await desktop.loadedAt(), work.loadedAt, 'the page was not reloaded');
        await expectReplay(desktop);
        await expectWorkIntact(desktop, work);

        await desktop.lab(...heal);
        await controlled(desktop);
        await desktop.page.evaluate(async () => {
          // Long enough in virtual time for any poll of any profile to have seen the publisher again.
          for (let answered = 0; answered < 20; answered += 1) await fetch('/finesse/api/SystemInfo');
        });
        assert.equal(await desktop.node(), 'subscriber');
        assert.equal(await desktop.phase(), 'connected');
      });
    }
  });
}

test('DF-6: the current node recovers in time: the desktop stays and says it has reconnected', async () => {
  const desktop = await freshDesktop('?agent=1001&signin&profile=12.6&speed=20');
  await desktop.until('connected', 'publisher');
  const work = await startWork(desktop, '1001');
  await desktop.lab('stop-node', { node: 'subscriber' });
  await desktop.lab('stop-notification', { node: 'publisher' });
  await desktop.until('searching');
  await desktop.lab('start-notification', { node: 'publisher' });
  await desktop.until('connected', 'publisher');
  const view = await desktop.view();
  assert.equal(view.epoch, 1);
  assert.equal(view.banner?.key, 'reconnected');
  assert.match(await desktop.banner(), /publisher/i);
  await expectWorkIntact(desktop, work);
});

test('both nodes out (CTI cut): 503 from both; afterwards the last call and state, and no trace of a call inside the outage', async () => {
  const desktop = await freshDesktop('?agent=1001&signin&speed=5');
  await desktop.until('connected', 'publisher');
  const work = await startWork(desktop, '1001');
  await desktop.lab('cut-cti', { side: 'both' });
  await desktop.until('searching');
  await controlled(desktop);
  const status = await desktop.page.evaluate(async () => {
    const user = await fetch('/finesse/api/User/1001', { headers: { Authorization: `Basic ${btoa('1001:secret')}` } });
    const system = await fetch('/finesse/api/SystemInfo');
    return { user: user.status, system: system.status, info: await system.text() };
  });
  assert.equal(status.user, 503);
  assert.equal(status.system, 200);
  assert.match(status.info, /OUT_OF_SERVICE/);
  // The 503 that this story asked for is the only thing Chromium may complain of.
  assert.deepEqual(browser.complaints.splice(0), [
    'console: Failed to load resource: the server responded with a status of 503 ()',
  ]);

  // The call that was up ends; another comes and goes; all of it inside the outage.
  await desktop.lab('hang-up', { agent: '1001' });
  await desktop.lab('ring', { agent: '1002', from: '5550199' }).catch(() => undefined);
  await desktop.lab('restore-cti', { side: 'both' });
  await desktop.until('connected');
  await desktop.untilView(({ dialogs }) => dialogs.every(({ id }) => id !== work.dialogId));
  assert.equal((await desktop.view()).dialogs.length, 0);
});

test('the move by reload: the page comes back from the precache, on the subscriber, with everything', async () => {
  const desktop = await freshDesktop('?agent=1001&signin&move=reload');
  await desktop.until('connected', 'publisher');
  const work = await startWork(desktop, '1001');
  await desktop.lab('stop-node', { node: 'publisher' });
  await desktop.page.waitForFunction((then) => window.story.loadedAt !== then, work.loadedAt);
  await desktop.until('connected', 'subscriber');
  assert.notEqual(await desktop.loadedAt(), work.loadedAt);
  await expectWorkIntact(desktop, work);
});

test('the core in a dedicated worker does the same', async () => {
  const desktop = await freshDesktop('?agent=1001&signin&core=dedicated');
  await desktop.until('connected', 'publisher');
  const work = await startWork(desktop, '1001');
  await desktop.lab('stop-node', { node: 'publisher' });
  await desktop.until('connected', 'subscriber');
  await expectWorkIntact(desktop, work);
});

test('no page complained and no other host was asked', () => {
  assert.deepEqual(browser.complaints, []);
});
