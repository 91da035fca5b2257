/**
 * Drives the desktop in a real Chromium as an agent would: opens tabs in a persistent profile, reads what the page
 * shows, uses the lab through its scripting door. Knows test ids and data attributes, nothing of the inside.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { findChromium, leanPlaywrightFlags } from '../tools/browser.mjs';

/** What a window of the desktop offers to scripts (see docs/scripting.md). */
declare global {
  interface Window {
    understudy: {
      lab: {
        do(action: string, args?: Record<string, unknown>): Promise<void>;
        setSpeed(speed: number): Promise<void>;
      };
      view(): ViewOfPage | undefined;
      recording(): Promise<unknown>;
    };
    story: { phases: string[]; banners: string[]; saves: string[]; loadedAt: number };
  }
}

export interface ViewOfPage {
  readonly phase: string;
  readonly node?: string;
  readonly epoch: number;
  readonly agent?: { readonly state: string; readonly reasonCode?: { readonly code: number } };
  readonly dialogs: readonly { readonly id: string; readonly participants: readonly { readonly state: string }[] }[];
  readonly banner?: { readonly key: string };
  readonly toasts: readonly { readonly key: string }[];
  readonly profile: string;
}

export interface Browser {
  readonly context: BrowserContext;
  /** Errors that pages wrote to the console or threw, and requests to any other host: both must stay empty. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** Generous: the machine may be busy with other tests. Conditions end the wait long before. */
export const patience = 60_000;

/** Pages in the background draw no frames, so conditions are looked at by time. */
export const pollMs = 25;

export async function openBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'understudy-story-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    args: [...leanPlaywrightFlags],
    viewport: { width: 1280, height: 800 },
  });
  context.setDefaultTimeout(patience);
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`error: ${error.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.hostname !== 'localhost')
      complaints.push(`foreign request: ${request.url()}`);
  });
  // The loader of these stories names functions with a helper that pages do not have.
  await context.addInitScript('globalThis.__name ??= (named) => named;');
  await context.addInitScript(recordStory);
  return {
    context,
    complaints,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/**
 * Runs in the page before anything else: remembers each phase that the root element shows, each text of the banner, and what it
 * said of gadgets that keep their state before a move.
 */
function recordStory(): void {
  if (window.top !== window) return;
  window.story = { phases: [], banners: [], saves: [], loadedAt: performance.timeOrigin };
  const notePhase = () => {
    const phase = document.documentElement.dataset['phase'];
    if (phase && window.story.phases.at(-1) !== phase) window.story.phases.push(phase);
  };
  new MutationObserver(notePhase).observe(document, {
    attributes: true,
    subtree: true,
    attributeFilter: ['data-phase'],
  });
  // These live in shadow trees, which an observer of the document does not see into.
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    const note = (testId: string, texts: string[]) => {
      const text = root.querySelector(`[data-testid="${testId}"]`)?.textContent.replace(/\s+/g, ' ').trim();
      if (text && texts.at(-1) !== text) texts.push(text);
    };
    const noteAll = () => {
      note('banner', window.story.banners);
      note('maintenance-saves', window.story.saves);
    };
    new MutationObserver(noteAll).observe(root, { childList: true, characterData: true, subtree: true });
    return root;
  };
}

export interface DesktopPage {
  readonly page: Page;
  phase(): Promise<string | undefined>;
  node(): Promise<string | undefined>;
  /** Waits until the root element shows this phase (and node). */
  until(phase: string, node?: string): Promise<void>;
  /** Waits until the page's view meets a condition. */
  untilView(condition: (view: ViewOfPage) => boolean): Promise<ViewOfPage>;
  view(): Promise<ViewOfPage>;
  lab(action: string, args?: Record<string, unknown>): Promise<void>;
  /**
   * The servers' clock for all tabs. Stories hurry only while nothing has a deadline: of the seconds that an answer may take
   * a busy machine would be left milliseconds.
   */
  setSpeed(speed: number): Promise<void>;
  banner(): Promise<string>;
  phases(): Promise<string[]>;
  /** Every text the banner has shown so far, oldest first. */
  banners(): Promise<string[]>;
  /** Likewise of what gadgets kept before the desktop was moved away. */
  saves(): Promise<string[]>;
  /** A value that a reload would change. */
  loadedAt(): Promise<number>;
}

export async function openDesktop(browser: Browser, siteUrl: string, query: string): Promise<DesktopPage> {
  const page = await browser.context.newPage();
  await page.goto(`${siteUrl}${query}`);
  return desktopOn(page);
}

/** The service worker answers this page's requests. A page that has just been opened for the first time works without it. */
export async function controlled({ page }: Pick<DesktopPage, 'page'>): Promise<void> {
  const answers = () => navigator.serviceWorker.controller?.state === 'activated';
  await page.waitForFunction(answers, undefined, { polling: pollMs }).catch(async (error: unknown) => {
    const states = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const { installing, waiting, active } = registration ?? {};
      const of = [navigator.serviceWorker.controller, installing, waiting, active];
      return of.map((worker) => worker?.state ?? 'none').join(', ');
    });
    throw new Error(`no service worker; controller, installing, waiting, active: ${states}`, { cause: error });
  });
}

export function desktopOn(page: Page): DesktopPage {
  const attribute = (name: string) => page.evaluate((key) => document.documentElement.dataset[key], name);
  const view = async () => {
    const value = await page.evaluate(() => window.understudy.view());
    if (!value) throw new Error('the page has no view yet');
    return value;
  };
  return {
    page,
    view,
    phase: () => attribute('phase'),
    node: () => attribute('node'),
    async until(phase, node) {
      const shown = page.waitForFunction(
        ([wantedPhase, wantedNode]) => {
          const { phase: p, node: n } = document.documentElement.dataset;
          return p === wantedPhase && (wantedNode === undefined || n === wantedNode);
        },
        [phase, node] as const,
        { polling: pollMs },
      );
      await shown.catch(async (error: unknown) => {
        const phases = await page.evaluate(() => window.story.phases).catch(() => []);
        throw new Error(`never ${phase} ${node ?? ''}, but ${phases.join(', ')}`, { cause: error });
      });
    },
    async untilView(condition) {
      const deadline = Date.now() + patience;
      for (;;) {
        const now = await page.evaluate(() =>
          (window as unknown as { understudy?: Window['understudy'] }).understudy?.view(),
        );
        if (now && condition(now)) return now;
        if (Date.now() > deadline)
          throw new Error(`the view never met ${condition.toString()}: ${JSON.stringify(now ?? null).slice(0, 2000)}`);
        await delay(pollMs);
      }
    },
    lab: (action, args) =>
      page.evaluate(([name, values]) => window.understudy.lab.do(name, values), [action, args ?? {}] as const),
    setSpeed: (speed) => page.evaluate((value) => window.understudy.lab.setSpeed(value), speed),
    banner: async () => (await page.getByTestId('banner').innerText()).trim(),
    phases: () => page.evaluate(() => window.story.phases),
    banners: () => page.evaluate(() => window.story.banners),
    saves: () => page.evaluate(() => window.story.saves),
    loadedAt: () => page.evaluate(() => window.story.loadedAt),
  };
}
