/** The size budget: growth that nobody meant is caught, zlib's own differences are not. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { compare } from '../size.mjs';

const weight = (raw_bytes: number, gzip_bytes: number) => ({ raw_bytes, gzip_bytes });
const verdicts = (measured: Parameters<typeof compare>[0], budget: Parameters<typeof compare>[0]) =>
  Object.fromEntries(compare(measured, budget).map(({ group, verdict }) => [group, verdict]));

test('one byte more, one byte less, a new part and a missing part are all told', () => {
  const budget = { shell: weight(1000, 400), lab: weight(1000, 400), notes: weight(10, 5), same: weight(7, 7) };
  const measured = { shell: weight(1001, 400), lab: weight(999, 400), more: weight(10, 5), same: weight(7, 7) };
  assert.deepEqual(verdicts(measured, budget), {
    shell: 'grown',
    lab: 'shrunk',
    more: 'new',
    same: 'ok',
    notes: 'gone',
  });
});

test('gzip may differ by half a percent, as it does between versions of zlib', () => {
  const budget = { shell: weight(100_000, 30_000) };
  assert.deepEqual(verdicts({ shell: weight(100_000, 30_150) }, budget), { shell: 'ok' });
  assert.deepEqual(verdicts({ shell: weight(100_000, 30_151) }, budget), { shell: 'grown' });
});

const folder = mkdtempSync(join(tmpdir(), 'understudy-size-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const size = (...args: string[]) =>
  spawnSync(process.execPath, [resolve(import.meta.dirname, '../size.mjs'), ...args], { encoding: 'utf8' });

test('the command: a planted growth fails, --update accepts it', () => {
  writeFileSync(join(folder, 'build.json'), JSON.stringify({ groups: { shell: ['a.js', 'b.js'] } }));
  for (const name of ['a.js', 'b.js']) writeFileSync(join(folder, name), 'export const value = 1;\n');
  const args = ['--dist', folder, '--budget', join(folder, 'budget.json')];

  assert.equal(size(...args, '--update').status, 0);
  assert.equal(size(...args).status, 0);
  appendFileSync(join(folder, 'b.js'), '//');
  const grown = size(...args);
  assert.equal(grown.status, 1);
  assert.match(grown.stdout, /shell +50 +\+2/);
  assert.match(grown.stderr, /shell has grown/);
  assert.equal(size(...args, '--update').status, 0);
  assert.equal(size(...args).status, 0);
  const budget = JSON.parse(readFileSync(join(folder, 'budget.json'), 'utf8')) as Record<string, unknown>;
  assert.deepEqual(Object.keys(budget), ['shell']);
});

test('the command without a built site says what to do', () => {
  const { status, stderr } = size('--dist', join(folder, 'nowhere'));
  assert.equal(status, 1);
  assert.match(stderr, /npm run build/);
});
