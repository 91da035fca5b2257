/**
 * What every bench with real processes stands on: a built desktop, a lab whose nodes are processes, the proxy in front of
 * them, and a Chromium. Pages know the nodes by the proxy's addresses alone. Measures nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { freePorts, startLabServer, type LabServer } from '../../e2e/lab-server.ts';
import type { NodeName } from '../../src/wire/names.ts';
import { chromiumFlags, findChromium } from '../../tools/browser.mjs';
import { buildSite } from '../../tools/build.mjs';
import { serve } from '../../tools/serve.mjs';
import { startProxy, type Proxy } from './proxy.ts';

export const roadOf: Readonly<Record<NodeName, number>> = { publisher: 0, subscriber: 1 };

export interface Stage {
  readonly lab: LabServer;
  readonly proxy: Proxy;
  readonly browser: Browser;
  readonly browserVersion: string;
  /** The desktop from a third origin, as in production; not through the proxy. */
  readonly siteUrl: string;
  /** The desktop as each node serves it, through the proxy. Pairs `lab`, and `far` with the subscriber on another site. */
  readonly urls: Readonly<Record<NodeName, string>>;
  pidOf(node: NodeName): Promise<number>;
  /** Starts what was killed, and waits until both nodes are in service. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly agents: number;
  progress(text: string): void;
}

export async function openStage({ agents, progress }: StageOptions): Promise<Stage> {
  const open: (() => Promise<void> | void)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const end of open.reverse()) await end();
  };
  // Whoever closes a second time waits for the first: nothing may be left running behind.
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= closeAll());
  try {
    const dir = mkdtempSync(join(tmpdir(), 'understudy-bench-'));
    open.push(() => rmSync(dir, { recursive: true, force: true }));
    const [publisher, subscriber] = await freePorts();
    const proxy = await startProxy([publisher, subscriber]);
    open.push(() => proxy.stop());
    const at = (host: string, node: NodeName): string => `http://${host}:${proxy.ports[roadOf[node]]}`;
    const pair = { publisher: at('localhost', 'publisher'), subscriber: at('localhost', 'subscriber') };
    const site = join(dir, 'site');
    progress('building the desktop');
    await buildSite({
      outDir: site,
      siteConfig: { pairs: { lab: pair, far: { ...pair, subscriber: at('127.0.0.1', 'subscriber') } } },
    });
    progress('starting two nodes and a browser');
    const lab = await startLabServer(
      { dir: site, ports: { publisher, subscriber } },
      { args: ['--extra-agents', String(agents)], detached: true },
    );
    open.push(() => lab.stop());
    const desktop = await serve({ dir: site, port: 0 });
    open.push(() => desktop.close());
    const browser = await chromium.launch({
      executablePath: await findChromium(),
      args: [...chromiumFlags],
      // The bench ends it, after it has kept what a failing round shows.
      handleSIGINT: false,
      handleSIGTERM: false,
    });
    open.push(() => browser.close());
    const pidOf = async (node: NodeName): Promise<number> => {
      const { pid } = (await lab.status()).nodes[node];
      if (pid === undefined) throw new Error(`The ${node} has no process.`);
      return pid;
    };
    return {
      lab,
      proxy,
      browser,
      browserVersion: browser.version(),
      siteUrl: desktop.url,
      urls: { publisher: `${pair.publisher}/`, subscriber: `${pair.subscriber}/` },
      pidOf,
      async heal() {
        const { nodes } = await lab.status();
        for (const node of ['publisher', 'subscriber'] as const) {
          if (nodes[node].pid === undefined) await lab.do('start', { node });
        }
        await lab.until(
          'both nodes in service',
          (now) => now.nodes.publisher.inService && now.nodes.subscriber.inService,
        );
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
