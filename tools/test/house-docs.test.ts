/** ARCHITECTURE.md's table of rooms is the table the lint wall reads; a stale page fails here. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { architecture } from '../house-docs.mjs';

test('ARCHITECTURE.md shows the house as house.config.mjs has it', async () => {
  const present = readFileSync('ARCHITECTURE.md', 'utf8');
  assert.equal(present, await architecture(present), 'run `npm run docs:diagrams`');
});

test('a stale table is noticed', async () => {
  const stale = readFileSync('ARCHITECTURE.md', 'utf8').replace('| `src/core`', '| `src/kernel`');
  assert.notEqual(stale, await architecture(stale));
});
