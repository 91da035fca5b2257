/** Waits in a page until something holds, by time: a page behind others draws no frames. Says what it waited for. */
import type { Page } from 'playwright-core';

export async function untilSeen<Argument>(
  page: Page,
  what: string,
  holds: (argument: Argument) => boolean,
  argument: Argument,
): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const seen = await page.evaluate(holds as (argument: unknown) => boolean, argument);
    if (seen) return;
    if (performance.now() > deadline) throw new Error(`never seen: ${what}`);
    await page.waitForTimeout(20);
  }
}
