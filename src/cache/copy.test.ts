/** The quick copy is the browser's copy, whatever the value. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { copyOf } from './copy.ts';

test('CACHE: the copy of anything clonable is what structuredClone makes of it, and shares nothing with it', () => {
  const anything = fc.anything({
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withBigInt: true,
    withSparseArray: true,
  });
  fc.assert(
    fc.property(anything, (value) => {
      assert.deepStrictEqual(copyOf(value), structuredClone(value));
    }),
  );
  const kept = { list: [{ text: 'a' }] };
  const copy = copyOf(kept);
  copy.list[0]!.text = 'b';
  assert.deepEqual(kept, { list: [{ text: 'a' }] });
});

test('CACHE: what is in a value twice, or in itself, is so in the copy; names beside numbers and class instances as the browser does it', () => {
  const shared = { a: 1 };
  const ring: Record<string, unknown> = { shared, again: shared };
  ring['self'] = ring;
  const copy = copyOf(ring);
  assert.equal(copy['self'], copy);
  assert.equal(copy['shared'], copy['again']);
  assert.notEqual(copy['shared'], shared);
  assert.equal(
    Object.getPrototypeOf(
      copyOf(
        new (class Form {
          field = 1;
        })(),
      ),
    ),
    Object.prototype,
  );
  assert.deepEqual(Object.keys(copyOf(Object.assign([1], { name: 'x' }))), ['0', 'name']);
  const odd = JSON.parse('{"__proto__": {"polluted": 1}}') as object;
  assert.deepEqual(Object.keys(copyOf(odd)), ['__proto__']);
  let deep: unknown = 'end';
  for (let level = 0; level < 2000; level += 1) deep = { deep };
  assert.deepEqual(JSON.stringify(copyOf(deep)), JSON.stringify(deep));
});

test('CACHE: what cannot be cloned says so as before', () => {
  for (const value of [() => 1, Symbol('s'), { deep: [() => 1] }, new WeakMap()])
    assert.throws(() => copyOf(value), { name: 'DataCloneError' });
});
