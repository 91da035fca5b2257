/**
 * One visit: a fresh browser opens one container with one number of gadgets, and is measured in each of the four ways. The
 * order is fixed, because one way prepares the next: cold, HTTP cache, precached, precached with the server dead.
 */
import { openChromium, type Tab } from './chromium.ts';
import { loadPage, type PageLoad } from './page-load.ts';
import type { SiteServer } from './site-server.ts';
import type { Container } from './sites.ts';

export const modes = ['cold', 'http-cache', 'precached', 'precached-server-dead'] as const;
/** The first two without a service worker. */
export type Mode = (typeof modes)[number];

export interface Visited {
  readonly loads: readonly { readonly mode: Mode; readonly load: PageLoad }[];
  /** Heap of the page and its frames after a collection, precached. */
  readonly heapBytes: number;
  readonly chromiumVersion: string;
}

export interface VisitOptions {
  readonly container: Container;
  readonly server: SiteServer;
  readonly count: number;
  /** Of each way but the first, which there is once in a browser's life. */
  readonly reloads: number;
  readonly stop: AbortSignal;
}

const queries: Readonly<Record<Container, string>> = { desktop: '?agent=1001&signin', iframe: '?iframe' };

/** Until the page rests: what it still does would be counted for the next load. */
const settled: Readonly<Record<Container, string>> = {
  desktop: `document.documentElement.dataset.phase === 'connected'`,
  iframe: 'true',
};
const kept = `navigator.serviceWorker.controller?.state === 'activated'`;

export async function visit({ container, server, count, reloads, stop }: VisitOptions): Promise<Visited> {
  const { tab, version, close } = await openChromium();
  const loads: { readonly mode: Mode; readonly load: PageLoad }[] = [];
  const measure = async (mode: Mode | undefined, go: () => Promise<unknown>): Promise<void> => {
    stop.throwIfAborted();
    const load = await loadPage({ tab, server, count }, go);
    if (mode !== undefined) loads.push({ mode, load });
    await until(tab, settled[container]);
  };
  const open = (query: string) => () => tab.send('Page.navigate', { url: `${server.url}${query}` });
  const reload = () => tab.send('Page.reload');
  try {
    await tab.send('Page.enable');
    await tab.send('Performance.enable', { timeDomain: 'threadTicks' });
    const query = queries[container];
    await measure('cold', open(`${query}&no-sw`));
    // A browser keeps compiled code from the second time on.
    await measure(undefined, reload);
    for (let at = 0; at < reloads; at += 1) await measure('http-cache', reload);

    await measure(undefined, open(query));
    await until(tab, kept);
    await measure(undefined, reload);
    await until(tab, kept);
    for (let at = 0; at < reloads; at += 1) await measure('precached', reload);

    await server.die();
    try {
      for (let at = 0; at < reloads; at += 1) await measure('precached-server-dead', reload);
    } finally {
      await server.comeBack();
    }
    // Last of all: the collection also throws away what the browser would have used again for the next load, a fifth of its time.
    const heapBytes = await heapOf(tab);
    return { loads, heapBytes, chromiumVersion: version };
  } finally {
    await close();
  }
}

async function heapOf(tab: Tab): Promise<number> {
  await tab.send('HeapProfiler.collectGarbage');
  return (await tab.send<{ readonly usedSize: number }>('Runtime.getHeapUsage')).usedSize;
}

/** Looks in the page itself, 30 s long. */
export const until = (tab: Tab, condition: string): Promise<void> =>
  tab.evaluate(`new Promise((resolve, reject) => {
    const end = performance.now() + 30_000;
    const look = () => {
      if (${condition}) resolve();
      else if (performance.now() > end) reject(new Error(${JSON.stringify(`In vain: ${condition}`)}));
      else setTimeout(look, 25);
    };
    look();
  })`);
