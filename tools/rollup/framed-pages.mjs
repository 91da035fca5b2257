// The page of each gadget that runs in a sandboxed frame: a frame without an origin is not answered by the service worker,
// so everything it needs stands in its page, which is. Script and styles are let in by their hashes and nothing else is.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** The template in public/; not a page itself. */
export const framedTemplate = 'framed.html';

/** Whether a path of the site is such a page. */
export const isFramedPage = (path) => /^framed-[\w-]+\.html$/.test(path);

/** Gadgets whose own code runs in a frame. */
export const framedNames = () =>
  readdirSync(join(root, 'gadgets'))
    .filter((name) => isFramedPage(`${name}.html`) && existsSync(join(root, 'gadgets', name, 'frame.ts')))
    .sort();

const hashOf = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** Around the frame: nothing to see. */
const pageStyle = 'html,body,iframe{display:block;box-sizing:border-box;width:100%;height:100%;margin:0;border:0}';

async function bundled(file) {
  const made = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    tsconfig: join(root, 'tsconfig.base.json'),
  });
  return made.outputFiles[0].text.trim();
}

/**
 * The whole page of one framed gadget.
 * @param {string} name of the page, for its title
 * @param {string} entry the frame's code
 */
export async function framedPage(name, entry = join(root, 'gadgets', name, 'frame.ts')) {
  // A module, so that `await` may stand at its top; `</script` and `<!--` would end it or change how it is read.
  const script = (await bundled(entry)).replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');
  const style = await bundled(join(root, 'public/styles/framed.css'));
  const document = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${name}</title><style>${style}</style><body><script type="module">${script}</script></body></html>`;
  const fill = {
    NAME: name,
    SCRIPT_HASH: hashOf(script),
    STYLE_HASH: hashOf(style),
    PAGE_STYLE_HASH: hashOf(pageStyle),
    PAGE_STYLE: pageStyle,
    DOCUMENT: escaped(document),
  };
  return readFileSync(join(root, 'public', framedTemplate), 'utf8').replace(/%([A-Z_]+)%/g, (_all, key) => {
    if (!(key in fill)) throw new Error(`public/${framedTemplate}: nothing is known for %${key}%`);
    return fill[key];
  });
}
