/** The moments of the soak come from their seed alone, and all of them come. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ways } from '../real/agent-page.ts';
import { planRound, stages } from './plan.ts';

test('a seed and a round give the same plan again, another seed another one', () => {
  assert.deepEqual(planRound(7, 12, ways), planRound(7, 12, ways));
  const moments = (seed: number): string =>
    JSON.stringify(Array.from({ length: 50 }, (_, round) => planRound(seed, round, ways).moment));
  assert.notEqual(moments(1), moments(2));
});

test('within 50 rounds every way meets every kind of moment, and every stage of a call comes', () => {
  for (const seed of [0, 1, 99, 123_456]) {
    const plans = Array.from({ length: 50 }, (_, round) => planRound(seed, round, ways));
    assert.equal(new Set(plans.map(({ way, moment }) => `${way} ${moment.kind}`)).size, 4 * ways.length);
    assert.deepEqual(new Set(plans.map(({ moment }) => moment.stage)), new Set(stages));
    for (const { moment } of plans) {
      if (moment.kind === 'accepted' || moment.kind === 'clicked') {
        assert.ok(!['signed in', 'hung up'].includes(moment.stage), 'there is something to click');
      }
    }
  }
});
