/**
 * The lab server's two programs, each in one file: what stories start many times should not be put together from its sources
 * each time. `npm run lab` itself starts from the sources; `server/main.test.ts` has that.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface LabProgram {
  /** To be run by node as it is. */
  readonly file: string;
  dispose(): void;
}

const root = join(import.meta.dirname, '..');

export async function bundleLabProgram(): Promise<LabProgram> {
  // As deep as the sources that look for the repository's files from where they are.
  const dir = join(root, '.tmp', `lab-program-${process.pid}`);
  await build({
    entryPoints: [join(root, 'server/main.ts'), join(root, 'server/node-process.ts')],
    outdir: dir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    external: ['*/tools/build.mjs'],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  return { file: join(dir, 'main.mjs'), dispose: () => rmSync(dir, { recursive: true, force: true }) };
}
