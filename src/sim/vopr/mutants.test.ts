/** A checker that cannot fail is a defect: each has a planted fault that it notices, alone, within 200 seeds. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkers, type CheckerName } from './checkers/all.ts';
import { mutants, mutantSwarm } from './mutants.ts';
import { runSeed } from './run.ts';
import { sourceMutants } from './source-mutants.ts';

const mostSeeds = 200;

describe('planted faults', () => {
  for (const { name, caughtBy, mutation, swarm } of mutants) {
    it(`${caughtBy} notices: ${name}`, () => {
      const only = { [caughtBy]: checkers[caughtBy] };
      for (let seed = 1; seed <= mostSeeds; seed += 1) {
        const { failure } = runSeed(seed, { mutation, checkers: only, swarm: { ...mutantSwarm, ...swarm } });
        if (failure?.checker === caughtBy) return;
      }
      assert.fail(`not within ${mostSeeds} seeds`);
    });
  }

  it('every checker has one in the shipped sources (run by tools/test/sim-mutants.test.ts)', () => {
    const covered = new Set<string>(sourceMutants.map(({ caughtBy }) => caughtBy));
    const all = Object.keys(checkers) as CheckerName[];
    assert.deepEqual(
      all.filter((name) => !covered.has(name)),
      [],
    );
  });
});
