/**
 * The built desktop and the workers that it is precached by, on one server that compresses texts, as servers do: the pack is
 * compressed in any case, and shall not win by that.
 */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contentTypeOf as untypedContentTypeOf } from '../../tools/rollup/content-types.mjs';
import { bundle } from '../browser/bundle.ts';
import type { InstallWay, ListedFile } from './contract.ts';

const contentTypeOf = untypedContentTypeOf as (path: string) => string;

export const workerOf: Readonly<Record<InstallWay, string>> = {
  pack: 'sw.js',
  workbox: 'bench-workbox.js',
  addAll: 'bench-add-all.js',
};

interface BuiltFile extends ListedFile {
  readonly tier: number;
  readonly bytes: number;
}

export interface InstallSite {
  readonly port: number;
  /** What every one of them precaches: the shell and the layout's gadgets. */
  readonly files: readonly BuiltFile[];
  close(): Promise<void>;
}

export async function serveSite(dir: string): Promise<InstallSite> {
  const { precache } = JSON.parse(readFileSync(join(dir, 'build.json'), 'utf8')) as { precache: readonly BuiltFile[] };
  const files = precache.filter(({ tier }) => tier < 2);
  const listed: ListedFile[] = files.map(({ url, revision, integrity }) => ({ url, revision, integrity }));
  const withFiles = (code: string): string => `self.benchFiles=${JSON.stringify(listed)};\n${code}`;
  const made = new Map<string, string>([
    ['bench.html', '<!doctype html><html lang="en"><title>bench</title><link rel="icon" href="data:,"></html>'],
    [workerOf.workbox, withFiles(await bundle('bench/install/page/workbox-worker.ts', 'classic'))],
    [workerOf.addAll, withFiles(await bundle('bench/install/page/add-all-worker.ts', 'classic'))],
  ]);
  const answers = new Map<string, { readonly type: string; readonly body: Buffer; readonly packed: boolean }>();
  const answerOf = (path: string) => {
    const known = answers.get(path);
    if (known) return known;
    const body = Buffer.from(made.get(path) ?? readFileSync(join(dir, path)));
    const packed = !/\.(png|bin|woff2)$/.test(path);
    const answer = { type: contentTypeOf(path), body: packed ? gzipSync(body) : body, packed };
    answers.set(path, answer);
    return answer;
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]?.slice(1) ?? '';
    try {
      const { type, body, packed } = answerOf(path === '' ? 'index.html' : path);
      const headers = {
        'Content-Type': type,
        'Content-Length': body.length,
        'Cache-Control': /^(assets\/|pack-)/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ...(packed ? { 'Content-Encoding': 'gzip' } : {}),
      };
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return { port: await listening(server), files, close: () => closed(server) };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
