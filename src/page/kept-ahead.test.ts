// Whose kept state is read before anybody is known to be signed in: that of this tab's last agent, and of nobody after a sign-out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKeptAhead, rememberAgent } from './kept-ahead.ts';

type Worker = Parameters<typeof rememberAgent>[1];
const signedOut: Worker = { phase: 'signed-out', agent: undefined };
const working: Worker = { phase: 'connected', agent: { loginId: '1001' } };

function setting() {
  const kept = new Map<string, string>();
  const read: string[] = [];
  const memory = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  const cache = { preload: (owner: string) => Promise.resolve(void read.push(owner)) };
  return { kept, read, memory, cache };
}

test('what is kept for the agent of this tab is read at its next start', () => {
  const { memory, cache, read } = setting();
  readKeptAhead(cache, memory);
  assert.deepEqual(read, []);
  rememberAgent(memory, working);
  // A phase in which nobody is known yet takes nothing back.
  rememberAgent(memory, { ...signedOut, phase: 'restoring' });
  readKeptAhead(cache, memory);
  assert.deepEqual(read, ['1001']);
});

test('after a sign-out the tab knows nobody any more', () => {
  const { memory, cache, read, kept } = setting();
  rememberAgent(memory, working);
  rememberAgent(memory, signedOut);
  readKeptAhead(cache, memory);
  assert.deepEqual([read, [...kept]], [[], []]);
});

test('a page that may not store, or a cache that cannot be read, is no fault', () => {
  const refused = () => {
    throw new Error('SecurityError');
  };
  const locked = { getItem: refused, setItem: refused, removeItem: refused };
  const { memory, cache, read } = setting();
  readKeptAhead(cache, locked);
  rememberAgent(locked, working);
  rememberAgent(locked, signedOut);
  readKeptAhead(cache, undefined);
  assert.deepEqual(read, []);
  rememberAgent(memory, working);
  readKeptAhead({ preload: () => Promise.reject(new Error('no database')) }, memory);
});
