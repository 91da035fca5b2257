/** The table of requirements is true: nothing on the server's side is open, and the page says what the files say. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { mutations } from '../../src/cluster/mutations.ts';
import { allRows } from '../requirements-data.ts';
import { idsNamedIn, openSides, page, proofs, requirementsPage, wantedPage } from '../requirements-table.ts';
import type { Proof } from '../requirements-table.ts';
import { scenarioFiles } from '../scenario-files.ts';

const found = proofs();
const serverRows = found.filter(({ row }) => row.sides.includes('server'));

test('every row with a server side has a scenario', () => {
  const open = serverRows.filter((proof) => openSides(proof).includes('server')).map(({ row }) => row.id);
  assert.deepEqual(open, []);
});

test('every row with a server side has a planted fault', () => {
  assert.deepEqual(
    serverRows.filter(({ mutants }) => mutants.length === 0).map(({ row }) => row.id),
    [],
  );
});

test('scenarios name rows that exist, or an area of their own', () => {
  const known = new Set(allRows.map((row) => row.id));
  const named = scenarioFiles().flatMap(({ scenario }) => scenario.ids);
  assert.deepEqual(
    named.filter((id) => /-\d+$/.test(id) && !known.has(id)),
    [],
  );
});

test('planted faults name rows that exist', () => {
  const known = new Set(allRows.map((row) => row.id));
  assert.deepEqual(
    mutations.filter(({ row }: { readonly row: string }) => /-\d+$/.test(row) && !known.has(row)),
    [],
  );
});

test('docs/requirements.md is as the files say', () => {
  assert.equal(readFileSync(page, 'utf8'), wantedPage(), 'run `npm run docs:diagrams`');
});

test('a row without a scenario shows as open', () => {
  const bare: Proof = {
    row: { id: 'CTI-1', title: 'x', sides: ['server', 'core'] },
    scenarios: [],
    mutants: [],
    tests: { server: ['src/cluster/some.test.ts'], core: ['src/core/some.test.ts'], desktop: [] },
  };
  assert.deepEqual(openSides(bare), ['server']);
  assert.match(requirementsPage([bare]), /\| CTI-1 \|.*\*\*open\*\*/);
});

test('an ID in a remark proves nothing, one in a name does', () => {
  const text = "/** About CTI-1. */\n// and CTI-2\n * CTI-3\ntest('PF-10: it is so', () => {});";
  assert.deepEqual([...idsNamedIn(text)], ['PF-10']);
});
