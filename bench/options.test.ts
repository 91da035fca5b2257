/** Every bench reads its command line the same way, and its help names what it takes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { benches } from './benches.ts';
import { BenchUsageError, type BenchTools } from './contract.ts';
import { chosenOf, outputOf, readOptions, wholeNumber } from './options.ts';

const silent: BenchTools = {
  stop: new AbortController().signal,
  progress: () => undefined,
  print: () => undefined,
};

for (const [name, load] of Object.entries(benches)) {
  test(`bench ${name}: help names what every bench has; nonsense is refused in one line before anything is started`, async () => {
    const bench = await load();
    for (const option of ['--json FILE', '--write', '--help']) assert.ok(bench.usage.includes(`\n  ${option}`), option);
    await assert.rejects(
      bench.run(['--nonsense'], silent),
      (error) => error instanceof BenchUsageError && /--nonsense/.test(error.message) && !error.message.includes('\n'),
    );
  });
}

test('values, flags and where results go; numbers and choices that are none are refused', () => {
  const values = readOptions(['--rounds=3', '--fast', '--json', 'x.json'], ['rounds'], ['fast']);
  assert.deepEqual({ ...values }, { rounds: '3', fast: '', json: 'x.json' });
  assert.deepEqual(outputOf(values), { jsonFile: 'x.json', write: false });
  assert.equal(outputOf(readOptions(['--write'], [])).write, true);
  assert.equal(wholeNumber('--n', '7', 1, 9), 7);
  assert.deepEqual(chosenOf('--road', 'a,b', ['a', 'b', 'c']), ['a', 'b']);
  assert.deepEqual(chosenOf('--road', undefined, ['a', 'b']), ['a', 'b']);
  const refused = (act: () => unknown) => assert.throws(act, BenchUsageError);
  for (const wrong of ['0', '10', '1.5', 'x', '-1', '']) refused(() => wholeNumber('--n', wrong, 1, 9));
  refused(() => chosenOf('--road', 'a,d', ['a', 'b', 'c']));
  refused(() => outputOf({ json: '/no/such/folder/x.json' }));
  refused(() => readOptions(['stray'], []));
  refused(() => readOptions(['--rounds'], ['rounds']));
});
