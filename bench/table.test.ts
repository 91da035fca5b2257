/** The writer of tables: what it writes is what the formatter would, and it touches nothing else of a page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format } from 'prettier';
import { beginMark, betweenMarks, endMark, markdownTable, shown } from './table.ts';

test('a table comes out as the formatter leaves it', async () => {
  const table = markdownTable(
    ['measure', '200', '2000 agents'],
    [
      ['sign-in, p50 (ms)', '12.5', '140'],
      ['a | b', '–', '7'],
    ],
  );
  assert.equal(await format(table, { parser: 'markdown' }), `${table}\n`);
  assert.match(table, /a \\\| b/);
});

test('only what stands between the marks is replaced', () => {
  const page = `before\n${beginMark('lab')}\nold\n${endMark('lab')}\nafter\n`;
  const written = betweenMarks(page, 'lab', '\nnew\n');
  assert.equal(written, `before\n${beginMark('lab')}\n\nnew\n\n${endMark('lab')}\nafter\n`);
  assert.equal(betweenMarks(written, 'lab', 'new'), written, 'the same again changes nothing');
});

test('a page without the marks, or with them the wrong way round, is refused', () => {
  assert.throws(() => betweenMarks('nothing here', 'lab', 'x'), /bench lab: end/);
  assert.throws(() => betweenMarks(`${endMark('lab')}${beginMark('lab')}`, 'lab', 'x'), /lacks the marks/);
  assert.throws(() => betweenMarks(`${beginMark('lab')}${endMark('lab')}`, 'cache', 'x'), /bench cache/);
});

test('three digits say enough; what was not measured is no zero', () => {
  assert.deepEqual([0, 1.234, 12.34, 123.4, 1234.5, -0.5].map(shown), ['0.00', '1.23', '12.3', '123', '1235', '-0.50']);
  assert.equal(shown(undefined), '–');
});
