/** Defects planted in the shipped sources, one at a time: the simulation's checkers notice each, alone, within 200 seeds. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sourceMutants } from '../../src/sim/vopr/source-mutants.ts';
import { buildMutant, catchingSeed, mostSeeds, mutated, MutantOutOfDate } from '../mutate.ts';

describe('defects planted in the sources', () => {
  for (const mutant of sourceMutants) {
    it(`${mutant.caughtBy} notices: ${mutant.name} (${mutant.file})`, async () => {
      const seed = await catchingSeed(mutant, 'known first');
      assert.ok(seed !== undefined, `not within ${mostSeeds} seeds`);
    });
  }

  it('a text that does not stand there exactly once is refused', async () => {
    const [mutant] = sourceMutants;
    assert.ok(mutant);
    assert.throws(() => mutated('nothing of it', mutant), MutantOutOfDate);
    assert.throws(() => mutated(mutant.from + mutant.from, mutant), MutantOutOfDate);
    await assert.rejects(buildMutant({ ...mutant, file: 'core/core.ts' }), MutantOutOfDate);
  });

  it('without the defect the same world holds', async () => {
    const [mutant] = sourceMutants;
    assert.ok(mutant);
    const { failure } = (await buildMutant({ ...mutant, to: mutant.from })).run(mutant.seed);
    assert.equal(failure, undefined);
  });
});
