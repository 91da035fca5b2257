import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aliveLock, buildOfInstance, instanceName, instancesOf, lifeToJoin } from './instance.ts';

test('an instance’s name begins with what its kind is asked for by, and tells its build', () => {
  const name = instanceName('understudy-core', '2026-01-01', 2, 'u');
  assert.ok(name.startsWith(instancesOf('understudy-core')));
  assert.ok(name.startsWith(instancesOf('understudy-core', '2026-01-01')));
  assert.ok(!name.startsWith(instancesOf('understudy')));
  assert.equal(buildOfInstance(aliveLock(name)), '2026-01-01');
});

test('the life that is alive is joined, whatever the attempt', () => {
  const alive = [aliveLock(instanceName('core', 'dev', 3, 'u'))];
  for (const attempt of [1, 2, 9]) assert.equal(lifeToJoin(alive, attempt), 3);
});

test('with nobody alive a page asks twice, then for the next life', () => {
  const lives = [1, 2, 3, 4, 5].map((attempt) => lifeToJoin([], attempt));
  assert.deepEqual(lives, [1, 1, 2, 2, 3]);
});
