// Rollup does not follow `new URL('./x.worker.ts', import.meta.url)`: this plugin makes the worker a chunk of its own and
// puts the chunk's URL in that place. Unbundled (in the test runner) the same source works as it stands.
import { dirname, resolve } from 'node:path';

const workerExpression = /new URL\(\s*(['"])([^'"]+\.worker)\.ts\1,\s*import\.meta\.url,?\s*\)/g;

/** @returns {import('rollup').Plugin} To be placed after the plugin that strips types and comments. */
export function workerUrl() {
  return {
    name: 'worker-url',
    transform(code, id) {
      if (!code.includes('.worker.ts')) return null;
      const rewritten = code.replace(workerExpression, (_all, _quote, path) => {
        const source = resolve(dirname(id), `${path}.ts`);
        const name = path.split('/').at(-1);
        const reference = this.emitFile({ type: 'chunk', id: source, name, preserveSignature: false });
        return `new URL(import.meta.ROLLUP_FILE_URL_${reference})`;
      });
      if (rewritten === code) return null;
      // One line stays one line, so the source map of the plugins before still fits.
      return { code: rewritten, map: null };
    },
  };
}
