/**
 * Serves one site from memory, compressed, and counts: what goes over the sockets, and which requests. It can die and come
 * back under its address. The caching rules are those of `tools/serve.mjs`: hashed files for ever, all others asked again.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contentTypeOf } from '../../tools/rollup/content-types.mjs';

export interface Traffic {
  readonly requests: number;
  /** Both ways, with headers, above TCP. */
  readonly bytes: number;
  /** The browser's own question whether there is a new service worker: at most once per page, whatever that shows. */
  readonly updateChecks: number;
  readonly updateCheckBytes: number;
}

export interface SiteServer {
  readonly url: string;
  /** In place of a file, or beside the files. */
  put(path: string, body: string): void;
  /** Since the last time. */
  takeTraffic(): Traffic;
  die(): Promise<void>;
  comeBack(): Promise<void>;
}

interface Served {
  readonly type: string;
  readonly body: Buffer;
  readonly packed: Buffer;
  readonly tag: string;
}

const served = (path: string, body: Buffer): Served => ({
  type: contentTypeOf(path) as string,
  body,
  packed: gzipSync(body, { level: 9 }),
  tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`,
});

function filesBelow(dir: string, folder = ''): readonly string[] {
  return readdirSync(join(dir, folder)).flatMap((name) => {
    const path = folder ? `${folder}/${name}` : name;
    if (statSync(join(dir, path)).isDirectory()) return filesBelow(dir, path);
    return path.endsWith('.map') ? [] : [path];
  });
}

/** Headers of an answer, by its path in the site. */
export type HeadersOf = (path: string) => Readonly<Record<string, string>>;

export async function serveSite(dir: string, headers: HeadersOf = () => ({})): Promise<SiteServer> {
  const files = new Map(filesBelow(dir).map((path) => [path, served(path, readFileSync(join(dir, path)))]));
  let traffic = { requests: 0, bytes: 0, updateChecks: 0, updateCheckBytes: 0 };
  const toldOf = new WeakMap<Socket, number>();

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = (request.url ?? '/').split('?')[0]?.slice(1) || 'index.html';
    response.on('close', () => {
      const { socket } = request;
      const now = socket.bytesRead + socket.bytesWritten;
      const bytes = now - (toldOf.get(socket) ?? 0);
      toldOf.set(socket, now);
      const { updateChecks, updateCheckBytes } = traffic;
      if (path === 'sw.js') {
        traffic = { ...traffic, updateChecks: updateChecks + 1, updateCheckBytes: updateCheckBytes + bytes };
      } else {
        traffic = { ...traffic, requests: traffic.requests + 1, bytes: traffic.bytes + bytes };
      }
    });
    const file = files.get(path);
    for (const [name, value] of Object.entries(headers(path))) response.setHeader(name, value);
    const lasting = /^(assets\/|pack-)/.test(path);
    response.setHeader('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('ETag', file.tag);
    if (request.headers['if-none-match'] === file.tag) {
      response.writeHead(304).end();
      return;
    }
    // The pack is compressed in itself.
    const packed = !path.startsWith('pack-') && String(request.headers['accept-encoding']).includes('gzip');
    const body = packed ? file.packed : file.body;
    response.setHeader('Content-Type', file.type);
    response.setHeader('Content-Length', body.length);
    if (packed) response.setHeader('Content-Encoding', 'gzip');
    response.writeHead(200).end(body);
  };

  let server: Server | undefined;
  const listen = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const opened = createServer(answer);
      server = opened;
      opened.once('error', reject);
      opened.listen({ host: '127.0.0.1', port }, () => resolve((opened.address() as AddressInfo).port));
    });
  const port = await listen(0);

  return {
    // Not "localhost": its second address would cost a connection that says nothing.
    url: `http://127.0.0.1:${port}/`,
    put: (path, body) => void files.set(path, served(path, Buffer.from(body))),
    takeTraffic() {
      const taken = traffic;
      traffic = { requests: 0, bytes: 0, updateChecks: 0, updateCheckBytes: 0 };
      return taken;
    },
    die: () =>
      new Promise((resolve) => {
        if (server?.listening) {
          server.close(() => resolve());
          server.closeAllConnections();
        } else resolve();
      }),
    async comeBack() {
      await listen(port);
    },
  };
}
