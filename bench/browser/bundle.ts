/** Code of a bench for the browser, bundled for one run and kept in memory: nothing of it gets into the product. */
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** `entry` from the repository's root. A service worker is a classic script, pages and workers are modules. */
export async function bundle(entry: string, kind: 'module' | 'classic' = 'module'): Promise<string> {
  const made = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    minify: true,
    target: 'es2022',
    format: kind === 'module' ? 'esm' : 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const [file] = made.outputFiles;
  if (!file) throw new Error(`${entry}: nothing was made of it`);
  return file.text;
}
