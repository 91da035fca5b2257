/**
 * Waits for a condition in a page that takes a promise to know. Playwright's `waitForFunction` takes an async
 * predicate's promise for a yes and never waits.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { patience } from './desktop.ts';

const lookEveryMs = 50;

export async function untilTrue<Argument>(
  page: Page,
  what: string,
  condition: (argument: Argument) => Promise<boolean>,
  argument: Argument,
): Promise<void> {
  const deadline = Date.now() + patience;
  const ask = page.evaluate.bind(page) as (
    ask: (argument: Argument) => Promise<boolean>,
    argument: Argument,
  ) => Promise<boolean>;
  // A page that is being loaded anew answers the next time.
  while (!(await ask(condition, argument).catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`never seen: ${what}`);
    await pause(lookEveryMs);
  }
}
