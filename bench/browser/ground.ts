/**
 * A server on localhost with a few files from memory, and a Chromium with a profile on disk: in a context without one
 * storage is memory, and whatever is measured of it means nothing. Measures nothing itself.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { chromiumFlags, findChromium } from '../../tools/browser.mjs';

export interface ServedFile {
  readonly type: string;
  readonly body: string | Buffer;
}

export const script = (body: string): ServedFile => ({ type: 'text/javascript', body });
export const pageOf = (scriptPath: string): ServedFile => ({
  type: 'text/html',
  body: `<!doctype html><html lang="en"><title>bench</title><link rel="icon" href="data:,"><script type="module" src="${scriptPath}"></script></html>`,
});

export interface Server {
  /** With a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Paths begin with a slash. Pages are isolated, so that their clocks are fine. */
export async function serveFiles(files: ReadonlyMap<string, ServedFile>): Promise<Server> {
  const server = createServer((request, response) => answer(files.get(request.url?.split('?')[0] ?? '/'), response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://localhost:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(file: ServedFile | undefined, response: ServerResponse): void {
  response.setHeader('Cache-Control', 'no-store');
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  response
    .writeHead(200, {
      'Content-Type': file.type,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'same-origin',
    })
    .end(file.body);
}

export interface Ground {
  readonly context: BrowserContext;
  readonly browserVersion: string;
  close(): Promise<void>;
}

export async function openGround(options: { readonly serviceWorkers?: 'allow' | 'block' } = {}): Promise<Ground> {
  const profile = mkdtempSync(join(tmpdir(), 'understudy-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    // Pages behind others are measured too.
    args: [...chromiumFlags, '--disable-renderer-backgrounding', '--disable-background-timer-throttling'],
    serviceWorkers: options.serviceWorkers ?? 'allow',
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  context.setDefaultTimeout(120_000);
  // The loader of these programs names functions with a helper that pages do not have.
  await context.addInitScript('globalThis.__name ??= (named) => named;');
  let closing: Promise<void> | undefined;
  return {
    context,
    browserVersion: context.browser()?.version() ?? '',
    close: () =>
      (closing ??= context.close().finally(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }))),
  };
}
