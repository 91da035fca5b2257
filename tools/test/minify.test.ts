/** What was minified before is not minified again, and nothing else comes of it than of the first time. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { rollup } from 'rollup';
import { minify } from '../rollup/minify.mjs';

const folder = mkdtempSync(join(tmpdir(), 'understudy-minify-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function build(
  source: string,
  keptIn: string,
  options: Parameters<typeof minify>[0] = { module: true, maxWorkers: 1 },
) {
  const input = join(folder, 'source.js');
  writeFileSync(input, source);
  const made = await rollup({ input, plugins: [minify(options, keptIn)] });
  const { output } = await made.generate({ format: 'es', sourcemap: true });
  await made.close();
  const [{ code, map }] = output;
  return { code, map: map?.mappings };
}

const source = 'export function total(first, second) {\n  const sum = first + second;\n  return sum * sum;\n}\n';
const pieces = (keptIn: string) => readdirSync(keptIn);

test('the second build is the first, byte by byte with its map; other code and other options are other pieces', async () => {
  const keptIn = join(folder, 'same');
  const first = await build(source, keptIn);
  assert.doesNotMatch(first.code, /sum/);
  assert.ok(first.map);
  assert.equal(pieces(keptIn).length, 1);
  assert.deepEqual(await build(source, keptIn), first);
  assert.equal(pieces(keptIn).length, 1);
  const other = await build(source.replace('*', '/'), keptIn);
  assert.notEqual(other.code, first.code);
  await build(source, keptIn, { module: true, maxWorkers: 1, mangle: false });
  assert.equal(pieces(keptIn).length, 3);
});

test('a damaged piece is made again', async () => {
  const keptIn = join(folder, 'damaged');
  const first = await build(source, keptIn);
  for (const name of pieces(keptIn)) writeFileSync(join(keptIn, name), '{"code":"expo');
  assert.deepEqual(await build(source, keptIn), first);
  assert.deepEqual(await build(source, keptIn), first);
});

test('a piece that nobody asked for in a week is dropped', async () => {
  const keptIn = join(folder, 'old');
  mkdirSync(keptIn);
  const old = join(keptIn, 'old.json');
  writeFileSync(old, '{}');
  utimesSync(old, 0, 0);
  await build(source, keptIn);
  assert.equal(pieces(keptIn).length, 1);
  assert.ok(!pieces(keptIn).includes('old.json'));
});
