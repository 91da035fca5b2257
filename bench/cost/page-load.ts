/** One load of a page, from the navigation to the last gadget's ready mark, and what it took. Knows neither container. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Tab } from './chromium.ts';
import type { SiteServer, Traffic } from './site-server.ts';

export interface GadgetTimes {
  readonly id: string;
  /** Ms since the navigation began, by the marks of the gadget's life; `undefined` where the container has no such mark. */
  readonly loadingAt: number | undefined;
  readonly restoringAt: number | undefined;
  readonly renderingAt: number | undefined;
  readonly readyAt: number | undefined;
  readonly moduleUrl: string | undefined;
  /** Of its module: as it came and as it was run. */
  readonly moduleBytes: number | undefined;
  readonly moduleDecodedBytes: number | undefined;
  /** Requests of its own to the node. */
  readonly reads: number;
}

export interface PageLoad extends Traffic {
  /** Ms from the navigation to the last gadget's ready mark. */
  readonly readyMs: number;
  /** Ms of CPU that the page's main thread took until shortly after that; with it that of its frames. */
  readonly mainThreadMs: number;
  /** Bodies of all resources of the page and its frames, wherever they came from. */
  readonly decodedBytes: number;
  readonly gadgets: readonly GadgetTimes[];
}

/** What still runs when the last gadget is ready, belongs to it too. */
const settleMs = 250;
const patienceMs = 60_000;

/** Runs in the page: resolves when so many gadgets are ready, rejects when one was put aside. */
const whenReady = (count: number): string => `new Promise((resolve, reject) => {
  const ready = new Set();
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) {
      const [, id, state] = /^understudy:gadget:([^:]+):(ready|quarantined)$/.exec(name) ?? [];
      if (state === 'quarantined') reject(new Error(id + ' was put aside'));
      if (state === 'ready') ready.add(id);
    }
    if (ready.size >= ${count}) resolve(ready.size);
  }).observe({ type: 'mark', buffered: true });
})`;

const readMarks = `(() => {
  const marks = performance.getEntriesByType('mark').filter(({ name }) => name.startsWith('understudy:gadget:'));
  const of = new Map();
  for (const { name, startTime, detail } of marks) {
    const [id, state] = name.slice('understudy:gadget:'.length).split(':');
    const times = of.get(id) ?? {};
    times[state] ??= startTime;
    if (state === 'read') times.reads = (times.reads ?? 0) + 1;
    times.url ??= detail?.moduleUrl;
    of.set(id, times);
  }
  const everywhere = (view) => [view, ...Array.from({ length: view.length }, (_, at) => everywhere(view[at])).flat()];
  const decoded = everywhere(window).flatMap(({ performance }) =>
    [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]);
  return {
    gadgets: [...of].map(([id, { loading, restoring, restored, ready, url, reads = 0 }]) => {
      const file = url && performance.getEntriesByName(url, 'resource').at(-1);
      return {
        id, loadingAt: loading, restoringAt: restoring, renderingAt: restored, readyAt: ready, reads,
        moduleUrl: url, moduleBytes: file?.encodedBodySize, moduleDecodedBytes: file?.decodedBodySize,
      };
    }),
    decodedBytes: decoded.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0),
  };
})()`;

/** Runs `go`, which leaves the present document, and waits until `count` gadgets of the next one are ready. */
export async function loadPage(
  { tab, server, count }: { readonly tab: Tab; readonly server: SiteServer; readonly count: number },
  go: () => Promise<unknown>,
): Promise<PageLoad> {
  const before = await tab.evaluate<number>('performance.timeOrigin');
  server.takeTraffic();
  await go();
  await inNextDocument(tab, before, whenReady(count));
  await delay(settleMs);
  const mainThreadMs = await busyMs(tab);
  const { gadgets, decodedBytes } = await tab.evaluate<Pick<PageLoad, 'gadgets' | 'decodedBytes'>>(readMarks);
  const readyMs = Math.max(...gadgets.map(({ readyAt = 0 }) => readyAt));
  return { readyMs, mainThreadMs, decodedBytes, gadgets, ...server.takeTraffic() };
}

/** `expression` in the document that comes after the one that began at `before`: until it is there the old one answers. */
async function inNextDocument(tab: Tab, before: number, expression: string): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      const found = await tab.evaluate<unknown>(
        `performance.timeOrigin === ${before} || location.protocol !== 'http:' ? undefined : ${expression}`,
      );
      if (found !== undefined) return;
    } catch (error) {
      // The document went away while it was asked.
      const message = error instanceof Error ? error.message : String(error);
      if (!/navigated|context|Promise was collected/i.test(message)) throw error;
    }
    if (performance.now() > until) throw new Error('The page did not come back.');
    await delay(10);
  }
}

/** Ms of CPU that the main thread has been busy with this document: the browser begins anew with each. */
async function busyMs(tab: Tab): Promise<number> {
  const { metrics } = await tab.send<{
    readonly metrics: readonly { readonly name: string; readonly value: number }[];
  }>('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}
