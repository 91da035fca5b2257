// What rollup makes: page, workers and gadgets in one graph of ES modules; the service worker and its kill switch apart,
// as classic scripts under fixed names. `npm run build` (tools/build.mjs) adds HTML, CSS, pack and precache manifest.
import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import nodeResolve from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import esbuild from 'rollup-plugin-esbuild';
import { withoutBareImports } from './tools/rollup/bare-imports.mjs';
import { litTemplates } from './tools/rollup/lit-templates.mjs';
import { minify } from './tools/rollup/minify.mjs';
import { preparedTemplates } from './tools/rollup/prepared-templates.mjs';
import { scenarioTextsPlugin } from './tools/rollup/scenario-texts.mjs';
import { workerUrl } from './tools/rollup/worker-url.mjs';
import { xmppLibrary } from './tools/rollup/xmpp-library.mjs';

const root = import.meta.dirname;

/** Names of the folders in `gadgets/` that hold a gadget. */
export const gadgetNames = () =>
  readdirSync(join(root, 'gadgets'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'gadgets', entry.name, 'index.ts')))
    .map((entry) => entry.name)
    .sort();

const plugins = (constants) => [
  xmppLibrary(),
  scenarioTextsPlugin(),
  nodeResolve({ browser: true, exportConditions: ['production', 'default'] }),
  esbuild({ include: /\.ts$/, target: 'es2022', tsconfig: join(root, 'tsconfig.base.json') }),
  litTemplates(),
  preparedTemplates(),
  workerUrl(),
  withoutBareImports(),
  // A transform runs before tree shaking: the libraries' development code falls away whole.
  replace({
    preventAssignment: true,
    values: { 'process.env.NODE_ENV': '"production"', ...constants },
  }),
  minify({ module: true, format: { comments: false }, maxWorkers: 2 }),
];

const onwarn = (warning, warn) => {
  // A circular import or an unresolved name in our own code is a mistake; elsewhere it is not ours to mend.
  if (warning.code === 'UNRESOLVED_IMPORT') throw new Error(warning.message);
  if (warning.code === 'CIRCULAR_DEPENDENCY') {
    if (warning.ids?.every(inPackages)) return;
    throw new Error(warning.message);
  }
  if (warning.code === 'THIS_IS_UNDEFINED') return;
  warn(warning);
};
/** A part that is loaded on demand has its door in `mount.ts`; its folder says what it is. */
const doorName = (id) => /\/([^/]+)\/mount\.ts$/.exec(id ?? '')?.[1] ?? '[name]';
/** What every desktop with a gadget needs, and no worker: one file of it, instead of a crumb for each set of gadgets that share one. */
const isSdk = (id) =>
  /\/node_modules\/(?:lit|lit-html|lit-element|@lit)\//.test(id) ||
  /\/src\/gadget\/(?:controllers\/|(?:gadget|kept|gadget-styles|as-container|ticking|keeps-focus|serves-media|durations|words|locale|node-read|node-resource|pair-resource|desktop-cache-api)\.ts$)/.test(
    id,
  );
const inPackages = (id) => id.includes('node_modules');

/** @param {{build: string, outDir: string, moreGadgets?: Readonly<Record<string, string>>}} options Entry files by name. */
export const pageConfig = ({ build, outDir, moreGadgets = {} }) => ({
  input: {
    main: join(root, 'src/page/main.ts'),
    understudy: join(root, 'src/page/understudy.ts'),
    ...Object.fromEntries(gadgetNames().map((name) => [`gadget-${name}`, join(root, 'gadgets', name, 'index.ts')])),
    ...Object.fromEntries(Object.entries(moreGadgets).map(([name, file]) => [`gadget-${name}`, file])),
  },
  plugins: plugins({ __BUILD__: JSON.stringify(build) }),
  onwarn,
  logLevel: 'warn',
  output: {
    dir: outDir,
    format: 'es',
    sourcemap: true,
    hashCharacters: 'base36',
    // Smaller shared pieces join a chunk that loads with them anyway: a request costs more than a kilobyte.
    experimentalMinChunkSize: 2_000,
    manualChunks: (id) => (isSdk(id) ? 'sdk' : undefined),
    onlyExplicitManualChunks: true,
    entryFileNames: 'assets/[name]-[hash].js',
    // Named after the folder where the file's own name says nothing.
    chunkFileNames: ({ facadeModuleId }) => `assets/${doorName(facadeModuleId)}-[hash].js`,
  },
});

/** @param {{build: string, outDir: string, precache: unknown, pack: string}} options */
export const serviceWorkerConfig = ({ build, outDir, precache, pack }) => ({
  input: join(root, 'sw/sw.ts'),
  plugins: plugins({
    __BUILD__: JSON.stringify(build),
    __PRECACHE__: JSON.stringify(precache),
    __PACK__: JSON.stringify(pack),
  }),
  onwarn,
  logLevel: 'warn',
  output: { file: join(outDir, 'sw.js'), format: 'iife', sourcemap: true },
});

/** @param {{outDir: string}} options */
export const killSwitchConfig = ({ outDir }) => ({
  input: join(root, 'sw/kill.ts'),
  plugins: plugins({}),
  onwarn,
  logLevel: 'warn',
  output: { file: join(outDir, 'sw-kill.js'), format: 'iife', sourcemap: false },
});
