/** Opens a state of the product in a context of its own and shows it in each look in turn; one that does not last, anew for each. */
import type { Browser as Chromium, Page } from 'playwright-core';
import { desktopOn } from '../../e2e/desktop.ts';
import { openSite } from '../../e2e/site.ts';
import { looks, type Look, type ShotState } from './contract.ts';

export const patienceMs = 60_000;

export async function walkState(
  browser: Chromium,
  state: ShotState,
  wanted: (look: Look) => boolean,
  see: (page: Page, look: Look) => Promise<void>,
): Promise<void> {
  const all = looks.filter(wanted);
  for (const seen of state.fleeting ? all.map((look) => [look]) : [all]) await walkOnce(browser, state, seen, see);
}

const places = {
  tabs: { selector: 'us-workspace [role=tablist]', block: 'start' },
  notes: { selector: '[data-testid=mark-notes]', block: 'center' },
} as const;

async function walkOnce(
  browser: Chromium,
  state: ShotState,
  seen: readonly Look[],
  see: (page: Page, look: Look) => Promise<void>,
): Promise<void> {
  const site = await openSite();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(patienceMs);
  await context.addInitScript('globalThis.__name ??= (named) => named;');
  try {
    const page = await context.newPage();
    await page.goto(`${site.url}${state.query}`);
    await state.reach(desktopOn(page), { url: site.url, context, stopSite: () => site.stop() });
    for (const look of seen) {
      const { viewport, colorScheme, forcedColors } = look;
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, forcedColors });
      if (state.from) {
        const { selector, block } = places[state.from];
        await page.locator(selector).evaluate((place, at) => place.scrollIntoView({ block: at }), block);
      }
      await drawn(page);
      await see(page, look);
    }
  } finally {
    await context.close();
    await site.stop();
  }
}

/** Two frames, so that the last render is on the screen. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
