/**
 * Builds the container that is compared: one document, one copy of the library and one script for each gadget, as
 * containers of the OpenSocial kind load them. Minified like the desktop; a service worker keeps every file.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import type { GadgetSource } from './gadgets.ts';

const root = join(import.meta.dirname, '../..');
const sdk = join(root, 'src/gadget/index.ts');

const options = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  write: false,
  logLevel: 'silent',
  conditions: ['production', 'default'],
  define: { 'process.env.NODE_ENV': '"production"' },
  tsconfig: join(root, 'tsconfig.base.json'),
} satisfies BuildOptions;

async function bundled(contents: string, library?: string): Promise<string> {
  const made = await build({
    ...options,
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    plugins: [
      {
        name: 'library-copy',
        setup: ({ onResolve }) => {
          if (library === undefined) return;
          onResolve({ filter: /src\/gadget\/index\.ts$|^library$/ }, () => ({ path: library, external: true }));
        },
      },
    ],
  });
  return made.outputFiles[0]?.text ?? '';
}

/** What all the gadgets have in common, bundled once; each frame loads its copy under a name of its own. */
export async function bundleLibrary(): Promise<string> {
  return bundled(
    `export * from ${JSON.stringify(sdk)};\nexport { mountInFrame } from ${JSON.stringify(join(import.meta.dirname, 'in-frame.ts'))};`,
  );
}

export async function buildFrames(
  outDir: string,
  { library, gadgets }: { readonly library: string; readonly gadgets: readonly GadgetSource[] },
): Promise<void> {
  mkdirSync(join(outDir, 'assets'), { recursive: true });
  const write = (path: string, body: string): void => writeFileSync(join(outDir, path), body);
  for (const { name, entry } of gadgets) {
    const [copy, script] = [`assets/library-${name}.js`, `assets/gadget-${name}.js`];
    const code = `import Element from ${JSON.stringify(entry)};\nimport { mountInFrame } from 'library';\nmountInFrame(Element);`;
    write(copy, library);
    write(script, await bundled(code, `./library-${name}.js`));
    write(
      `gadget-${name}.html`,
      `<!doctype html>\n<html lang="en" id="${name}"><head><meta charset="utf-8"><title>${name}</title><link rel="modulepreload" href="${copy}"><script type="module" src="${script}"></script></head><body></body></html>\n`,
    );
  }
  write(
    'assets/container.js',
    await bundled(`import ${JSON.stringify(join(import.meta.dirname, 'container-page.ts'))};`),
  );
  write(
    'index.html',
    `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Frames</title><script type="application/json" id="gadgets">${JSON.stringify(gadgets.map(({ name }) => name))}</script><script type="module" src="assets/container.js"></script></head><body></body></html>\n`,
  );
  const files = [
    './',
    'view.json',
    ...readdirSync(outDir),
    ...readdirSync(join(outDir, 'assets')).map((file) => `assets/${file}`),
  ];
  write('sw.js', workerCode(files.filter((file) => file !== 'assets' && file !== 'index.html' && file !== 'sw.js')));
}

/** Everything at once, and from then on the cache first: as much as a precache can do for frames. */
const workerCode = (files: readonly string[]): string => `const files = ${JSON.stringify([...new Set(files)])};
addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(caches.open('all').then((cache) => cache.addAll(files)));
});
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  event.respondWith(
    caches.open('all')
      .then((cache) => cache.match(event.request, { ignoreSearch: event.request.mode === 'navigate' }))
      .then((found) => found ?? fetch(event.request)),
  );
});
`;
