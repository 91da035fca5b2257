/**
 * What must happen when the page is left, in this order: gadgets hand over what they have not kept yet, the cache writes
 * what it holds, the core hears that this tab goes. One listener does all three: at the window Chromium calls `pagehide`
 * listeners as they were added, whatever they say of capture. Knows no gadget.
 */
import type { DesktopCache } from '../cache/contract.ts';
import { handOverAll } from '../desktop/save-gadgets.ts';
import type { CoreClient } from '../worker/client/contract.ts';

/** Returns the way to stop it. */
export function saveWhenLeaving(client: CoreClient, cache: DesktopCache): () => void {
  const save = (): void => {
    handOverAll(client);
    void cache.flush('leaving').catch(() => undefined);
  };
  const stops = new AbortController();
  const { signal } = stops;
  const onPageHide = (): void => {
    save();
    client.leave();
  };
  // A page in the background may be ended without a word; and of a page that leaves it is the last event.
  const onVisibilityChange = (): void => {
    if (document.visibilityState === 'hidden') save();
  };
  window.addEventListener('pagehide', onPageHide, { signal });
  window.addEventListener('visibilitychange', onVisibilityChange, { signal });
  return () => stops.abort();
}

export async function flushAndReload(cache: DesktopCache): Promise<void> {
  await cache.flush('leaving').catch(() => undefined);
  location.reload();
}
