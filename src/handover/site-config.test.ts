import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readPair, SiteConfigError } from './site-config.ts';

const pair = { publisher: 'https://a.example:8445', subscriber: 'https://b.example:8445/' } as const;
const config = (value: unknown) => JSON.stringify({ pairs: { one: value } });

test('a pair is found by its name', () => {
  assert.deepEqual(readPair(config(pair), 'one'), {
    name: 'one',
    nodes: { publisher: 'https://a.example:8445', subscriber: 'https://b.example:8445' },
  });
});

test('CH-1: a pair may name its chat service', () => {
  assert.equal(readPair(config({ ...pair, chat: 'https://im.example/' }), 'one').chat, 'https://im.example');
  assert.equal('chat' in readPair(config(pair), 'one'), false);
});

test('the file that is shipped has the lab server', () => {
  const { nodes, chat } = readPair(readFileSync('public/config.json', 'utf8'), 'lab');
  assert.equal(chat, 'http://localhost:8447');
  assert.deepEqual(nodes, { publisher: 'http://localhost:8445', subscriber: 'http://localhost:8446' });
});

const bad: readonly [what: string, text: string, name: string, code: SiteConfigError['code']][] = [
  ['another name', config(pair), 'two', 'unknown-pair'],
  ['a URL instead of a name', config(pair), 'https://evil.example', 'unknown-pair'],
  ['a name that every object has', config(pair), 'constructor', 'unknown-pair'],
  ['no JSON', '{', 'one', 'bad-config'],
  ['no pairs', '{}', 'one', 'bad-config'],
  ['a list', config([]), 'one', 'bad-config'],
  ['one node alone', config({ publisher: pair.publisher }), 'one', 'bad-config'],
  ['the same node twice', config({ publisher: pair.publisher, subscriber: pair.publisher }), 'one', 'bad-config'],
  ['a path', config({ ...pair, publisher: 'https://a.example:8445/finesse' }), 'one', 'bad-config'],
  ['a password', config({ ...pair, publisher: 'https://u:p@a.example' }), 'one', 'bad-config'],
  ['another protocol', config({ ...pair, publisher: 'file:///etc' }), 'one', 'bad-config'],
  ['a chat service with a path', config({ ...pair, chat: 'https://im.example/x' }), 'one', 'bad-config'],
  ['no URL', config({ ...pair, publisher: 'a.example' }), 'one', 'bad-config'],
];
for (const [what, text, name, code] of bad) {
  test(`${what} is refused as ${code}`, () => {
    assert.throws(
      () => readPair(text, name),
      (error) => error instanceof SiteConfigError && error.code === code && error.message.length > 20,
    );
  });
}
