/** The text of a value gives exactly what a clone of it would be, or there is none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonTextOf } from './json-text.ts';

test('CACHE: read from its text a value is what structuredClone makes of it; what is not JSON has none', () => {
  const anything = fc.anything({
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withBigInt: true,
    withSparseArray: true,
    withNullPrototype: true,
    stringUnit: 'binary',
  });
  fc.assert(
    fc.property(fc.oneof(anything, fc.jsonValue(), fc.jsonValue({ maxDepth: 4 })), (value) => {
      const text = jsonTextOf(value);
      if (text !== undefined) assert.deepStrictEqual(JSON.parse(text), structuredClone(value));
    }),
  );
});

test('CACHE: plain objects and lists have a text; half a surrogate pair and a field named __proto__ survive in it', () => {
  const plain = [{ a: [1, 'x', null, true, { b: '\ud800' }], 'ü €': '' }, [], JSON.parse('{"__proto__":{"a":1}}')];
  assert.deepStrictEqual(JSON.parse(jsonTextOf(plain) ?? ''), plain);
});

test('CACHE: what JSON would change has no text', () => {
  const shared = {};
  const ring: Record<string, unknown> = {};
  ring['self'] = ring;
  const named = Object.assign([1], { name: 'x' });
  const holes: unknown[] = [];
  holes[2] = 1;
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  for (const value of [
    'text',
    7,
    undefined,
    { a: undefined },
    { a: NaN },
    { a: -0 },
    { a: new Date(5) },
    [new Map()],
    { a: 1n },
    { a: () => 1 },
    new (class Form {
      field = 1;
    })(),
    { one: shared, two: shared },
    ring,
    named,
    holes,
    deep,
  ])
    assert.equal(jsonTextOf(value), undefined);
});
