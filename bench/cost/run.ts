/** All visits of a run, the two containers alternately, so that what the machine does besides meets both. */
import { join } from 'node:path';
import { securityHeadersFor } from '../../tools/rollup/security-headers.mjs';
import { checkSiteConfig } from '../../tools/rollup/live-pairs.mjs';
import { openChromium } from './chromium.ts';
import type { CostOptions } from './options.ts';
import { loadPage, type PageLoad } from './page-load.ts';
import { serveSite, type HeadersOf, type SiteServer } from './site-server.ts';
import { containers, type BuiltSites, type Container } from './sites.ts';
import { until, visit, type Mode } from './visit.ts';
import type { Workload } from './gadgets.ts';
import type { BenchTools } from '../contract.ts';

export interface Measured {
  readonly container: Container;
  readonly workload: Workload;
  readonly mode: Mode;
  readonly count: number;
  readonly load: PageLoad;
}

export interface HeapMeasured {
  readonly container: Container;
  readonly workload: Workload;
  readonly count: number;
  readonly heapBytes: number;
}

export interface Measurements {
  readonly loads: readonly Measured[];
  readonly heaps: readonly HeapMeasured[];
  readonly chromiumVersion: string;
  /** Visits that did not come to an end, with the reason. */
  readonly failed: readonly string[];
}

export async function runVisits(
  sites: BuiltSites,
  { rounds, reloads, counts, workloads }: CostOptions,
  { stop, progress, print }: BenchTools,
): Promise<Measurements> {
  const loads: Measured[] = [];
  const heaps: HeapMeasured[] = [];
  const failed: string[] = [];
  let chromiumVersion = '';
  const all = rounds * counts.length * workloads.length * containers.length;
  let done = 0;
  for (let round = 1; round <= rounds; round += 1) {
    for (const workload of workloads) {
      for (const count of counts) {
        const order = round % 2 === 1 ? containers : containers.toReversed();
        for (const container of order) {
          stop.throwIfAborted();
          done += 1;
          progress(`cost, ${done} of ${all}: ${container}, ${count} ${workload}, round ${round}`);
          const server = await serve(sites, container, workload, count);
          try {
            const visited = await visit({ container, server, count, reloads, stop });
            for (const each of visited.loads) loads.push({ container, workload, count, ...each });
            heaps.push({ container, workload, count, heapBytes: visited.heapBytes });
            chromiumVersion = visited.chromiumVersion;
          } catch (error) {
            stop.throwIfAborted();
            const reason = error instanceof Error ? error.message : String(error);
            failed.push(`${container}, ${count} ${workload}, round ${round}: ${reason}`);
            print(`failed: ${failed.at(-1)}`);
          } finally {
            await server.die();
          }
        }
      }
    }
  }
  return { loads, heaps, chromiumVersion, failed };
}

/** The view that gadgets in frames are given: as the desktop has it a moment after signing in. */
let framedView: string | undefined;

async function serve(sites: BuiltSites, container: Container, workload: Workload, count: number): Promise<SiteServer> {
  const dir = sites.dirOf(container, workload, count);
  if (container === 'desktop') return serveSite(dir, siteHeaders);
  framedView ??= await viewOf(sites.shipped.dir, sites.shipped.gadgets.length);
  const server = await serveSite(dir);
  server.put('view.json', framedView);
  return server;
}

const noPairs = checkSiteConfig({ pairs: {} }) as object;
export const siteHeaders: HeadersOf = (path) => securityHeadersFor(noPairs, path);

async function viewOf(dir: string, count: number): Promise<string> {
  const server = await serveSite(dir, siteHeaders);
  const { tab, close } = await openChromium();
  try {
    await tab.send('Page.enable');
    await tab.send('Performance.enable');
    const open = () => tab.send('Page.navigate', { url: `${server.url}?agent=1001&signin&no-sw` });
    await loadPage({ tab, server, count }, open);
    await until(tab, `document.documentElement.dataset.phase === 'connected'`);
    return await tab.evaluate<string>('JSON.stringify(window.understudy.view())');
  } finally {
    await close();
    await server.die();
  }
}

/** Where a run keeps what it builds, unless it was told where. */
export const buildFolder = (): string =>
  join(import.meta.dirname, '../../.tmp', `cost-${process.pid}-${Date.now().toString(36)}`);
