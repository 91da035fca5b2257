/**
 * One XMPP event to many gadgets: the built desktop with the simulated cluster in it, a customer calls, and every gadget of
 * every tab shows the call. From the event's arrival in the core's worker to the last gadget's document.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { buildSite } from '../../tools/build.mjs';
import { serve } from '../../tools/serve.mjs';
import { openGround } from '../browser/ground.ts';
import type { BenchTools } from '../contract.ts';
import { watchGadgets, workerPrelude } from './fan-out-page.ts';
import { untilSeen } from './until-seen.ts';

export interface FanOutSample {
  readonly gadgets: number;
  readonly tabs: number;
  readonly rendered_ms: number;
}

export interface FanOutOptions {
  readonly rounds: number;
  readonly gadgets: readonly number[];
  readonly tabs: readonly number[];
}

export async function measureFanOut(
  { rounds, gadgets, tabs }: FanOutOptions,
  tools: BenchTools,
): Promise<{ readonly chromium_version: string; readonly samples: readonly FanOutSample[] }> {
  const { stop, progress } = tools;
  const dir = mkdtempSync(join(tmpdir(), 'understudy-bench-'));
  const site = join(dir, 'site');
  try {
    progress('fan-out: building the desktop');
    await buildSite({ outDir: site });
    prepare(site);
    const server = await serve({ dir: site, port: 0 });
    try {
      const samples: FanOutSample[] = [];
      let chromium_version = '';
      for (const count of gadgets) {
        writeFileSync(join(site, 'layout.xml'), layoutWith(count));
        for (const pages of tabs) {
          stop.throwIfAborted();
          const title = `fan-out, ${count} gadgets in ${pages} tabs`;
          const ground = await openGround({ serviceWorkers: 'block' });
          ({ browserVersion: chromium_version } = ground);
          const abort = (): void => void ground.close().catch(() => undefined);
          stop.addEventListener('abort', abort);
          try {
            await ground.context.addInitScript(watchGadgets);
            const open: Page[] = [];
            for (let tab = 0; tab < pages; tab += 1) {
              const page = await ground.context.newPage();
              progress(`${title}: opening tab ${tab + 1}`);
              await page.goto(`${server.url}?agent=1001${tab === 0 ? '&signin' : ''}&no-sw`);
              await untilSeen(page, `${count} gadgets`, (wanted) => window.fanOutBench.ready() === wanted, count);
              await page.evaluate(() => window.fanOutBench.setClock());
              open.push(page);
            }
            // The first event is thrown away: code is compiled with it.
            for (let round = 0; round <= rounds; round += 1) {
              stop.throwIfAborted();
              progress(`${title}: event ${round} of ${rounds}`);
              const rendered_ms = await oneEvent(open, count, String(5_500_000 + round));
              if (round > 0) samples.push({ gadgets: count, tabs: pages, rendered_ms });
            }
          } finally {
            stop.removeEventListener('abort', abort);
            await ground.close();
          }
        }
      }
      return { chromium_version, samples };
    } finally {
      await server.close();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function oneEvent(pages: readonly Page[], gadgets: number, from: string): Promise<number> {
  const [first] = pages;
  if (!first) throw new Error('no page');
  await first.evaluate((number) => window.understudy.lab.do('ring', { agent: '1001', from: number }), from);
  const shown: number[] = [];
  for (const page of pages) {
    const isShown = ([text, count]: readonly [string, number]): boolean =>
      window.fanOutBench.shownAt(text, count) !== undefined;
    await untilSeen(page, `the call in ${gadgets} gadgets`, isShown, [from, gadgets] as const);
    const at = await page.evaluate(([text, count]) => window.fanOutBench.shownAt(text, count), [
      from,
      gadgets,
    ] as const);
    if (at !== undefined) shown.push(at);
  }
  const heard = await first.evaluate((text) => window.fanOutBench.heardAt(text), from);
  if (heard === undefined) throw new Error('the core never heard of the call');
  await first.evaluate(() => window.understudy.lab.do('hang-up', { agent: '1001' }));
  await untilSeen(first, 'the end of the call', () => window.understudy.view()?.dialogs.length === 0, undefined);
  return Math.max(...shown) - heard;
}

/** The core's worker tells when it heard of something. */
function prepare(site: string): void {
  const assets = join(site, 'assets');
  const worker = readdirSync(assets).find((file) => /^core\.worker-\w+\.js$/.test(file));
  if (worker === undefined) throw new Error("the build has no core's worker");
  const path = join(assets, worker);
  writeFileSync(path, `${workerPrelude}${readFileSync(path, 'utf8')}`);
}

function layoutWith(count: number): string {
  const gadget = (_: unknown, index: number): string => `<gadget id="history-${index}">gadgets/call-history</gadget>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<finesseLayout xmlns="http://www.cisco.com/vtg/finesse">
  <version>1262.01</version>
  <layout>
    <role>Agent</role>
    <tabs><tab><id>all</id><label>All</label><gadgets>${Array.from({ length: count }, gadget).join('')}</gadgets></tab></tabs>
  </layout>
</finesseLayout>
`;
}
