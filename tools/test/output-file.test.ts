/** Results go to a file that is known to be writable before the work, or alone to the standard output. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { outputFault } from '../output-file.ts';

const root = join(import.meta.dirname, '../..');
const plan = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'tools/plan.ts', '--agents', '50', ...args], {
    cwd: root,
    encoding: 'utf8',
  });

test('a place where nothing can be written is named in one line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-output-'));
  try {
    for (const [path, why] of [
      [join(folder, 'missing/x.json'), /no folder/],
      [folder, /is a folder/],
      ['', /wants a file/],
    ] as const) {
      const fault = outputFault('json', path) ?? '';
      assert.match(fault, why);
      assert.ok(fault.startsWith('--json') && !fault.includes('\n'), fault);
    }
    for (const path of [join(folder, 'x.json'), '-', undefined]) assert.equal(outputFault('json', path), undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the plan as JSON has the standard output for itself; a file that cannot be is refused before anything is planned', () => {
  const piped = plan('--json', '-');
  assert.equal(piped.status, 0, piped.stderr);
  assert.ok('last_s' in (JSON.parse(piped.stdout) as object));
  assert.match(piped.stderr, /# Failover plan/);
  assert.ok(!existsSync(join(root, '-')));
  const refused = plan('--json', '/no/such/folder/plan.json');
  assert.deepEqual([refused.status, refused.stdout], [2, '']);
  assert.match(refused.stderr, /^--json \/no\/such\/folder\/plan\.json: there is no folder/);
});
