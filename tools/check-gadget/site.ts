/**
 * The site that gadgets are checked on: the desktop as it is built for production, with the gadgets under check beside the
 * shipped ones. Not minified, so that a finding names a function. Knows no browser.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { rollup, type OutputChunk, type OutputOptions, type RollupOptions } from 'rollup';
import { pageConfig } from '../../rollup.config.mjs';
import { copyPublic, styles, writeFramedPages, writePages } from '../build.mjs';
import { readSiteConfig } from '../rollup/live-pairs.mjs';
import { serve } from '../serve.mjs';
import type { GadgetUnderCheck } from './contract.ts';

const root = join(import.meta.dirname, '../..');
/** The gadget beside the one under check: a call is answered with it. */
export const neighbour = 'call-control';

/**
 * Names of one's own below `localhost`, which browsers look up by themselves and hold for secure: wherever this name turns up
 * in what a gadget kept, it kept the address.
 */
export const hostInUse = 'node-in-use.localhost';

export interface CheckSite {
  /** With a slash at its end. */
  readonly url: string;
  /** Bytes of the gadget's own module, minified and compressed. */
  bytesOf(gadget: string): Promise<number>;
  close(): Promise<void>;
}

/** Rejects when the gadget cannot be built; the message says why. */
export async function openCheckSite(gadgets: readonly GadgetUnderCheck[]): Promise<CheckSite> {
  mkdirSync(join(root, '.tmp'), { recursive: true });
  const outDir = mkdtempSync(join(root, '.tmp/check-site-'));
  const drop = (): void => rmSync(outDir, { recursive: true, force: true });
  try {
    mkdirSync(join(outDir, 'assets'));
    const chunks = await bundle(gadgets, outDir);
    const config: unknown = readSiteConfig();
    copyPublic(outDir);
    await writeFramedPages(outDir);
    const entry = (name: string): string =>
      chunks.find((chunk) => chunk.isEntry && chunk.name === name)?.fileName ?? '';
    writePages(outDir, {
      build: 'check',
      config,
      style: await styles(outDir),
      plan: {
        entry: entry('main'),
        understudy: '',
        preloads: [],
        gadgetFiles: Object.fromEntries(
          [neighbour, ...gadgets.map(({ name }) => name)].map((name) => [name, entry(`gadget-${name}`)]),
        ),
      },
    });
    const server = await serve({ dir: outDir, port: 0 });
    return {
      url: `http://${hostInUse}:${server.port}/`,
      async bytesOf(gadget) {
        const source = readFileSync(join(outDir, entry(`gadget-${gadget}`)), 'utf8');
        const { code } = await transform(source, { minify: true, format: 'esm' });
        return gzipSync(code).length;
      },
      async close() {
        await server.close();
        drop();
      },
    };
  } catch (error) {
    drop();
    throw error;
  }
}

async function bundle(gadgets: readonly GadgetUnderCheck[], outDir: string): Promise<readonly OutputChunk[]> {
  const config = pageConfig({ build: 'check', outDir }) as RollupOptions & { input: Record<string, string> };
  const files = new Map(gadgets.map(({ name, file }) => [name, file]));
  if (!files.has(neighbour)) files.set(neighbour, join(root, 'gadgets', neighbour, 'index.ts'));
  const made = await rollup({
    ...config,
    plugins: [config.plugins].flat().filter((plugin) => !isPlugin(plugin, 'terser')),
    input: {
      main: join(root, 'src/page/main.ts'),
      ...Object.fromEntries([...files].map(([name, file]) => [`gadget-${name}`, file])),
    },
  });
  try {
    const { output } = await made.write({ ...(config.output as OutputOptions), dir: outDir, sourcemap: false });
    return output.filter((file) => file.type === 'chunk');
  } finally {
    await made.close();
  }
}

const isPlugin = (plugin: unknown, name: string): boolean =>
  typeof plugin === 'object' && plugin !== null && 'name' in plugin && plugin.name === name;
