import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remembering } from './remembering.ts';

test('remembering: made anew when what it is made of is another, and only then', () => {
  let made = 0;
  const pair = remembering((one: object, other: number) => ({ one, other, at: (made += 1) }));
  const thing = {};
  const first = pair(thing, 1);
  assert.equal(pair(thing, 1), first);
  assert.notEqual(pair(thing, 2), first);
  assert.notEqual(pair({}, 2).one, thing);
  assert.equal(made, 3);
});
