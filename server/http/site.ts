/** The static desktop, as a node serves it: the built site, allowed to talk to both nodes. Knows no file by name. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestListener } from 'node:http';
import { securityHeaders } from '../../tools/rollup/security-headers.mjs';
import { siteAnswer } from '../../tools/serve.mjs';

const notBuilt = 'The desktop is not built: run "npm run build" and reload.\n';

/** `origins`: those of both nodes, known once they listen. */
export function createSite(dir: string, origins: () => readonly string[]): RequestListener {
  const headers = (): Readonly<Record<string, string>> => ({
    ...securityHeaders,
    'Content-Security-Policy': allowing(securityHeaders['Content-Security-Policy'], origins()),
  });
  let site: RequestListener | undefined;
  return (request, response) => {
    // The folder may come, or come anew, while the lab runs.
    if (existsSync(join(dir, 'index.html'))) site ??= siteAnswer(dir, headers);
    else site = undefined;
    if (site) site(request, response);
    else response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8' }).end(notBuilt);
  };
}

/** The policy of the static site knows only its own origin; here the other node is as much its own. */
function allowing(policy: string, origins: readonly string[]): string {
  const both = origins.flatMap((origin) => [origin, origin.replace(/^http/, 'ws')]);
  return policy.replace("connect-src 'self'", ["connect-src 'self'", ...both].join(' '));
}
