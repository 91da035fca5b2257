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
import { openWindow } from '../browser/window.ts';
import type { BenchTools } from '../contract.ts';
import { watchGadgets, workerPrelude } from './fan-out-page.ts';
import { untilSeen } from './until-seen.ts';

const thrownAway = 5;

export interface FanOutSample {
  readonly gadgets: number;
  readonly tabs: number;
  readonly rendered_ms: number;
}

export interface FanOutOptions {
  /** Measured in each row. */
  readonly events: number;
  readonly gadgets: readonly number[];
  readonly tabs: readonly number[];
}

export async function measureFanOut(
  { events, gadgets, tabs }: FanOutOptions,
  tools: BenchTools,
): Promise<{ readonly chromium_version: string; readonly samples: readonly FanOutSample[] }> {
  const { stop, progress } = tools;
  const dir = mkdtempSync(join(tmpdir(), 'understudy-bench-'));
  const site = join(dir, 'site');
  try {
    progress('fan-out: building the desktop');
    await buildSite({ outDir: site, stop });
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
              const page = await openWindow(ground.context);
              progress(`${title}: opening tab ${tab + 1}`);
              await page.goto(`${server.url}?agent=1001${tab === 0 ? '&signin' : ''}&no-sw`);
              await untilSeen(page, `${count} gadgets`, (wanted) => window.fanOutBench.ready() === wanted, count);
              await page.evaluate(() => window.fanOutBench.setClock());
              open.push(page);
            }
            // The first events are thrown away: code is compiled with them.
            for (let event = -thrownAway; event < events; event += 1) {
              stop.throwIfAborted();
              if (event % 10 === 0) progress(`${title}: event ${event} of ${events}`);
              const rendered_ms = await oneEvent(open, count, String(5_500_000 + thrownAway + event));
              if (event >= 0) samples.push({ gadgets: count, tabs: pages, rendered_ms });
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
  const place = [from, gadgets] as const;
  const shownIn = Promise.all(
    pages.map((page) => page.evaluate(([text, count]) => window.fanOutBench.shown(text, count), place)),
  );
  const [shown] = await Promise.all([
    shownIn,
    first.evaluate((number) => window.understudy.lab.do('ring', { agent: '1001', from: number }), from),
  ]);
  const heard = await first.evaluate((text) => window.fanOutBench.heardAt(text), from);
  if (heard === undefined) throw new Error('the core never heard of the call');
  await first.evaluate(() => window.fanOutBench.end());
  // Whoever is still drawing the end of this call would be late for the next one.
  await Promise.all(pages.map((page) => page.evaluate(() => window.fanOutBench.drawn())));
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
