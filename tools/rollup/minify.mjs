// Minifying, which is most of a build's work, done once for each piece of code: what came out is kept in .tmp, under a hash
// of everything that it depends on. A piece that no build has asked for in a week is dropped.
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import terser from '@rollup/plugin-terser';

const root = join(import.meta.dirname, '../..');
const keptIn = join(root, '.tmp/minified');
const keptForMs = 7 * 24 * 60 * 60 * 1000;

const versions = ['@rollup/plugin-terser', 'terser'].map(
  (name) => JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version,
);

/**
 * The terser plugin, with what it made before in place of doing it again.
 * @param {import('@rollup/plugin-terser').Options} options that are plain JSON
 * @param {string} [folder] where the pieces are kept
 * @returns {import('rollup').Plugin}
 */
export function minify(options, folder = keptIn) {
  const plugin = terser(options);
  return {
    name: 'terser',
    async renderChunk(code, chunk, outputOptions, meta) {
      const { format, sourcemap } = outputOptions;
      const all = JSON.stringify([versions, options, format, sourcemap, code]);
      const path = join(folder, `${createHash('sha256').update(all).digest('hex')}.json`);
      const known = read(path);
      if (known) return known;
      const made = await plugin.renderChunk.call(this, code, chunk, outputOptions, meta);
      write(path, folder, typeof made === 'string' ? { code: made } : made);
      return made;
    },
    closeBundle: () => dropOld(folder),
  };
}

function read(path) {
  try {
    const { code, map } = JSON.parse(readFileSync(path, 'utf8'));
    utimesSync(path, new Date(), new Date());
    return map === undefined ? code : { code, map };
  } catch {
    return undefined;
  }
}

/** Several builds may be at it: a piece is there whole or not at all. */
function write(path, folder, piece) {
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${randomUUID()}`;
  writeFileSync(unfinished, JSON.stringify(piece));
  renameSync(unfinished, path);
}

function dropOld(folder) {
  let names;
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const path = join(folder, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > keptForMs) rmSync(path, { force: true });
  }
}
