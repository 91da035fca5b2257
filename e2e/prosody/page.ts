/** A page whose worker holds nothing but the live link; the test talks to it and waits for what it tells. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { patience, pollMs, type Browser } from '../desktop.ts';
import type { FromLink, ToLink } from './link.worker.ts';

export interface LinkPage {
  tell(message: ToLink): Promise<void>;
  /** Takes the first message that fits; waits for it. */
  next(what: string, fits: (message: FromLink) => boolean): Promise<FromLink>;
  /** What has come and was not taken. */
  rest(): Promise<readonly FromLink[]>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    link: { readonly worker: Worker; readonly told: FromLink[] };
  }
}

export async function openLinkPage(browser: Browser): Promise<LinkPage> {
  const server = await serveWorker();
  const page = await browser.context.newPage();
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await page.evaluate(() => {
    const worker = new Worker('/link.worker.js', { type: 'module' });
    const told: FromLink[] = [];
    worker.onmessage = ({ data }: MessageEvent<FromLink>) => told.push(data);
    worker.onerror = ({ message }) => told.push({ note: `the worker failed: ${message}` });
    window.link = { worker, told };
  });
  const rest = () => page.evaluate(() => window.link.told);
  return {
    tell: (message) => page.evaluate((posted) => window.link.worker.postMessage(posted), message),
    rest,
    async next(what, fits) {
      const deadline = Date.now() + patience;
      for (;;) {
        const index = (await rest()).findIndex(fits);
        if (index >= 0) return take(page, index);
        if (Date.now() > deadline) throw new Error(`never told: ${what}; but ${JSON.stringify(await rest())}`);
        await pause(pollMs);
      }
    },
    async close() {
      await page.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function take(page: Page, index: number): Promise<FromLink> {
  const taken = await page.evaluate((at) => window.link.told.splice(at, 1)[0], index);
  if (!taken) throw new Error('it was there a moment ago');
  return taken;
}

async function serveWorker(): Promise<Server> {
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, 'link.worker.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    const isScript = request.url === '/link.worker.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><link rel="icon" href="data:," /><title>link</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}
