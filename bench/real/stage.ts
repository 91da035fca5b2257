/**
 * What every bench with real processes stands on: a built desktop, a lab whose nodes are processes, the proxy in front of
 * them, and a Chromium. Pages know the nodes by the proxy's addresses alone. Measures nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { bundleLabProgram } from '../../e2e/lab-program.ts';
import { freePorts, startLabServer, type LabServer } from '../../e2e/lab-server.ts';
import type { NodeName } from '../../src/wire/names.ts';
import { chromiumFlags, findChromium } from '../../tools/browser.mjs';
import { buildSites } from '../../tools/build.mjs';
import { serve } from '../../tools/serve.mjs';
import { startProxy, type Proxy } from './proxy.ts';

export const roadOf: Readonly<Record<NodeName, number>> = { publisher: 0, subscriber: 1 };

/** A pair of nodes with its road and its desktop. */
export interface Ground {
  readonly lab: LabServer;
  readonly proxy: Proxy;
  readonly browser: Browser;
  readonly browserVersion: string;
  /** The desktop from a third origin, as in production; not through the proxy. */
  readonly siteUrl: string;
  /** The desktop as each node serves it, through the proxy. Pairs `lab`, and `far` with the subscriber on another site. */
  readonly urls: Readonly<Record<NodeName, string>>;
  pidOf(node: NodeName): Promise<number>;
  /** Starts what was killed; its services take some seconds more. */
  restart(): Promise<void>;
  /** The same, and waits until both nodes are in service. */
  heal(): Promise<void>;
}

export interface Stage extends Ground {
  close(): Promise<void>;
}

export interface StageOptions {
  readonly agents: number;
  progress(text: string): void;
  readonly stop: AbortSignal;
}

/** One of them, with everything of its own. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { stages, close } = await openStages(1, options);
  const [stage] = stages;
  if (!stage) throw new Error('There is one stage.');
  return { ...stage, close };
}

export interface Stages {
  readonly stages: readonly Ground[];
  readonly browserVersion: string;
  close(): Promise<void>;
}

/** Pairs of nodes, each with its own proxy and its own built desktop, which knows this pair alone; and one browser for all. */
export async function openStages(count: number, { agents, progress, stop }: StageOptions): Promise<Stages> {
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
    const roads: Roads[] = [];
    for (let index = 0; index < count; index += 1) {
      const roadsOfIt = await openRoads(join(dir, `site-${index}`));
      open.push(() => roadsOfIt.proxy.stop());
      roads.push(roadsOfIt);
    }
    progress('building the desktop');
    await buildSites(
      roads.map(({ site: outDir, pair, farPair }) => ({ outDir, siteConfig: { pairs: { lab: pair, far: farPair } } })),
      { stop },
    );
    stop.throwIfAborted();
    const program = await bundleLabProgram();
    open.push(() => program.dispose());
    progress(`starting ${count === 1 ? 'two nodes' : `${count} pairs of nodes`} and a browser`);
    const browser = await chromium.launch({
      executablePath: await findChromium(),
      args: [...chromiumFlags],
      // The bench ends it, after it has kept what a failing round shows.
      handleSIGINT: false,
      handleSIGTERM: false,
    });
    open.push(() => browser.close());
    const stages: Ground[] = [];
    for (const { proxy, site, ports, pair } of roads) {
      stop.throwIfAborted();
      const lab = await startLabServer(
        { dir: site, ports, program: program.file },
        { args: ['--extra-agents', String(agents)], detached: true },
      );
      open.push(() => lab.stop());
      const desktop = await serve({ dir: site, port: 0 });
      open.push(() => desktop.close());
      stages.push({
        lab,
        proxy,
        browser,
        browserVersion: browser.version(),
        siteUrl: desktop.url,
        urls: { publisher: `${pair.publisher}/`, subscriber: `${pair.subscriber}/` },
        ...careFor(lab),
      });
    }
    stop.throwIfAborted();
    return { stages, browserVersion: browser.version(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Roads {
  readonly site: string;
  readonly ports: Readonly<Record<NodeName, number>>;
  readonly proxy: Proxy;
  readonly pair: Readonly<Record<NodeName, string>>;
  /** The subscriber on another site. */
  readonly farPair: Readonly<Record<NodeName, string>>;
}

async function openRoads(site: string): Promise<Roads> {
  const [publisher, subscriber] = await freePorts();
  const proxy = await startProxy([publisher, subscriber]);
  const at = (host: string, node: NodeName): string => `http://${host}:${proxy.ports[roadOf[node]]}`;
  const pair = { publisher: at('localhost', 'publisher'), subscriber: at('localhost', 'subscriber') };
  const farPair = { ...pair, subscriber: at('127.0.0.1', 'subscriber') };
  return { site, ports: { publisher, subscriber }, proxy, pair, farPair };
}

function careFor(lab: LabServer): Pick<Stage, 'pidOf' | 'restart' | 'heal'> {
  const restart = async (): Promise<void> => {
    const { nodes } = await lab.status();
    for (const node of ['publisher', 'subscriber'] as const) {
      if (nodes[node].pid === undefined) await lab.do('start', { node });
    }
  };
  return {
    async pidOf(node) {
      const { pid } = (await lab.status()).nodes[node];
      if (pid === undefined) throw new Error(`The ${node} has no process.`);
      return pid;
    },
    restart,
    async heal() {
      await restart();
      await lab.until('both nodes in service', ({ nodes }) => nodes.publisher.inService && nodes.subscriber.inService);
    },
  };
}
