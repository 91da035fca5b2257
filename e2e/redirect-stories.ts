/**
 * Moving by redirect: each node serves its own desktop, and the page goes from one address to the other. With one site for
 * both (other port) through the understudy frame; with two sites (`localhost`, `127.0.0.1`) through a form that the
 * service worker takes. Registered by `live.e2e.ts`, which has the servers.
 */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { desktopOn, openDesktop, pollMs, type Browser, type DesktopPage } from './desktop.ts';
import type { LabServer } from './lab-server.ts';
import { expectWorkIntact, startWork } from './work-in-progress.ts';

export interface Stage {
  readonly lab: LabServer;
  readonly browser: Browser;
}

interface WaysOfPage {
  readonly ways?: { readonly redirect: { readonly kind: string } };
}

/** Waits until the page knows this way; it may be sent to the other address and back meanwhile. */
async function untilWay(page: Page, kind: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      (window as unknown as { understudy?: { view(): WaysOfPage | undefined } } | undefined)?.understudy?.view()?.ways
        ?.redirect.kind === wanted,
    kind,
    { polling: pollMs },
  );
}

async function signedInWith({ lab, browser }: Stage, pair: string, way: string): Promise<DesktopPage> {
  const opened = await openDesktop(browser, lab.urls.publisher, `?live=${pair}&move=redirect`);
  const desktop = { ...opened, lab: (action: string, args?: Record<string, unknown>) => lab.do(action, args) };
  const { page } = desktop;
  page.setDefaultTimeout(120_000);
  await untilWay(page, way);
  await page.getByTestId('agent-id').fill('1001');
  await page.getByTestId('password').fill('secret');
  await page.getByTestId('extension').fill('4001');
  await page.getByTestId('sign-in').click();
  await desktop.until('connected', 'publisher');
  return desktop;
}

/** A site that has nothing to do with the desktop. */
async function openStranger(): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>stranger</title>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

/** Posts a form as a page would; what comes is where the browser ends up. */
async function post(page: Page, action: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(
    ([target, values]) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', enctype: 'multipart/form-data', action: target });
      for (const [name, value] of Object.entries(values)) {
        const input = document.createElement('input');
        Object.assign(input, { type: 'hidden', name, value });
        form.append(input);
      }
      document.body.append(form);
      form.submit();
    },
    [action, fields] as const,
  );
}

export function redirectStories(stage: () => Stage): void {
  describe('moving by redirect', () => {
    test('one site: the understudy took the session over before the page is there; nothing is lost', async () => {
      const { lab, browser } = stage();
      const desktop = await signedInWith(stage(), 'lab', 'same-site');
      const { page } = desktop;
      const work = await startWork(desktop, '1001');
      // From here on the frame at the other address needs no server for the page that follows.
      const fetched: string[] = [];
      page.on('response', (response) => {
        if (response.request().isNavigationRequest() && !response.fromServiceWorker()) fetched.push(response.url());
      });
      await lab.kill('publisher');
      await page.waitForURL((url) => url.href.startsWith(lab.urls.subscriber));
      await desktop.until('connected', 'subscriber');
      await expectWorkIntact(desktop, work);
      const view = await desktop.view();
      assert.equal(view.epoch, 2);
      assert.equal(view.banner?.key, 'moved');
      assert.notEqual(await desktop.loadedAt(), work.loadedAt, 'another page');
      assert.equal(new URL(page.url()).hash, '');
      assert.deepEqual(
        fetched.filter((url) => url.startsWith(`${lab.urls.subscriber}?`)),
        [],
        'the desktop came from the service worker',
      );
      assert.deepEqual((await lab.status()).nodes.subscriber.present, ['1001'], 'one session, there');

      // F5 there is a plain F5; nobody else may frame the understudy.
      await page.reload();
      await desktop.until('connected', 'subscriber');
      await expectWorkIntact(desktop, work);
      const { url, server } = await openStranger();
      const stranger = await browser.context.newPage();
      await stranger.goto(url);
      const blocked = stranger.waitForEvent('framenavigated', (frame) => frame.url().startsWith('chrome-error:'));
      await stranger.evaluate((src) => {
        const frame = document.createElement('iframe');
        frame.src = src;
        document.body.append(frame);
      }, `${lab.urls.subscriber}understudy.html`);
      await blocked;
      server.close();
    });

    test('two sites, not primed: the address changes all the same; who arrives is told why there is a sign-in', async () => {
      const { lab, browser } = stage();
      // As after a bounce that failed a moment ago: it is not tried again.
      await browser.context.addInitScript(() => {
        sessionStorage.setItem('understudy-bounce', JSON.stringify({ state: 'x', search: '', at: Date.now() }));
      });
      const desktop = await signedInWith(stage(), 'far', 'unprimed');
      const { page } = desktop;
      await lab.do('ring', { agent: '1001', from: '5550142' });
      await page.getByTestId('answer').click();
      await desktop.untilView(({ agent }) => agent?.state === 'TALKING');
      await lab.kill('publisher');
      await page.waitForURL((url) => url.hostname === '127.0.0.1');
      await page.getByTestId('arrival').filter({ hasText: 'sign in' }).waitFor();
      await page.getByTestId('agent-id').fill('1001');
      await page.getByTestId('password').fill('secret');
      await page.getByTestId('extension').fill('4001');
      await page.getByTestId('sign-in').click();
      await desktop.until('connected', 'subscriber');
      await desktop.untilView(({ agent, dialogs }) => agent?.state === 'TALKING' && dialogs.length === 1);
      assert.equal(await page.getByTestId('arrival').count(), 0, 'gone with the sign-in that it asked for');
    });

    test('two sites, primed: the work goes along sealed; forged and replayed forms take nothing', async () => {
      const { lab, browser } = stage();
      const desktop = await signedInWith(stage(), 'far', 'primed');
      const { page } = desktop;
      const work = await startWork(desktop, '1001');
      const posted = page.waitForRequest((request) => request.method() === 'POST' && request.isNavigationRequest());
      await lab.kill('publisher');
      const body = (await posted).postData() ?? '';
      const action = (await posted).url();
      await desktop.until('connected', 'subscriber');
      await expectWorkIntact(desktop, work);
      assert.equal((await desktop.view()).epoch, 2);
      assert.equal(new URL(page.url()).hostname, '127.0.0.1');
      assert.ok(body.includes('name="session"') && !/secret|router blinks/.test(body), 'nothing in clear');

      // The very form that was taken a moment ago, and one made up: from a stranger's page, and from the desktop's own.
      const field = (name: string) => new RegExp(`name="${name}"\\r\\n\\r\\n(.*)\\r\\n`).exec(body)?.[1] ?? '';
      const genuine = { session: field('session'), cache: field('cache') };
      assert.match(genuine.session, /^\{"header"/);
      await lab.do('start', { node: 'publisher' });
      await lab.until('publisher in service', ({ nodes }) => nodes.publisher.inService);
      const { url, server } = await openStranger();
      const damaged = { ...genuine, session: genuine.session.replace('"mac":"', '"mac":"A') };
      const forgeries = [
        { from: url, fields: genuine, why: 'did not come from the other node' },
        { from: `${lab.urls.publisher}config.json`, fields: genuine, why: 'had been used before' },
        { from: `${lab.urls.publisher}config.json`, fields: damaged, why: 'was not made by your desktop' },
      ];
      for (const { from, fields, why } of forgeries) {
        const other = await browser.context.newPage();
        await other.goto(from);
        await other.evaluate(() => {
          const meta = document.createElement('meta');
          meta.name = 'referrer';
          meta.content = 'strict-origin';
          document.head.append(meta);
        });
        await post(other, action, fields);
        await other.getByTestId('arrival').filter({ hasText: why }).waitFor();
        await desktopOn(other).until('connected', 'subscriber');
        await other.close();
      }
      server.close();
      assert.equal((await desktop.view()).epoch, 2, 'the session was not touched');
      await expectWorkIntact(desktop, work);
    });
  });
}
