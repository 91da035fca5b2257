// `npm run dev`: the desktop straight from the sources, for writing gadgets: no build, and a saved file is in the page at
// once. The page is loaded anew and comes back as after F5, with call, kept state and half-typed text. There is no service
// worker here and no hashed name: what depends on them is seen with `npm start`.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDevServer } from '@web/dev-server';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { gadgetNames } from '../rollup.config.mjs';
import { contentTypeOf } from './rollup/content-types.mjs';
import { framedNames, framedPage } from './rollup/framed-pages.mjs';
import { readSiteConfig } from './rollup/live-pairs.mjs';
import { policyForMeta, understudyPage } from './rollup/security-headers.mjs';
import { xmppLibrary } from './rollup/xmpp-library.mjs';
import { PortBusy } from './serve.mjs';
import { usageLine } from './usage-line.mjs';

const root = join(import.meta.dirname, '..');
/** Not that of `npm start`: its service worker would answer for these pages too. */
const defaultPort = 4180;
const usage = `Usage: npm run dev [-- --port N]
Serves the desktop from the sources, without a build, and loads the page anew when a file is saved.
  --port N   port to listen on, 0 for any free one (default ${defaultPort})
  --help     this text`;

/** The pages as the build fills them in, with the sources in place of what is bundled. Read anew each time. */
function pageText(page) {
  const fill = {
    CSP: policyForMeta(readSiteConfig()),
    STYLE: 'styles/index.css',
    ENTRY: 'src/page/main.ts',
    UNDERSTUDY: 'src/page/understudy.ts',
    PRELOADS: '',
    BUILD_INFO: JSON.stringify({
      build: 'dev',
      gadgets: Object.fromEntries(gadgetNames().map((name) => [name, `gadgets/${name}/index.ts`])),
    }),
  };
  return readFileSync(join(root, 'public', page), 'utf8').replace(/%([A-Z_]+)%/g, (all, name) => fill[name] ?? all);
}

/** What stands in public/ is served from the site's root, as in the built site. */
function publicFolder() {
  const library = xmppLibrary();
  return {
    name: 'public-folder',
    async serve({ path }) {
      const name = decodeURIComponent(path)
        .replace(/^\/(?=$)/, '/index.html')
        .slice(1);
      if (name === 'index.html' || name === understudyPage) return { body: pageText(name), type: 'html' };
      // CommonJS inside: bundled, as in the built site.
      const made = await library.load(join(root, name));
      if (made) return { body: made.code, type: 'js' };
      const file = join(root, 'public', name);
      if (!file.startsWith(join(root, 'public')) || !existsSync(file) || !statSync(file).isFile()) return undefined;
      return { body: readFileSync(file), type: contentTypeOf(name) };
    },
    transform({ response, body }) {
      if (!response.is('js') || typeof body !== 'string' || !body.includes('process.env.NODE_ENV')) return undefined;
      return body.replaceAll('process.env.NODE_ENV', '"production"');
    },
  };
}

/** Pages of framed gadgets, before any plugin sees them: the server would add a script of its own, which their policy refuses. */
async function framedPages(context, next) {
  const framed = framedNames().find((one) => context.path === `/${one}.html`);
  if (!framed) return next();
  context.type = 'html';
  context.body = await framedPage(framed);
}

const reloadPath = '/__reload.js';

/** In place of the server's own watching, which sends code that the page's policy refuses, as it should. */
function reloadOnSave() {
  return {
    name: 'reload-on-save',
    injectWebSocket: true,
    serverStart({ fileWatcher, webSockets }) {
      // What was served is watched by the server itself; these hold what it does not know by its path, or not yet.
      fileWatcher.add([join(root, 'public'), join(root, 'gadgets')]);
      fileWatcher.on('change', () => webSockets?.sendImport(reloadPath));
    },
    serve: ({ path }) => (path === reloadPath ? { body: 'location.reload();', type: 'js' } : undefined),
  };
}

/** Resolves with the port to take; rejects with `PortBusy`. */
const freePort = (port) =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(error.code === 'EADDRINUSE' ? new PortBusy(port) : error));
    probe.listen(port, 'localhost', () => {
      const taken = probe.address().port;
      probe.close(() => resolve(taken));
    });
  });

/**
 * @param {{port?: number}} [options] `port` 0 takes a free one.
 * @returns {Promise<{url: string, close(): Promise<void>}>}
 */
export async function serveSources({ port = defaultPort } = {}) {
  const chosen = await freePort(port);
  const server = await startDevServer({
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
    logStartMessage: false,
    config: {
      rootDir: root,
      port: chosen,
      hostname: 'localhost',
      nodeResolve: { exportConditions: ['production', 'default'] },
      middleware: [framedPages],
      plugins: [
        reloadOnSave(),
        publicFolder(),
        esbuildPlugin({ ts: true, target: 'es2022', tsconfig: join(root, 'tsconfig.base.json') }),
      ],
    },
  });
  return { url: `http://localhost:${chosen}/`, close: () => server.stop() };
}

async function main() {
  let values;
  try {
    ({ values } = parseArgs({ options: { port: { type: 'string' }, help: { type: 'boolean' } } }));
  } catch (error) {
    console.error(usageLine(error, 'npm run dev --'));
    process.exit(2);
  }
  if (values.help) return console.log(usage);
  const port = values.port === undefined ? defaultPort : Number(values.port);
  if (values.port === '' || !Number.isInteger(port) || port < 0 || port > 65535) {
    console.error(usageLine(`--port wants a number from 0 to 65535, not "${values.port}"`, 'npm run dev --'));
    process.exit(2);
  }
  const site = await serveSources({ port });
  console.log(`Understudy from the sources: ${site.url}?agent=1001&signin&no-sw`);
  const stop = () => void site.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
}
