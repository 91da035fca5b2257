// The browser tests' sources, put together when the runner starts: a test page asks for some twenty files instead of a
// hundred, and the browser, not the tests, was what most of the time went to. Each file that has an address of its own (a test,
// a worker, a gadget that is loaded later, what a second tab imports) keeps it; what they share they share.
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { testFiles } from './files.mjs';

const root = join(import.meta.dirname, '../..');
const chunkFolder = 'test-chunks';

/** What a page or worker asks for by its address, besides the tests. */
const hasAddress = (path) =>
  /^(?:src|gadgets|sw)\/.*(?:\.worker\.ts|\/test\/gadgets\/[\w-]+\.ts)$/.test(path) ||
  ['src/thread/host-port.ts', 'src/worker/client/core-client.ts'].includes(path);

/** Shared code is moved to another address; what it says of its own stays true. */
const ownAddress = (entries) => ({
  name: 'own-address',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/, namespace: 'file' }, ({ path }) => {
      const home = relative(root, path).replaceAll('\\', '/');
      // A test's own code stays in its file.
      if (home.startsWith('node_modules/') || entries.tests.includes(home)) return undefined;
      const contents = readFileSync(path, 'utf8');
      if (!contents.includes('import.meta.url')) return undefined;
      const address = `new URL(${JSON.stringify(`/${home}`)}, location.origin).href`;
      return { contents: contents.replaceAll('import.meta.url', address), loader: 'ts' };
    });
  },
});

/**
 * @param {{tests: readonly string[], others: readonly string[]}} entries
 * @returns {Promise<Map<string, string>>} path in the site → source
 */
async function bundles(entries) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [...entries.tests, ...entries.others],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: root,
    outbase: root,
    chunkNames: `${chunkFolder}/[hash]`,
    target: 'es2022',
    tsconfig: join(root, 'tsconfig.base.json'),
    conditions: ['production'],
    // As the build does, and not esbuild by itself.
    define: { 'process.env.NODE_ENV': '"production"' },
    sourcemap: 'linked',
    write: false,
    logLevel: 'warning',
    plugins: [ownAddress(entries)],
  });
  const served = new Map();
  for (const { path, text } of outputFiles) {
    const home = `/${relative(root, path).replaceAll('\\', '/')}`;
    const isEntry = home.endsWith('.js') && !home.startsWith(`/${chunkFolder}/`);
    served.set(isEntry ? home.replace(/\.js$/, '.ts') : home, text);
  }
  return served;
}

/**
 * @param {readonly string[]} tests those that will run; a page of any other is refused
 * @returns {import('@web/dev-server-core').Plugin}
 */
export function browserBundles(tests) {
  let served = new Map();
  return {
    name: 'browser-bundles',
    async serverStart() {
      served = await bundles({ tests, others: testFiles(hasAddress) });
    },
    serve({ path }) {
      const body = served.get(path);
      if (body !== undefined) {
        const headers = path.startsWith(`/${chunkFolder}/`) ? { 'cache-control': 'max-age=31536000, immutable' } : {};
        return { body, type: extname(path) === '.map' ? 'json' : 'js', headers };
      }
      // Served as it is, it would bring a second copy of what it imports.
      if (path.endsWith('.ts') && existsSync(join(root, path)))
        return {
          body: `throw new Error(${JSON.stringify(`${path} has no address in tools/test/browser-bundles.mjs`)});`,
          type: 'js',
        };
      return undefined;
    },
  };
}
