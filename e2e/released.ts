/**
 * A host on which builds are released, as stories of the service worker need it: files of its own, every request noted, a
 * browser that was never there. Knows what the worker tells of its caches.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { PrecacheEntry, StatusReport } from '../sw/protocol.ts';
import { serve } from '../tools/serve.mjs';
import { openBrowser, pollMs, type Browser } from './desktop.ts';

/** The build that all stories have. */
export const builtDir = 'dist';
export const built = (JSON.parse(readFileSync(join(builtDir, 'build.json'), 'utf8')) as { build: string }).build;

export interface Host {
  /** What it serves. */
  readonly dir: string;
  /** Paths, oldest first. */
  readonly requests: string[];
  readonly site: Awaited<ReturnType<typeof serve>>;
  readonly browser: Browser;
}

/** Anew before each story; taken apart after it. */
export function hostOfStories(): () => Host {
  let host: Host | undefined;
  beforeEach(async () => {
    const dir = mkdtempSync(join(tmpdir(), 'understudy-site-'));
    publish(dir, builtDir);
    const requests: string[] = [];
    const [site, browser] = await Promise.all([
      serve({ dir, port: 0, onRequest: (path) => requests.push(path) }),
      openBrowser(),
    ]);
    host = { dir, requests, site, browser };
  });
  afterEach(async () => {
    if (!host) return;
    await Promise.all([host.browser.close(), host.site.close()]);
    rmSync(host.dir, { recursive: true, force: true });
    host = undefined;
  });
  return () => {
    if (!host) throw new Error('a host is there while a story runs');
    return host;
  };
}

/** As a release does: all files of a build in place of those before. */
export function publish(dir: string, from: string): void {
  for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true });
  cpSync(from, dir, { recursive: true });
}

export const precacheIn = (folder: string) =>
  (JSON.parse(readFileSync(join(folder, 'build.json'), 'utf8')) as { precache: PrecacheEntry[] }).precache;
export const packIn = (folder: string) => readdirSync(folder).find((name) => name.startsWith('pack-')) ?? '';

export async function open({ browser, site }: Host, query = ''): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${site.url}${query}`);
  return page;
}

/** Waits until the page has a controller, and gives its own account of the caches. */
export const statusOf = (page: Page): Promise<StatusReport> =>
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

export const cachedUrls = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname.slice(1));
    }
    return urls;
  });

export const isUp = (page: Page) => page.waitForFunction(() => 'understudy' in window);
/** What the page's own HTML says. */
export const buildOf = (page: Page) =>
  page.evaluate(() => {
    const { build } = JSON.parse(document.getElementById('build-info')?.textContent ?? '{}') as { build?: string };
    return build;
  });
export const loadedAt = (page: Page) => page.evaluate(() => performance.timeOrigin);

/** Until the page was idle and the worker has fetched what is not needed yet. */
export async function isComplete(page: Page): Promise<void> {
  await isUp(page);
  while ((await statusOf(page)).missing[2].length > 0) await pause(pollMs);
}
