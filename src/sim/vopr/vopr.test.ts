/** The simulation itself: some seeds hold, same seed same bytes, and a failure tells its story. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runSeed } from './run.ts';
import { faultKinds } from './fault-kinds.ts';
import { mutants } from './mutants.ts';
import { drawSwarm } from './swarm.ts';

/** Fixed, so that a red test is the fault of a change; `tools/test/sim-commit.test.ts` looks further. */
const seeds = Array.from({ length: 20 }, (_, index) => 1 + index);

describe('simulation', () => {
  it(`${seeds.length} seeds hold`, () => {
    for (const seed of seeds) {
      const { failure } = runSeed(seed);
      assert.equal(
        failure,
        undefined,
        `seed ${seed}: ${failure?.checker}: ${failure?.text}\n${failure?.story.join('\n')}`,
      );
    }
  });

  it('the same seed gives the same trace, another seed another', () => {
    const { hash } = runSeed(4);
    assert.equal(runSeed(4).hash, hash);
    assert.notEqual(runSeed(9).hash, hash);
  });

  it('the trace that is written is the one that is hashed: watching changes nothing', () => {
    const lines: string[] = [];
    const { hash } = runSeed(9, { sink: (line) => lines.push(line) });
    assert.equal(runSeed(9).hash, hash);
    assert.ok(lines.length > 300);
  });

  it('a core that decides otherwise leaves another trace', () => {
    const mutation = {
      policies: (policies: Parameters<NonNullable<(typeof mutants)[number]['mutation']['policies']>>[0]) => {
        const one = (name: keyof typeof policies) => ({
          ...policies[name],
          pingEveryMs: policies[name].pingEveryMs + 1,
        });
        return { swift: one('swift'), '12.6': one('12.6'), '11.x': one('11.x'), ippa: one('ippa') };
      },
    };
    assert.notEqual(runSeed(4, { mutation }).hash, runSeed(4).hash);
  });

  it('a failure names the checker, the desktop and the time, and its story ends with it', () => {
    const mutant = mutants.find(({ caughtBy }) => caughtBy === 'one-node-per-agent');
    assert.ok(mutant);
    const failures = seeds.map((seed) => runSeed(seed, mutant).failure);
    const failure = failures.find((found) => found?.checker === 'one-node-per-agent');
    assert.ok(failure?.desk);
    assert.match(failure.story.at(-1) ?? '', /! one-node-per-agent: opens channel/);
    assert.ok(failure.story.length > 10);
    // Faults name desktops too; what desktops do is told of this one only.
    assert.ok(failure.story.every((line) => !/ d\d+ +[<>=!] /.test(line) || line.includes(` ${failure.desk} `)));
  });
});

describe('swarm', () => {
  const drawn = Array.from({ length: 400 }, (_, seed) => drawSwarm(seed));

  it('every kind of fault, every profile and every size occurs', () => {
    for (const kind of faultKinds)
      assert.ok(
        drawn.some(({ faults }) => faults[kind] !== undefined),
        kind,
      );
    assert.deepEqual([...new Set(drawn.map(({ profile }) => profile))].toSorted(), ['11.x', '12.6', 'swift']);
    assert.ok(drawn.some(({ desktops }) => desktops === 1));
    assert.ok(drawn.some(({ desktops }) => desktops > 30));
    assert.ok(drawn.every(({ desktops }) => desktops >= 1 && desktops <= 50));
  });

  it('no run has all kinds of fault alike: kinds are left out', () => {
    assert.ok(drawn.filter(({ faults }) => Object.keys(faults).length < faultKinds.length).length > 300);
  });
});
