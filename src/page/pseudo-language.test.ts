import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { catalogue, everyText, fill, plural, said, useLanguage, worded, wordedList } from '../gadget/locale.ts';
import { pseudoLanguage, pseudoText } from './pseudo-language.ts';

afterEach(() => useLanguage(undefined));

test('a pseudo-language accents every letter, is longer by about 40 %, brackets, and leaves places for values alone', () => {
  const english = 'Connection to {node} is lost: it has stopped answering.';
  const text = pseudoText(english, 'en-XA');
  assert.match(text, /^⟦.*⟧$/);
  assert.doesNotMatch(text.replace('{node}', ''), /[A-Za-z]/);
  assert.ok(text.includes('{node}'));
  assert.ok(text.length >= english.length * 1.3 && text.length <= english.length * 1.6, String(text.length));
  assert.match(pseudoText(english, 'ar-XB'), /\u202E.*\u202C/);
});

test('every face of a catalogue speaks the language of the page: texts, functions, tables, lists', () => {
  const texts = catalogue('test', {
    plain: 'Ready',
    made: (count: number) => plural(count, { one: '1 call', other: `${count} calls` }),
  });
  const table = worded('test.table', ['text'], { READY: { text: 'Ready', tone: 'positive' } });
  const [row] = wordedList('test.list', 'id', ['title'], [{ id: 'a', title: 'Cluster' }]);
  const nothing = said('test.nothing', (): string | undefined => undefined);
  assert.deepEqual([texts.plain, texts.made(1), texts.made(2)], ['Ready', '1 call', '2 calls']);
  useLanguage(pseudoLanguage('en-XA'));
  for (const words of [texts.plain, texts.made(2), table.READY.text, row?.title ?? '', fill(texts.plain, {})]) {
    assert.match(words, /^⟦[^A-Za-z]+⟧$/);
  }
  assert.deepEqual([table.READY.tone, row?.id, nothing()], ['positive', 'a', undefined]);
  assert.equal(everyText().get('test.plain'), 'Ready');
  assert.equal(everyText().get('test.table.READY.text'), 'Ready');
});

test('plurals follow the rules of the language, and what a text was made of is given along', () => {
  const heard: unknown[] = [];
  const calls = said('test.calls', (count: number) => plural(count, { one: 'one', few: 'few', other: 'other' }));
  useLanguage({
    tag: 'pl',
    translate(key, english, args) {
      heard.push([key, ...args]);
      return english;
    },
  });
  assert.deepEqual([calls(1), calls(3), calls(5)], ['one', 'few', 'other']);
  assert.deepEqual(heard.at(-1), ['test.calls', 5]);
});
