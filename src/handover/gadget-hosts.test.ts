/** The hosts that gadgets may come from, as config.json names them: origins alone, and what each is granted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGadgetHosts } from './gadget-hosts.ts';

const read = (gadgetHosts?: unknown) => [
  ...readGadgetHosts(JSON.stringify({ pairs: {}, ...(gadgetHosts === undefined ? {} : { gadgetHosts }) })),
];

test('origins with what they are granted; nothing is granted that is not named; none is an ordinary site', () => {
  assert.deepEqual(read(), []);
  assert.deepEqual(
    read({ 'https://g.example': {}, 'https://h.example:8444/': { sees: ['agent'], may: ['setState'] } }),
    [
      ['https://g.example', { sees: [], may: [] }],
      ['https://h.example:8444', { sees: ['agent'], may: ['setState'] }],
    ],
  );
});

test('anything else is refused with its place', () => {
  const refused = (hosts: unknown, words: RegExp) =>
    assert.throws(
      () => read(hosts),
      (error: Error & { code?: string }) => error.code === 'bad-config' && words.test(error.message),
    );
  refused(['https://g.example'], /gadgetHosts must be an object/);
  refused({ 'https://g.example/path': {} }, /without a path/);
  refused({ 'javascript:alert(1)': {} }, /without a path/);
  refused({ 'https://user:secret@g.example': {} }, /without a path/);
  refused({ '*': {} }, /without a path/);
  refused({ 'https://g.example': { sees: 'agent' } }, /lists of names/);
  refused({ 'https://g.example': 'all' }, /must be an object/);
  assert.throws(() => readGadgetHosts('{'), /not JSON/);
});
