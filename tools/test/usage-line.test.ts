/** What a command says to an option that it does not know: one line, alike everywhere. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import { unknownOption, usageLine } from '../usage-line.mjs';

test('the complaint of parseArgs is cut to its first sentence', () => {
  for (const [args, said] of [
    [['--bogus'], "Unknown option '--bogus'"],
    [['--json', '--bogus'], "Option '--json' argument is ambiguous"],
    [['word'], "Unexpected argument 'word'"],
  ] as const) {
    try {
      parseArgs({ args: [...args], options: { json: { type: 'string' } } });
      assert.fail('it took it');
    } catch (error) {
      assert.equal(usageLine(error, 'npm run x --'), `${said}. See: npm run x -- --help`);
    }
  }
});

test('a command’s own words stay whole', () => {
  assert.equal(usageLine(new Error('No. Never.'), 'npm start --'), 'No. Never. See: npm start -- --help');
});

test('the first option that is not known, or that lacks its value', () => {
  const complaint = (...args: string[]) => unknownOption(args, ['--built'], ['--match']);
  assert.equal(complaint('node', '--built', '--match', '--x'), undefined);
  assert.equal(complaint('--built', '--mach', 'x'), "Unknown option '--mach'");
  assert.equal(complaint('--match'), '--match wants a value');
});

const root = resolve(import.meta.dirname, '../..');
for (const command of ['tools/build.mjs', 'tools/lint.mjs', 'tools/size.mjs', 'tools/test.mjs', 'tools/replay.ts']) {
  test(`${command}: one line, status 2, and nothing is done`, () => {
    const loader = command.endsWith('.ts') ? ['--import', 'tsx'] : [];
    const { status, stdout, stderr } = spawnSync(process.execPath, [...loader, command, '--bogus'], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^[^\n]+ See: npm [^\n]+ --help\n$/);
  });
}
