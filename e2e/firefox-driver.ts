/** Drives the desktop in Firefox over WebDriver BiDi. Knows test ids and data attributes, nothing of the inside. */
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import puppeteer, { type Locator, type Page } from 'puppeteer-core';
import { findFirefox } from '../tools/firefox.mjs';
import { patience } from './desktop.ts';

export interface FirefoxDesktop {
  readonly page: Page;
  /** Errors that the page wrote to the console or threw. */
  readonly complaints: readonly string[];
  element(testId: string): Locator<Element>;
  until(phase: string, node: string): Promise<void>;
  /** Until the note's field, through every shadow root, holds this. */
  untilNote(wanted: string): Promise<void>;
  close(): Promise<void>;
}

/** `undefined` where there is none and none could be installed: then one of the last lines of all tests says so. */
export function firefoxHere(): string | undefined {
  const executablePath = findFirefox();
  const notices = process.env['UNDERSTUDY_NOTICES'];
  if (executablePath === undefined && notices)
    appendFileSync(notices, 'No Firefox here and none could be installed: its story was left out.\n');
  return executablePath;
}

export async function openFirefox(executablePath: string): Promise<FirefoxDesktop> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  const page = await browser.newPage();
  page.setDefaultTimeout(patience);
  // The loader of these stories names functions with a helper that pages do not have.
  await page.evaluateOnNewDocument('globalThis.__name ??= (named) => named;');
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const note = () =>
    page.evaluate(() => {
      const search = (root: ParentNode): HTMLTextAreaElement | undefined => {
        for (const each of root.querySelectorAll('*')) {
          if (each.matches('[data-testid="note"]')) return each as HTMLTextAreaElement;
          const inner = each.shadowRoot && search(each.shadowRoot);
          if (inner) return inner;
        }
        return undefined;
      };
      return search(document)?.value;
    });
  return {
    page,
    complaints,
    element: (testId) => page.locator(`>>> [data-testid="${testId}"]`),
    async until(phase, node) {
      const deadline = Date.now() + patience;
      for (;;) {
        // A page that is being left has no answer; the one that follows has.
        const shown = await page
          .evaluate(() => {
            const { phase: nowIn, node: nowOn } = document.documentElement.dataset;
            return { phase: nowIn, node: nowOn };
          })
          .catch(() => ({ phase: undefined, node: undefined }));
        if (shown.phase === phase && shown.node === node) return;
        if (Date.now() > deadline) throw new Error(`never ${phase} on the ${node}, but ${JSON.stringify(shown)}`);
        await pause(50);
      }
    },
    async untilNote(wanted) {
      const deadline = Date.now() + patience;
      while ((await note().catch(() => undefined)) !== wanted) {
        if (Date.now() > deadline) assert.equal(await note(), wanted);
        await pause(50);
      }
    },
    close: () => browser.close(),
  };
}
