import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lifeOfName, nameOfLife } from './lives.ts';

test('a worker’s first life has the plain name, and each reads its own back', () => {
  assert.equal(nameOfLife({ name: 'understudy-core', life: 1 }), 'understudy-core');
  assert.notEqual(nameOfLife({ name: 'understudy-core', life: 2 }), 'understudy-core');
  for (const name of ['understudy-core', 'a~b', 'a~1', '']) {
    for (const life of [1, 2, 17]) assert.deepEqual(lifeOfName(nameOfLife({ name, life })), { name, life });
  }
});
