/**
 * One agent at a desktop in Chromium, signed in by its form, with everything noted that its pages tell about themselves:
 * User Timing marks of the core, the gadgets' states, what was typed. Every round has a browser profile of its own.
 */
import { performance } from 'node:perf_hooks';
import type { BrowserContext, Page } from 'playwright-core';
import { desktopOn, pollMs, type DesktopPage } from '../../e2e/desktop.ts';
import type { NodeName } from '../../src/wire/names.ts';
import type { Ground } from './stage.ts';
import { watchPage } from './watch-page.ts';

export const ways = ['in-place', 'in-place-ready', 'reload', 'redirect', 'redirect-far'] as const;
/** `in-place-ready`: with a session kept on the other node. `redirect`: both nodes on one site, with the understudy; `redirect-far`: on two sites, primed. */
export type Way = (typeof ways)[number];

export interface Note {
  /** `mark:…` (a User Timing mark), `phase` (and node), `gadgets` (live/all), `typed` (letters), `page` (a new one). */
  readonly name: string;
  /** Wall clock of the page, ms since 1970. */
  readonly at: number;
  readonly detail: string;
}

export interface AgentPage {
  readonly desktop: DesktopPage;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly loginId: string;
  /** Of all its pages and frames, in the order in which they were told. */
  readonly notes: readonly Note[];
  /** Errors of our own on the console. */
  readonly complaints: readonly string[];
  /** By how many ms the pages' clock is ahead of ours. */
  clockAhead(): Promise<number>;
  untilNote(what: string, found: (note: Note) => boolean, patienceMs: number): Promise<Note>;
  close(): Promise<void>;
}

export const wallNow = (): number => performance.timeOrigin + performance.now();

const kindOfWay = {
  'in-place': undefined,
  'in-place-ready': undefined,
  reload: undefined,
  redirect: 'same-site',
  'redirect-far': 'primed',
} as const;

export function addressOf(stage: Ground, way: Way): string {
  switch (way) {
    case 'in-place':
      return `${stage.siteUrl}?live=lab`;
    case 'in-place-ready':
      return `${stage.siteUrl}?live=lab&prepare=while-connected`;
    case 'reload':
      return `${stage.siteUrl}?live=lab&move=reload`;
    case 'redirect':
      return `${stage.urls.publisher}?live=lab&move=redirect`;
    case 'redirect-far':
      return `${stage.urls.publisher}?live=far&move=redirect`;
  }
}

/** A page of a fresh profile, nobody signed in. */
export async function openAgentPage(stage: Ground, loginId: string, address: string): Promise<AgentPage> {
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 900 } });
  const patience = 60_000;
  context.setDefaultTimeout(patience);
  const notes: Note[] = [];
  const complaints: string[] = [];
  const listeners = new Set<(note: Note) => void>();
  context.on('console', (message) => {
    // A node that is away is complained of by the browser itself.
    if (message.type() === 'error' && !/net::ERR_|WebSocket connection to/.test(message.text()))
      complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  await context.exposeBinding('benchNote', (_source, name: string, at: number, detail: string) => {
    const note = { name, at, detail };
    notes.push(note);
    for (const listener of [...listeners]) listener(note);
  });
  // The loader of these programs names functions with a helper that pages do not have.
  await context.addInitScript('globalThis.__name ??= (named) => named;');
  await context.addInitScript(watchPage);
  const page = await context.newPage();
  await page.goto(address);
  return {
    desktop: desktopOn(page),
    page,
    context,
    loginId,
    notes,
    complaints,
    async clockAhead() {
      const look = async () => {
        const before = wallNow();
        const there = await page.evaluate(() => performance.timeOrigin + performance.now());
        const after = wallNow();
        return { ahead: there - (before + after) / 2, took: after - before };
      };
      const looks: Awaited<ReturnType<typeof look>>[] = [];
      // A page that is just being loaded anew gives no answer: the next one does.
      while (looks.length < 5)
        looks.push(await look().catch(() => page.waitForLoadState('domcontentloaded').then(look)));
      return looks.sort((left, right) => left.took - right.took)[0]?.ahead ?? 0;
    },
    untilNote(what, found, patienceMs) {
      const known = notes.find(found);
      if (known) return Promise.resolve(known);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(listener);
          reject(new Error(`never heard: ${what}`));
        }, patienceMs);
        const listener = (note: Note): void => {
          if (!found(note)) return;
          listeners.delete(listener);
          clearTimeout(timer);
          resolve(note);
        };
        listeners.add(listener);
      });
    },
    close: () => context.close(),
  };
}

interface ViewWithWays {
  readonly ways?: { readonly redirect: { readonly kind: string } };
}

/** Signs in by the form when the way is known to be open, and waits until every gadget is live. */
export async function signInAgent({ page, desktop, loginId }: AgentPage, way: Way, node: NodeName): Promise<void> {
  const kind = kindOfWay[way];
  if (kind !== undefined) {
    await page.waitForFunction(
      (wanted) =>
        (window as unknown as { understudy?: { view(): ViewWithWays | undefined } } | undefined)?.understudy?.view()
          ?.ways?.redirect.kind === wanted,
      kind,
      { polling: pollMs },
    );
  }
  await desktop.until('signed-out');
  await page.getByTestId('agent-id').fill(loginId);
  await page.getByTestId('password').fill('secret');
  await page.getByTestId('extension').fill(String(Number(loginId) + 3000));
  await page.getByTestId('sign-in').click();
  await desktop.until('connected', node);
}

/** The page is the service worker's: F5 and a reload need no server. */
export async function untilPrecached({ page }: AgentPage): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, {
    polling: pollMs,
  });
}
