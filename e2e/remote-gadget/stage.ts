/**
 * The built site with another layout and another `config.json`, as a build with them would be, and hosts that serve a gadget's
 * page. Knows no story.
 */
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import { readSiteConfig } from '../../tools/rollup/live-pairs.mjs';
import { policyForMeta, securityHeadersFor } from '../../tools/rollup/security-headers.mjs';
import { siteAnswer } from '../../tools/serve.mjs';

export interface Host {
  /** `http://localhost:PORT`. */
  readonly origin: string;
  readonly host: string;
  readonly asked: string[];
  close(): Promise<void>;
}

export async function openHost(answer: RequestListener): Promise<Host> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  const host = `localhost:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    origin: `http://${host}`,
    host,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The gadget's page, for desktops at this origin alone. */
export async function gadgetPage(desktopOrigin: string): Promise<RequestListener> {
  const made = await build({
    entryPoints: [join(import.meta.dirname, 'frame.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    define: { desktopOrigin: JSON.stringify(desktopOrigin) },
  });
  const script = (made.outputFiles[0]?.text ?? '').replaceAll('</', '<\\/');
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gadget</title><body><script type="module">${script}</script></body></html>`;
  return (_request, response) => {
    response.writeHead(200, {
      'Content-Type': 'text/html',
      'Content-Security-Policy': `frame-ancestors ${desktopOrigin}`,
    });
    response.end(page);
  };
}

export interface SiteChoice {
  /** By origin, as in config.json. */
  readonly gadgetHosts: Readonly<Record<string, unknown>>;
  readonly layout: string;
}

/** `choice` is asked at each request: a site's address is known before what it names. */
export function openSiteWith(choice: () => SiteChoice): Promise<Host> {
  const config = () => ({ ...(readSiteConfig() as { readonly pairs: object }), gadgetHosts: choice().gadgetHosts });
  const files = siteAnswer('dist', (path) => securityHeadersFor(config(), path));
  const index = () =>
    readFileSync('dist/index.html', 'utf8').replace(
      /(<meta http-equiv="Content-Security-Policy" content=")[^"]*/,
      (_all, start: string) => `${start}${policyForMeta(config())}`,
    );
  const own: Readonly<Record<string, () => readonly [type: string, body: string]>> = {
    '/': () => ['text/html', index()],
    '/config.json': () => ['application/json', JSON.stringify(config())],
    '/layout.xml': () => ['application/xml', choice().layout],
  };
  return openHost((request, response) => {
    const made = own[request.url?.split('?')[0] ?? '']?.();
    if (!made) {
      files(request, response);
      return;
    }
    const [type, body] = made;
    response.writeHead(200, { ...securityHeadersFor(config()), 'Content-Type': type }).end(body);
  });
}
