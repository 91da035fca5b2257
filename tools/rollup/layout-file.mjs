// A layout is looked at when the site is built, by the code that reads it in the page: one that cannot be read would be found
// out by the first agent who opens the desktop, and by all of them.
import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { build } from 'esbuild';
import { XMLValidator } from 'fast-xml-parser';

const root = join(import.meta.dirname, '../..');

let reader;
/** The page's own reader is TypeScript, and this tool runs before anything is built. */
async function parseLayout(xml) {
  reader ??= build({
    entryPoints: [join(root, 'src/wire/layout-codec.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  }).then(({ outputFiles }) => {
    const code = Buffer.from(outputFiles[0].contents).toString('base64');
    return import(`data:text/javascript;base64,${code}`);
  });
  return (await reader).parseLayout(xml);
}

/** The page says what is wrong and in which element; where elements do not close there is none, and the line is what helps. */
function lineOf(xml) {
  const found = XMLValidator.validate(xml);
  return found === true ? '' : ` (line ${found.err.line}: ${found.err.msg.replace(/\.$/, '')})`;
}

/** Throws an error of one line that names the file, the place and what is wrong. */
export async function checkLayoutFile(path) {
  const shown = isAbsolute(path) && !relative(root, path).startsWith('..') ? relative(root, path) : path;
  let xml;
  try {
    xml = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${shown} cannot be read: ${error.message}`);
  }
  try {
    await parseLayout(xml);
  } catch (error) {
    throw new Error(`${shown}: ${error.message}${lineOf(xml)}`);
  }
}
