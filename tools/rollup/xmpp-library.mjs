// The XMPP library behind the live link: about half of its packages are CommonJS, which rollup does not read. esbuild
// does, so it bundles the one file that imports them into a module of its own.
import { join } from 'node:path';
import { build } from 'esbuild';

const facade = join(import.meta.dirname, '../../src/worker/link/xmpp-library.ts');
let packages = [];

/** Names of the packages in it, for their licences; after a build. */
export const packagesOfXmppLibrary = () => packages;

/** @returns {import('rollup').Plugin} */
export function xmppLibrary() {
  return {
    name: 'xmpp-library',
    async load(id) {
      if (id !== facade) return null;
      const made = await build({
        entryPoints: [facade],
        bundle: true,
        format: 'esm',
        platform: 'browser',
        target: 'es2022',
        write: false,
        metafile: true,
        legalComments: 'none',
        logLevel: 'silent',
      });
      const names = Object.keys(made.metafile.inputs).map(
        (path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1],
      );
      packages = [...new Set(names.filter((name) => name !== undefined))];
      return { code: made.outputFiles[0].text, map: null };
    },
  };
}
