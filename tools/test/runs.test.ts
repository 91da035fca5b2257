/** How test files are put into processes: all of them, each once, and a failure keeps its name. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, test } from 'node:test';
import { isNodeTest, testFiles } from './files.mjs';
import { groupsOf, writeGroups } from './groups.mjs';
import { isLong, long, longestFirst } from './long.mjs';
import { addCounts, sharesOf } from './shares.mjs';

const folder = mkdtempSync(join(tmpdir(), 'understudy-runs-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('every node test file is in one group; the long ones and those that touch the machine are alone', () => {
  const files = testFiles(isNodeTest);
  const groups = groupsOf(longestFirst(files), isLong);
  assert.deepEqual(groups.flat().sort(), files);
  for (const group of groups.filter(({ length }) => length > 1)) {
    for (const file of group) {
      assert.ok(!isLong(file), file);
      assert.doesNotMatch(readFileSync(file, 'utf8'), /child_process|process\.(?:env|chdir)|createServer/, file);
    }
  }
  assert.ok(groups.length < files.length / 2, `${groups.length} processes for ${files.length} files`);
  const longNodeFiles = long.filter(isNodeTest);
  assert.deepEqual(groups.slice(0, longNodeFiles.length).flat(), longNodeFiles, 'begun first, in their order');
});

test('every file that is named as long is there', () => {
  assert.deepEqual(
    long.filter((file) => !existsSync(file)),
    [],
  );
  assert.equal(new Set(long).size, long.length);
});

test('in a group each test counts, fails under its own file, and a file that cannot be loaded takes no other with it', () => {
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return relative(process.cwd(), path);
  };
  const files = [
    file('good.test.mjs', `import { test } from 'node:test'; test('good', () => {});`),
    file('broken.test.mjs', `import './not-there.mjs';`),
    file('bad.test.mjs', `import { test } from 'node:test'; test('bad', () => { throw new Error('planted'); });`),
  ];
  const [group = ''] = writeGroups([files], join(folder, 'groups'));
  const counts = join(folder, 'counts.json');
  // A runner that is started by a runner's test takes itself for a test.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  spawnSync(
    process.execPath,
    ['--test', '--test-reporter=./tools/test/count-reporter.mjs', `--test-reporter-destination=${counts}`, group],
    { env },
  );
  const { passed, failures } = JSON.parse(readFileSync(counts, 'utf8')) as {
    passed: number;
    failures: { file: string; name: string; why: string }[];
  };
  assert.equal(passed, 1);
  assert.deepEqual(
    failures.map(({ name, why }) => [name.replace(/^.*\//, ''), why.replace(/'.*/, '')]),
    [
      ['broken.test.mjs can be loaded', 'Cannot find module '],
      ['bad', 'planted'],
    ],
  );
  assert.match(failures[1]?.file ?? '', /bad\.test\.mjs$/);
});

test('shares hold every file once and weigh about the same; what they counted is added up', () => {
  const weight: Readonly<Record<string, number>> = { a: 5, b: 4, c: 3, d: 2, e: 2 };
  assert.deepEqual(
    sharesOf(Object.keys(weight), 2, (file) => weight[file] ?? 0),
    [
      ['a', 'd', 'e'],
      ['b', 'c'],
    ],
  );
  assert.deepEqual(sharesOf(['a'], 2), [['a']]);
  const [one, other, sum] = [join(folder, 'one.json'), join(folder, 'other.json'), join(folder, 'sum.json')];
  const failure = { file: 'a', name: 'b', why: 'c' };
  writeFileSync(one, JSON.stringify({ passed: 2, failed: 0, failures: [] }));
  writeFileSync(other, JSON.stringify({ passed: 3, failed: 1, failures: [failure] }));
  addCounts([one, other], sum);
  assert.deepEqual(JSON.parse(readFileSync(sum, 'utf8')), { passed: 5, failed: 1, failures: [failure] });
  rmSync(other);
  assert.throws(() => addCounts([one, other], sum));
});

test('what no file’s path holds is refused before anything runs: a runner without files would take all there are', () => {
  const { status, stderr } = spawnSync(process.execPath, ['tools/test.mjs', 'e2e', '--match', 'no-such-story'], {
    encoding: 'utf8',
  });
  assert.equal(status, 2);
  assert.match(stderr, /No file of e2e has "no-such-story" in its path/);
});
