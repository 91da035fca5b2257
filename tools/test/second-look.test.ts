import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterSecondLook, filesToLookAtAgain } from './second-look.mjs';

const failure = (file: string, name: string) => ({ file, name, why: 'it did not' });
const a = failure('src/a.test.ts', 'a');
const b = failure('src/a.test.ts', 'b');

test('files of failing tests are looked at again, each once', () => {
  assert.deepEqual(filesToLookAtAgain({ passed: 3, failed: 2, failures: [a, b] }), ['src/a.test.ts']);
  assert.deepEqual(filesToLookAtAgain({ passed: 3, failed: 0, failures: [] }), []);
});

test('many failing files, or a part that died, are not bad luck', () => {
  const many = ['1', '2', '3', '4'].map((name) => failure(`src/${name}.test.ts`, name));
  assert.deepEqual(filesToLookAtAgain({ passed: 3, failed: 4, failures: many }), []);
  assert.deepEqual(filesToLookAtAgain({ passed: 0, failed: 1, failures: [failure('', 'node')] }), []);
});

test('what fails twice has failed; what passes then is counted and named', () => {
  const first = { passed: 10, failed: 2, failures: [a, b] };
  assert.deepEqual(afterSecondLook(first, { passed: 4, failed: 1, failures: [b] }), {
    counts: { passed: 11, failed: 1, failures: [b] },
    unsteady: [a],
  });
  assert.deepEqual(afterSecondLook(first, { passed: 5, failed: 0, failures: [] }), {
    counts: { passed: 12, failed: 0, failures: [] },
    unsteady: [a, b],
  });
});

test('a second run that died, or ran nothing, excuses nothing', () => {
  const first = { passed: 10, failed: 1, failures: [a] };
  const died = { passed: 0, failed: 1, failures: [failure('', 'e2e')] };
  assert.deepEqual(afterSecondLook(first, died), { counts: first, unsteady: [] });
  assert.deepEqual(afterSecondLook(first, { passed: 0, failed: 0, failures: [] }), { counts: first, unsteady: [] });
});
