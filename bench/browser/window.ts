/**
 * A page in a window of its own. A tab behind another one would be drawn about once a second without a screen (playwright
 * keeps it visible), which no browser does on a desk: there it is hidden and draws nothing. Measures nothing itself.
 */
import type { BrowserContext, Page } from 'playwright-core';

/** `context`: of a browser that was launched for it. */
export async function openWindow(context: BrowserContext): Promise<Page> {
  const browser = context.browser();
  if (!browser) throw new Error('no browser that opens windows');
  const session = await browser.newBrowserCDPSession();
  try {
    const [page] = await Promise.all([
      context.waitForEvent('page'),
      session.send('Target.createTarget', { url: 'about:blank', newWindow: true }),
    ]);
    return page;
  } finally {
    await session.detach();
  }
}
