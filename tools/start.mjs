// `npm start`: builds the site when something changed, serves it, and says where.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite, progress } from './build.mjs';
import { defaultPort, serve } from './serve.mjs';
import { usageLine } from './usage-line.mjs';

const root = join(import.meta.dirname, '..');
const usage = `Usage: npm start [-- --port N]
Builds the desktop, serves it on localhost and prints its address. Mock mode: a whole simulated cluster runs in the
browser, no server is needed.
  --port N   port to listen on, 0 for any free one (default ${defaultPort})
  --help     this text`;

/** What the site is made of. A folder's own time tells of files that are gone. */
const sources = [
  'src',
  'gadgets',
  'sw',
  'public',
  'tools',
  'rollup.config.mjs',
  'tsconfig.base.json',
  'package-lock.json',
];

const newestChange = (path) => {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
};

function isFresh() {
  const made = join(root, 'dist/build.json');
  if (!existsSync(made)) return false;
  const madeAt = statSync(made).mtimeMs;
  return sources.every((path) => newestChange(join(root, path)) < madeAt);
}

function portFrom(args) {
  if (args.length === 0) return defaultPort;
  const [flag, inline] = args[0].split('=');
  const value = inline ?? args[1];
  const port = Number(value);
  if (flag !== '--port' || args.length > (inline === undefined ? 2 : 1))
    throw new Error(`I do not know: ${args.join(' ')}`);
  if (!value || !Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port wants a number from 0 to 65535, not "${value ?? ''}"`);
  return port;
}

async function buildFirst(site) {
  const shown = progress('Building');
  try {
    await buildSite({ log: shown.step });
    shown.done();
  } catch (error) {
    shown.failed();
    await site.close();
    throw error;
  }
}

async function main(args) {
  if (args.includes('--help')) return console.log(usage);
  let port;
  try {
    port = portFrom(args);
  } catch (error) {
    console.error(usageLine(error, 'npm start --'));
    process.exit(2);
  }
  // The port first: whether it is free is known at once, a build takes seconds.
  const site = await serve({ dir: join(root, 'dist'), port });
  if (!isFresh()) await buildFirst(site);
  console.log(`Understudy is ready: ${site.url}`);
  const stop = () => void site.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
