import assert from 'node:assert/strict';
import { it } from 'node:test';
import { keepList, plainCopy, same } from './same.ts';

interface Entry {
  readonly id: string;
  readonly n: number;
}
const idOf = ({ id }: Entry): string => id;

it('a plain copy is as one through JSON, and shares nothing', () => {
  const value = { a: [1, { b: undefined, c: null }], d: { e: 'text', f: undefined } };
  const copy = plainCopy(value);
  assert.deepEqual(copy, JSON.parse(JSON.stringify(value)));
  assert.ok(same(copy, value));
  assert.notEqual(copy.a[1], value.a[1]);
  assert.notEqual(copy.d, value.d);
});

it('a list keeps what is equal: in place, moved, and whole', () => {
  const [one, two] = [
    { id: '1', n: 1 },
    { id: '2', n: 2 },
  ];
  const old: readonly Entry[] = [one, two];
  assert.equal(keepList(old, [{ ...one }, { ...two }], idOf), old);
  const changed = keepList(old, [{ ...one }, { id: '2', n: 3 }], idOf);
  assert.deepEqual([changed[0] === one, changed[1]?.n, old[1]?.n], [true, 3, 2]);
  const moved = keepList(old, [{ ...two }, { ...one }], idOf);
  assert.deepEqual([moved[0] === two, moved[1] === one], [true, true]);
  assert.deepEqual(keepList(old, [{ ...two }], idOf), [two]);
});
