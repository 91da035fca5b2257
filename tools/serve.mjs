// A static server for the built site, on localhost: right types, security headers, and caching that fits the names
// (hashed files for ever, all others asked again each time). Used by `npm start`, tests and stories.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { cachingFor } from './rollup/caching.mjs';
import { contentTypeOf } from './rollup/content-types.mjs';
import { readSiteConfig } from './rollup/live-pairs.mjs';
import { securityHeadersFor } from './rollup/security-headers.mjs';

export const defaultPort = 4173;

export class PortBusy extends Error {
  constructor(port) {
    super(`Port ${port} is busy: something else listens there. Choose another with --port N.`);
    this.name = 'PortBusy';
    this.code = 'port-busy';
    this.port = port;
  }
}

/** As the site was built: for the nodes that its own config.json names. */
function headersOf(dir) {
  const file = join(dir, 'config.json');
  const config = existsSync(file) ? readSiteConfig(file) : readSiteConfig();
  return (path) => securityHeadersFor(config, path);
}

/**
 * Answers requests with the site's files. `headers` are those of an answer, asked for each time with its path.
 * @param {string} dir
 * @param {(path: string) => Readonly<Record<string, string>>} [headers]
 * @returns {import('node:http').RequestListener}
 */
export function siteAnswer(dir, headers = headersOf(dir)) {
  const files = sirv(dir, {
    // Looks at the disk for each request, so that a rebuilt site is served without a restart.
    dev: true,
    etag: true,
    setHeaders(response, path) {
      try {
        response.setHeader('Content-Type', contentTypeOf(path.endsWith('/') ? 'index.html' : path));
      } catch {
        // An unknown kind of file keeps the type that sirv found.
      }
    },
  });
  return (request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    const said = { ...headers(path.slice(1)), ...cachingFor(path.slice(1)) };
    for (const [name, value] of Object.entries(said)) response.setHeader(name, value);
    if (request.method === 'POST' && path === '/hand-over') {
      // A desktop that moves here, meant for the service worker, which this browser has lost. What it brought is sealed and
      // nobody's to read; its agent signs in.
      const search = /^\?[\w=&.%-]*$/.exec((request.url ?? '').slice(path.length))?.[0] ?? '';
      request.resume();
      response.writeHead(303, { Location: `./${search}#hand-over-refused=unknown-pairing` }).end();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    files(request, response, () => response.writeHead(404, { 'Cache-Control': 'no-cache' }).end('Not found\n'));
  };
}

/**
 * @param {{dir: string, port?: number, onRequest?: (path: string, method: string) => void}} options
 *   `port` 0 takes a free one. `onRequest` sees every request, for tests that count.
 * @returns {Promise<{url: string, port: number, close(): Promise<void>}>} `close` drops open connections too.
 */
export async function serve({ dir, port = defaultPort, onRequest = () => {} }) {
  const site = siteAnswer(dir);
  const answer = (request, response) => {
    onRequest(request.url?.split('?')[0] ?? '/', request.method ?? '');
    site(request, response);
  };
  // "localhost" is both addresses; a browser may try either first.
  const first = await listen(answer, '127.0.0.1', port);
  const chosen = first.address().port;
  const servers = [first];
  try {
    servers.push(await listen(answer, '::1', chosen));
  } catch (error) {
    if (error instanceof PortBusy) {
      await close(servers);
      throw error;
    }
    // No IPv6 here.
  }
  return { url: `http://localhost:${chosen}/`, port: chosen, close: () => close(servers) };
}

function listen(answer, host, port) {
  return new Promise((resolve, reject) => {
    const server = createServer(answer);
    server.once('error', (error) => reject(error.code === 'EADDRINUSE' ? new PortBusy(port) : error));
    server.listen({ host, port }, () => resolve(server));
  });
}

async function close(servers) {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise((resolve) => {
          server.close(resolve);
          server.closeAllConnections();
        }),
    ),
  );
}
