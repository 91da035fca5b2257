/** The build's templates draw what the source's do, and their lines are where they were. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAst } from 'rollup/parseAst';
import { litTemplates, withoutGaps, withoutStyleGaps } from '../rollup/lit-templates.mjs';

const built = (code: string, id = '/any/gadgets/notes/index.ts'): string | undefined =>
  (litTemplates() as { transform: (this: object, code: string, id: string) => { code: string } | null }).transform.call(
    { parse: parseAst },
    code,
    id,
  )?.code;

test('gaps beside elements that begin a line go, where something is drawn one space stays', () => {
  assert.deepEqual(withoutGaps(['\n  <div>\n    <p>a</p>\n\n    <p>b\n      c</p>\n  </div>\n']), [
    '<div><p>a</p><p>b c</p></div>',
  ]);
  assert.deepEqual(withoutGaps(['<p><b>a</b>\n  <i>b</i> <u>c</u>\n  and ', '\n  ', '\n</p>']), [
    '<p><b>a</b> <i>b</i> <u>c</u> and ',
    ' ',
    '</p>',
  ]);
  assert.deepEqual(withoutGaps(['<li>', '\n  ', '</li>\n']), ['<li>', ' ', '</li>']);
});

test('inside tags one space stays; values of attributes, comments and text that is shown as it stands are left alone', () => {
  assert.deepEqual(withoutGaps(['<div\n  class="a\n  b ', '\n"\n  id=', "\n  title='>\n'\n>\n  x"]), [
    '<div class="a\n  b ',
    '\n" id=',
    " title='>\n'>x",
  ]);
  assert.deepEqual(withoutGaps(['<pre>\n  <b>a</b>\n</pre>\n<textarea>\n', '\n</textarea>\n<!--\n  <p>\n -->']), [
    '<pre>\n  <b>a</b>\n</pre> <textarea>\n',
    '\n</textarea> <!--\n  <p>\n -->',
  ]);
  assert.deepEqual(withoutGaps(['<p>a\u00a0\n  <b>1 < 2</b>\n  > c</p>']), ['<p>a\u00a0 <b>1 < 2</b> > c</p>']);
});

test('style sheets keep every space that parts words', () => {
  assert.deepEqual(withoutStyleGaps(['\n  .a\n  .b,\n  .c {\n    margin: 0\n      auto;\n    /* why;\n } */\n  }\n']), [
    ' .a .b,.c {margin: 0 auto;}',
  ]);
});

test('lines stay where they are, and only templates of gadgets are touched', () => {
  const code = 'f(html`<p>\n  a\n  ${one}\n  ${html`\n<i>${two}</i>\n`}\n</p>`,\n  three);\nraw`\n <p>\n`;';
  const made = built(code) ?? '';
  assert.equal(made.split('\n').length, code.split('\n').length);
  for (const word of ['one', 'two', 'three', 'raw']) {
    const lineOf = (text: string): number => text.slice(0, text.indexOf(word)).split('\n').length;
    assert.equal(lineOf(made), lineOf(code), word);
  }
  assert.equal(
    made.replaceAll(/(\$\{|`)\n+/g, '$1'),
    'f(html`<p>a ${one} ${html` <i>${two}</i> `}</p>`,\n  three);\nraw` <p>\n`;',
  );
  assert.equal(built(code, '/any/src/desktop/workspace.ts'), undefined);
});
