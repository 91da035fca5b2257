/**
 * The service worker against the real build: one download fills the precache, a damaged pack costs time and nothing else,
 * the page starts without a server. No agent signs in here.
 */
import assert from 'node:assert/strict';
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
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
  statusOf,
} from './released.ts';
import { untilTrue } from './wait.ts';

const host = hostOfStories();
const requested = (path: string) => host().requests.filter((one) => one === `/${path}`).length;

test('OW-3: the first visit fills the precache with one download', async () => {
  const page = await open(host());
  const { build, missing } = await statusOf(page);
  assert.equal(build, built);
  assert.deepEqual([missing[0], missing[1]], [[], []]);
  assert.equal(requested(packIn(host().dir)), 1);
  // What the page does not load itself was never asked for singly, and no script twice. (Tier 2 comes later, one by one.)
  for (const { url, tier } of precacheIn(builtDir).filter((entry) => entry.url.startsWith('assets/'))) {
    if (tier < 2) assert.ok(requested(url) <= (tier === 0 ? 1 : 0), `${url} was requested ${requested(url)} times`);
  }
  assert.deepEqual(host().browser.complaints, []);
});

test('the browser finds nothing against installing the desktop as an app', async () => {
  const page = await open(host());
  await isUp(page);
  const session = await host().browser.context.newCDPSession(page);
  const { errors } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors, []);
});

test('a packed file arrives as the server would have sent it', async () => {
  const page = await open(host());
  await statusOf(page);
  const answers = await page.evaluate(async () => {
    const script = document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';
    return Promise.all(
      [script, 'layout.xml', 'icons/understudy.svg', './'].map(async (url) => {
        const { headers, status } = await fetch(url);
        const said = (name: string) => headers.get(name)?.split(';')[0];
        return [status, headers.get('Content-Type'), said('Content-Security-Policy'), said('Cache-Control')];
      }),
    );
  });
  assert.deepEqual(answers, [
    // What a page has again at a reload without asking.
    [200, 'text/javascript; charset=utf-8', "default-src 'none'", 'public, max-age=31536000, immutable'],
    [200, 'application/xml; charset=utf-8', "default-src 'none'", 'no-cache'],
    [200, 'image/svg+xml', "default-src 'none'", 'no-cache'],
    [200, 'text/html; charset=utf-8', "default-src 'none'", 'no-cache'],
  ]);
});

test('a damaged pack is refused; the files come one by one', async () => {
  const pack = join(host().dir, packIn(host().dir));
  const bytes = readFileSync(pack);
  bytes[Math.floor(bytes.length / 2)]! ^= 0xff;
  writeFileSync(pack, bytes);
  const page = await open(host());
  const { missing } = await statusOf(page);
  assert.deepEqual(missing[0], []);
  assert.ok(requested('layout.xml') >= 1);
});

test('a first install that fails is tried again, and an agent who has not loaded the page since has it', async () => {
  const taken = [packIn(host().dir), 'icons/understudy.svg'].map((name) => join(host().dir, name));
  for (const file of taken) renameSync(file, `${file}.away`);
  const page = await host().browser.context.newPage();
  const told = page.waitForEvent('console', (message) => message.text().includes('no service worker yet'));
  await page.goto(host().site.url);
  await told;
  const loaded = await loadedAt(page);
  for (const file of taken) renameSync(`${file}.away`, file);
  const { missing } = await statusOf(page);
  assert.deepEqual([missing[0], missing[1]], [[], []]);
  assert.equal(await loadedAt(page), loaded, 'the page was not loaded again for it');
  await host().site.close();
  await page.reload();
  await isUp(page);
});

test('OW-5: without a server the page starts, whatever its address asks for', async () => {
  const page = await open(host());
  await statusOf(page);
  await host().site.close();
  await page.goto(`${host().site.url}?agent=1001&speed=2`);
  await isUp(page);
  await page.reload();
  await isUp(page);
  assert.deepEqual(host().browser.complaints, []);
});

test('the site works below any path of a host', async () => {
  cpSync(builtDir, join(host().dir, 'some/desk'), { recursive: true });
  const page = await open(host(), 'some/desk/');
  await isComplete(page);
  assert.ok((await cachedUrls(page)).every((path) => path.startsWith('some/desk/')));
  await host().site.close();
  await page.reload();
  await isUp(page);
  assert.deepEqual(host().browser.complaints, []);
});

test('when idle the rest is preloaded too', async () => {
  const page = await open(host());
  await isComplete(page);
  assert.deepEqual(new Set(await cachedUrls(page)), new Set(precacheIn(builtDir).map(({ url }) => url)));

  // A gadget's file comes out of the cache; one that the cache lost from the server, and a second attempt brings it back.
  const gadgets = precacheIn(builtDir).filter(({ url, tier }) => tier > 0 && url.startsWith('assets/gadget-'));
  const [kept, lost] = gadgets.map(({ url }) => url);
  assert.ok(kept !== undefined && lost !== undefined);
  host().requests.length = 0;
  const again = await page.evaluate(
    async ({ kept, lost }) => {
      for (const name of await caches.keys()) await (await caches.open(name)).delete(lost);
      const read = async (url: string) => {
        const answer = await fetch(url);
        await answer.arrayBuffer();
        return answer.status;
      };
      const isKept = async () => (await caches.match(lost)) !== undefined;
      const statuses = [await read(kept), await read(lost)];
      const before = await isKept();
      statuses.push(await read(`${lost}?attempt=1`));
      return { statuses, before, after: await isKept() };
    },
    { kept, lost },
  );
  assert.deepEqual(again, { statuses: [200, 200, 200], before: false, after: true });
  assert.equal(requested(kept), 0);
  assert.ok(requested(lost) >= 1);
  await page.waitForFunction((url) => {
    const [entry] = performance.getEntriesByName(new URL(url, location.href).href);
    // That it came past the worker stands under either of two names.
    for (const name in entry) {
      if (name.startsWith('workerFinal') && entry[name as keyof PerformanceEntry] === 'cache') return true;
    }
    return false;
  }, kept);
});

test('a page loaded past the service worker (Shift-reload) is controlled again', async () => {
  const page = await open(host());
  await statusOf(page);
  const session = await host().browser.context.newCDPSession(page);
  await session.send('Page.reload', { ignoreCache: true });
  await page.waitForLoadState();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
});

test('?no-sw takes the service worker away', async () => {
  await statusOf(await open(host()));
  const page = await open(host(), '?no-sw');
  await untilTrue(
    page,
    'a page without a service worker',
    async () => !navigator.serviceWorker.controller && !(await navigator.serviceWorker.getRegistration()),
    undefined,
  );
  await isUp(page);
});
