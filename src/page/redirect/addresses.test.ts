import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressesOf, searchFor } from './addresses.ts';

const pair = {
  name: 'lab',
  nodes: { publisher: 'https://a.example:8445', subscriber: 'https://b.example:8445' },
} as const;

test('the other node serves the same site under the same path', () => {
  assert.deepEqual(addressesOf(pair, 'https://b.example:8445/desktop/index.html?live=lab#x'), {
    pair: 'lab',
    here: 'subscriber',
    there: 'publisher',
    own: 'https://b.example:8445',
    other: 'https://a.example:8445',
    otherSite: 'https://a.example:8445/desktop/',
  });
});

test('a page of a third host has no other address, whatever it looks like', () => {
  for (const url of ['https://desktop.example/', 'https://a.example/', 'http://a.example:8445/'])
    assert.equal(addressesOf(pair, url), undefined);
});

test('the settings of now go along, and nothing that signs in or switches off', () => {
  const view = { profile: '12.6', move: 'redirect' } as const;
  const search = searchFor('?live=x&profile=swift&agent=1001&signin&no-sw&lab&core=dedicated', 'lab', view);
  assert.deepEqual(
    [...new URLSearchParams(search)],
    [
      ['live', 'lab'],
      ['profile', '12.6'],
      ['move', 'redirect'],
      ['core', 'dedicated'],
      ['lab', ''],
    ],
  );
});
