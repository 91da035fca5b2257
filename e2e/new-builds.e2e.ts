/**
 * Builds change hands: a newer one waits for the tabs of the older, one that cannot install changes nothing, and the kill
 * switch takes the service worker away. No agent signs in here.
 */
import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { buildSite } from '../tools/build.mjs';
import {
  buildOf,
  built,
  builtDir,
  cachedUrls,
  hostOfStories,
  isComplete,
  isUp,
  loadedAt,
  open,
  packIn,
  precacheIn,
  publish,
  statusOf,
} from './released.ts';
import { untilTrue } from './wait.ts';

/** Newer than any. */
const newer = '9999-01-01T00:00:00.000Z';
const newerDir = mkdtempSync(join(tmpdir(), 'understudy-newer-'));
before(() => buildSite({ outDir: newerDir, build: newer }));
after(() => rmSync(newerDir, { recursive: true, force: true }));

const host = hostOfStories();
const requested = (path: string) => host().requests.filter((one) => one === `/${path}`).length;

/** Publishes the newer build and waits until it waits. */
async function offerNewer(page: Page): Promise<void> {
  publish(host().dir, newerDir);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const { installing } = registration;
    if (!installing) return;
    await new Promise<void>((resolve, reject) => {
      installing.addEventListener('statechange', () => {
        if (installing.state === 'installed') resolve();
        if (installing.state === 'redundant') reject(new Error('the newer worker could not install'));
      });
    });
  });
}

const takeNewer = (page: Page) =>
  page.evaluate(async () => {
    const taken = new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
    (await navigator.serviceWorker.ready).waiting?.postMessage({ type: 'SKIP_WAITING' });
    await taken;
  });

test('a newer build waits; the older stays complete until its last tab has gone', async () => {
  const first = await open(host());
  const second = await open(host());
  await Promise.all([isUp(first), isUp(second)]);
  const older = await statusOf(first);
  const startedAt = await loadedAt(first);
  await offerNewer(first);
  assert.equal((await statusOf(first)).build, older.build, 'nobody was moved without asking');
  await host().site.close();

  // Both builds start without a server now, and the shell is still the older one.
  await second.reload();
  assert.equal(await buildOf(second), built);
  await takeNewer(second);
  assert.equal(await loadedAt(first), startedAt, 'the other tab was not reloaded');
  await second.reload();
  await isUp(second);
  assert.equal(await buildOf(second), newer);

  const gone = precacheIn(builtDir).filter(({ url }) => !precacheIn(newerDir).some((one) => one.url === url));
  assert.ok(gone.length > 0, 'the two builds differ');
  const urls = new Set(await cachedUrls(second));
  for (const { url, tier } of gone.filter((entry) => entry.tier < 2)) {
    assert.ok(urls.has(url), `tier ${tier}: ${url} is still there for the older tab`);
  }
  await first.reload();
  await isUp(first);
  await untilTrue(
    second,
    'no file of the older build alone',
    async (old) => {
      for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) {
          if (old.includes(new URL(request.url).pathname.slice(1))) return false;
        }
      }
      return true;
    },
    gone.map(({ url }) => url),
  );
  assert.deepEqual(host().browser.complaints, []);
});

test('an update that cannot install leaves the older build as it was', async () => {
  const page = await open(host());
  await isComplete(page);
  const before = (await cachedUrls(page)).sort();
  publish(host().dir, newerDir);
  rmSync(join(host().dir, packIn(host().dir)));
  // The last file that has to be fetched: those before it are in the cache by then, and must go again.
  const known = precacheIn(builtDir).map(({ url }) => url);
  const last = precacheIn(newerDir).findLast(({ url, tier }) => tier === 0 && !known.includes(url));
  assert.ok(last);
  appendFileSync(join(host().dir, last.url), '// not what the build made');
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const { installing } = registration;
    if (!installing) return 'never began';
    return new Promise<string>((resolve) => {
      installing.addEventListener('statechange', () => {
        if (installing.state !== 'installing') resolve(installing.state);
      });
    });
  });
  assert.equal(state, 'redundant');
  assert.deepEqual((await cachedUrls(page)).sort(), before);
  await host().site.close();
  await page.reload();
  await isUp(page);
  assert.equal(await buildOf(page), built);
});

/** What docs/service-worker.md tells an administrator to do. */
const throwKillSwitch = () => copyFileSync(join(host().dir, 'sw-kill.js'), join(host().dir, 'sw.js'));
const findKillSwitch = (page: Page) =>
  page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
  });
const isGone = (page: Page) =>
  untilTrue(
    page,
    'neither caches nor service worker',
    async () => (await caches.keys()).length === 0 && !(await navigator.serviceWorker.getRegistration()),
    undefined,
  );

test('the kill switch removes worker and caches; a page that works is not disturbed', async () => {
  const page = await open(host());
  await isUp(page);
  await statusOf(page);
  const startedAt = await loadedAt(page);
  throwKillSwitch();
  await findKillSwitch(page);
  await isGone(page);
  assert.equal(await loadedAt(page), startedAt);
  host().requests.length = 0;
  await page.goto(`${host().site.url}?no-sw`);
  assert.equal(requested(''), 1, 'the server is asked again');
});

test('the kill switch loads a page anew that does not answer', async () => {
  const page = await host().browser.context.newPage();
  // As if its scripts had failed: it hears nothing.
  await page.addInitScript(() => {
    if (sessionStorage.getItem('deaf-once')) return;
    navigator.serviceWorker.addEventListener('message', (event) => event.stopImmediatePropagation());
  });
  await page.goto(host().site.url);
  await statusOf(page);
  await page.evaluate(() => sessionStorage.setItem('deaf-once', 'yes'));
  const startedAt = await loadedAt(page);
  throwKillSwitch();
  await findKillSwitch(page);
  await page.waitForFunction((before) => performance.timeOrigin !== before, startedAt);
});
