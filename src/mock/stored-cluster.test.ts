import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noteClient, readStored } from './stored-cluster.ts';
import { toyOptions, toyRequest } from './test/toy-world.ts';

const snapshot = { format: 1, options: toyOptions, at: 100, through: 7, world: {}, clients: ['a'] };
const sign = { realAt: 1, virtualAt: 120, speed: 1 };
const entry = (sequence: number, at: number) => ({ sequence, at, input: toyRequest() });

test('nothing stored is no trouble', () => {
  assert.deepEqual(readStored(undefined, undefined, []), { kind: 'empty' });
});

test('inputs after the snapshot are read, those that it contains are not', () => {
  const loaded = readStored(snapshot, sign, [entry(6, 90), entry(7, 95), entry(8, 110), entry(9, 110)]);
  assert.equal(loaded.kind, 'stored');
  assert.deepEqual(
    loaded.cluster.entries.map(({ sequence }) => sequence),
    [8, 9],
  );
});

const broken: readonly [string, unknown, unknown, readonly unknown[]][] = [
  ['inputs without a snapshot', undefined, sign, [entry(1, 1)]],
  ['an older format', { ...snapshot, format: 0 }, sign, []],
  ['a newer format', { ...snapshot, format: 2 }, sign, []],
  ['a snapshot of text', 'gone', sign, []],
  ['a snapshot without a world', { ...snapshot, world: undefined }, sign, []],
  ['a snapshot with a strange time', { ...snapshot, at: NaN }, sign, []],
  ['no sign of life', snapshot, undefined, []],
  ['a sign of life of text', snapshot, { ...sign, realAt: 'yesterday' }, []],
  ['a gap', snapshot, sign, [entry(9, 110)]],
  ['an input that goes back in time', snapshot, sign, [entry(8, 110), entry(9, 105)]],
  ['an input before the snapshot', snapshot, sign, [entry(8, 99)]],
  ['an input of nothing', snapshot, sign, [null]],
  ['an input without its content', snapshot, sign, [{ sequence: 8, at: 110 }]],
];
for (const [what, storedSnapshot, storedSign, entries] of broken) {
  test(`unreadable: ${what}`, () => {
    const loaded = readStored(storedSnapshot, storedSign, entries);
    assert.equal(loaded.kind, 'unreadable');
    assert.ok(loaded.because.length > 5);
  });
}

test('clients with a session are counted', () => {
  const clients = new Set<string>();
  noteClient(clients, toyRequest('a'));
  assert.deepEqual([...clients], []);
  noteClient(clients, {
    type: 'xmpp',
    client: 'a',
    session: 's',
    node: 'publisher',
    message: { kind: 'ping', ping: 1 },
  });
  assert.deepEqual([...clients], ['a']);
  noteClient(clients, { type: 'client-gone', client: 'a' });
  assert.deepEqual([...clients], []);
});
