/**
 * The service worker against real builds: one download fills the precache, a damaged pack costs time and nothing else,
 * the page starts without a server, builds change hands, the kill switch works. No agent signs in here.
 */
import assert from 'node:assert/strict';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { PrecacheEntry, StatusReport } from '../sw/protocol.ts';
import { buildSite } from '../tools/build.mjs';
import { serve } from '../tools/serve.mjs';
import { openBrowser, type Browser } from './desktop.ts';
import { untilTrue } from './wait.ts';

/** The build that all stories have, and one that is newer than any. */
const builds = {
  older: (JSON.parse(readFileSync('dist/build.json', 'utf8')) as { build: string }).build,
  newer: '9999-01-01T00:00:00.000Z',
} as const;
const made = mkdtempSync(join(tmpdir(), 'understudy-builds-'));

before(async () => {
  cpSync('dist', join(made, builds.older), { recursive: true });
  await buildSite({ outDir: join(made, builds.newer), build: builds.newer });
});
after(() => rmSync(made, { recursive: true, force: true }));

let dir: string;
let requests: string[];
let site: Awaited<ReturnType<typeof serve>>;
let browser: Browser;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'understudy-site-'));
  publish(builds.older);
  requests = [];
  [site, browser] = await Promise.all([
    serve({ dir, port: 0, onRequest: (path) => requests.push(path) }),
    openBrowser(),
  ]);
});
afterEach(async () => {
  await Promise.all([browser.close(), site.close()]);
  rmSync(dir, { recursive: true, force: true });
});

/** As a release does: all files of a build in place of those before. */
function publish(build: string): void {
  for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true });
  cpSync(join(made, build), dir, { recursive: true });
}

const precacheOf = (build: string) =>
  (JSON.parse(readFileSync(join(made, build, 'build.json'), 'utf8')) as { precache: PrecacheEntry[] }).precache;
const packIn = (folder: string) => readdirSync(folder).find((name) => name.startsWith('pack-')) ?? '';
const requested = (path: string) => requests.filter((one) => one === `/${path}`).length;

async function open(query = ''): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${site.url}${query}`);
  return page;
}

/** Waits until the page has a controller, and gives its own account of the caches. */
const statusOf = (page: Page): Promise<StatusReport> =>
  page.evaluate(async () => {
    const container = navigator.serviceWorker;
    if (!container.controller) {
      await new Promise((resolve) => container.addEventListener('controllerchange', resolve, { once: true }));
    }
    return new Promise<StatusReport>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }: MessageEvent<StatusReport>) => resolve(data);
      container.controller?.postMessage({ type: 'status' }, [port2]);
    });
  });

const cachedUrls = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname.slice(1));
    }
    return urls;
  });

const isUp = (page: Page) => page.waitForFunction(() => 'understudy' in window);
/** What the page's own HTML says. */
const buildOf = (page: Page) =>
  page.evaluate(() => {
    const { build } = JSON.parse(document.getElementById('build-info')?.textContent ?? '{}') as { build?: string };
    return build;
  });
const loadedAt = (page: Page) => page.evaluate(() => performance.timeOrigin);

test('OW-3: the first visit fills the precache with one download', async () => {
  const page = await open();
  const { build, missing } = await statusOf(page);
  assert.equal(build, builds.older);
  assert.deepEqual([missing[0], missing[1]], [[], []]);
  assert.equal(requested(packIn(dir)), 1);
  // What the page does not load itself was never asked for singly, and no script twice. (Tier 2 comes later, one by one.)
  for (const { url, tier } of precacheOf(builds.older).filter((entry) => entry.url.startsWith('assets/'))) {
    if (tier < 2) assert.ok(requested(url) <= (tier === 0 ? 1 : 0), `${url} was requested ${requested(url)} times`);
  }
  assert.deepEqual(browser.complaints, []);
});

test('the browser finds nothing against installing the desktop as an app', async () => {
  const page = await open();
  await isUp(page);
  const session = await browser.context.newCDPSession(page);
  const { errors } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors, []);
});

test('a packed file arrives as the server would have sent it', async () => {
  const page = await open();
  await statusOf(page);
  const answers = await page.evaluate(async () => {
    const script = document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';
    return Promise.all(
      [script, 'layout.xml', 'icons/understudy.svg', './'].map(async (url) => {
        const { headers, status } = await fetch(url);
        return [status, headers.get('Content-Type'), headers.get('Content-Security-Policy')?.split(';')[0]];
      }),
    );
  });
  assert.deepEqual(answers, [
    [200, 'text/javascript; charset=utf-8', "default-src 'none'"],
    [200, 'application/xml; charset=utf-8', "default-src 'none'"],
    [200, 'image/svg+xml', "default-src 'none'"],
    [200, 'text/html; charset=utf-8', "default-src 'none'"],
  ]);
});

test('a damaged pack is refused; the files come one by one', async () => {
  const pack = join(dir, packIn(dir));
  const bytes = readFileSync(pack);
  bytes[Math.floor(bytes.length / 2)]! ^= 0xff;
  writeFileSync(pack, bytes);
  const page = await open();
  const { missing } = await statusOf(page);
  assert.deepEqual(missing[0], []);
  assert.ok(requested('layout.xml') >= 1);
});

test('OW-5: without a server the page starts, whatever its address asks for', async () => {
  const page = await open();
  await statusOf(page);
  await site.close();
  await page.goto(`${site.url}?agent=1001&speed=2`);
  await isUp(page);
  await page.reload();
  await isUp(page);
  assert.deepEqual(browser.complaints, []);
});

/** Until the page was idle and the worker has fetched what is not needed yet. */
async function isComplete(page: Page): Promise<void> {
  await isUp(page);
  let missing: readonly string[] = [''];
  while (missing.length > 0)
    ({
      missing: { 2: missing },
    } = await statusOf(page));
}

test('the site works below any path of a host', async () => {
  cpSync(join(made, builds.older), join(dir, 'some/desk'), { recursive: true });
  const page = await open('some/desk/');
  await isComplete(page);
  assert.ok((await cachedUrls(page)).every((path) => path.startsWith('some/desk/')));
  await site.close();
  await page.reload();
  await isUp(page);
  assert.deepEqual(browser.complaints, []);
});

test('when idle the rest is preloaded too', async () => {
  const page = await open();
  await isComplete(page);
  assert.deepEqual(new Set(await cachedUrls(page)), new Set(precacheOf(builds.older).map(({ url }) => url)));
});

test('a page loaded past the service worker (Shift-reload) is controlled again', async () => {
  const page = await open();
  await statusOf(page);
  const session = await browser.context.newCDPSession(page);
  await session.send('Page.reload', { ignoreCache: true });
  await page.waitForLoadState();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
});

test('?no-sw takes the service worker away', async () => {
  await statusOf(await open());
  const page = await open('?no-sw');
  await untilTrue(
    page,
    'a page without a service worker',
    async () => !navigator.serviceWorker.controller && !(await navigator.serviceWorker.getRegistration()),
    undefined,
  );
  await isUp(page);
});

/** Publishes the newer build and waits until it waits. */
async function offerNewer(page: Page): Promise<void> {
  publish(builds.newer);
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
  const first = await open();
  const second = await open();
  await Promise.all([isUp(first), isUp(second)]);
  const older = await statusOf(first);
  const startedAt = await loadedAt(first);
  await offerNewer(first);
  assert.equal((await statusOf(first)).build, older.build, 'nobody was moved without asking');
  await site.close();

  // Both builds start without a server now, and the shell is still the older one.
  await second.reload();
  assert.equal(await buildOf(second), builds.older);
  await takeNewer(second);
  assert.equal(await loadedAt(first), startedAt, 'the other tab was not reloaded');
  await second.reload();
  await isUp(second);
  assert.equal(await buildOf(second), builds.newer);

  const gone = precacheOf(builds.older).filter(({ url }) => !precacheOf(builds.newer).some((one) => one.url === url));
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
  assert.deepEqual(browser.complaints, []);
});

test('an update that cannot install leaves the older build as it was', async () => {
  const page = await open();
  await isComplete(page);
  const before = (await cachedUrls(page)).sort();
  publish(builds.newer);
  rmSync(join(dir, packIn(dir)));
  // The last file that has to be fetched: those before it are in the cache by then, and must go again.
  const known = precacheOf(builds.older).map(({ url }) => url);
  const last = precacheOf(builds.newer).findLast(({ url, tier }) => tier === 0 && !known.includes(url));
  assert.ok(last);
  appendFileSync(join(dir, last.url), '// not what the build made');
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
  await site.close();
  await page.reload();
  await isUp(page);
  assert.equal(await buildOf(page), builds.older);
});

/** What docs/service-worker.md tells an administrator to do. */
const throwKillSwitch = () => copyFileSync(join(dir, 'sw-kill.js'), join(dir, 'sw.js'));
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
  const page = await open();
  await isUp(page);
  await statusOf(page);
  const startedAt = await loadedAt(page);
  throwKillSwitch();
  await findKillSwitch(page);
  await isGone(page);
  assert.equal(await loadedAt(page), startedAt);
  requests.length = 0;
  await page.goto(`${site.url}?no-sw`);
  assert.equal(requested(''), 1, 'the server is asked again');
});

test('the kill switch loads a page anew that does not answer', async () => {
  const page = await browser.context.newPage();
  // As if its scripts had failed: it hears nothing.
  await page.addInitScript(() => {
    if (sessionStorage.getItem('deaf-once')) return;
    navigator.serviceWorker.addEventListener('message', (event) => event.stopImmediatePropagation());
  });
  await page.goto(site.url);
  await statusOf(page);
  await page.evaluate(() => sessionStorage.setItem('deaf-once', 'yes'));
  const startedAt = await loadedAt(page);
  throwKillSwitch();
  await findKillSwitch(page);
  await page.waitForFunction((before) => performance.timeOrigin !== before, startedAt);
});
