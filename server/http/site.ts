/** The static desktop, as a node serves it: the built site, allowed to talk to both nodes. Knows no file by name. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestListener } from 'node:http';
import { readSiteConfig } from '../../tools/rollup/live-pairs.mjs';
import { securityHeadersFor } from '../../tools/rollup/security-headers.mjs';
import { siteAnswer } from '../../tools/serve.mjs';

const notBuilt = 'The desktop is not built: run "npm run build" and reload.\n';

/** `origins`: those of both nodes, known once they listen. */
export function createSite(dir: string, origins: () => readonly string[]): RequestListener {
  /** The site's own, or this repository's as long as there is none. */
  const pairs = (): Readonly<Record<string, unknown>> => {
    const file = join(dir, 'config.json');
    const known = (existsSync(file) ? readSiteConfig(file) : readSiteConfig()) as { pairs: Record<string, unknown> };
    return known.pairs;
  };
  const headers = (path: string): Readonly<Record<string, string>> => {
    // The two nodes are as much the desktop's own as what its config.json names.
    const [publisher, subscriber] = origins();
    const own = publisher !== undefined && subscriber !== undefined ? { '~lab': { publisher, subscriber } } : {};
    return securityHeadersFor({ pairs: { ...pairs(), ...own } }, path);
  };
  let site: RequestListener | undefined;
  return (request, response) => {
    // The folder may come, or come anew, while the lab runs.
    if (existsSync(join(dir, 'index.html'))) site ??= siteAnswer(dir, headers);
    else site = undefined;
    if (site) site(request, response);
    else response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8' }).end(notBuilt);
  };
}
