/** `npm run sim` as a person uses it: help, refusals, one seed in two processes, the report. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { mutants } from '../../src/sim/vopr/mutants.ts';
import { runSeed } from '../../src/sim/vopr/run.ts';
import { failureWords, simReport } from '../sim-report.ts';

const sim = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'tools/sim.ts', ...args], { encoding: 'utf8' });

describe('npm run sim', () => {
  it('explains itself, and refuses what it does not know', () => {
    assert.match(sim('--help').stdout, /--seeds N/);
    for (const wrong of [
      ['--sedes', '3'],
      ['--seeds', 'many'],
      ['--seeds', '0'],
      ['--seed', '4', '--trace', '-'],
      ['--trace', 'x'],
    ]) {
      const { status, stderr } = sim(...wrong);
      assert.equal(status, 2);
      assert.match(stderr, /^[^\n]+ See: npm run sim -- --help\n$/);
    }
  });

  it('gives the same trace hash in another process, and writes the trace', () => {
    const folder = mkdtempSync(join(tmpdir(), 'understudy-sim-'));
    try {
      const trace = join(folder, 'trace.txt');
      const { status, stdout } = sim('--seed', '4', '--trace', trace);
      assert.equal(status, 0, stdout);
      assert.ok(stdout.startsWith('seed 4: profile '), 'what was drawn comes first');
      assert.ok(stdout.includes(`trace hash ${runSeed(4).hash}`), stdout);
      assert.ok(readFileSync(trace, 'utf8').split('\n').length > 300);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('runs several seeds in several processes and reports them in order, with units and machine', () => {
    const folder = mkdtempSync(join(tmpdir(), 'understudy-sim-'));
    try {
      const json = join(folder, 'report.json');
      const { status, stdout } = sim('--seeds', '4', '--jobs', '2', '--json', json);
      assert.equal(status, 0, stdout);
      const report = JSON.parse(readFileSync(json, 'utf8')) as ReturnType<typeof simReport>;
      const results = Array.from({ length: 4 }, (_, index) => runSeed(1 + index));
      const { wall_s, ...expected } = simReport(results, 0);
      assert.deepEqual({ ...report, wall_s }, JSON.parse(JSON.stringify({ ...expected, wall_s })));
      assert.ok(report.wall_s > 0 && report.virtual_hours > 0 && report.machine.cpus > 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('tells a failure with its story and how to see it again', () => {
    const mutant = mutants.find(({ caughtBy }) => caughtBy === 'commands-once');
    const result = runSeed(1, mutant ?? {});
    const words = failureWords(result);
    assert.match(words, /seed 1: profile/);
    assert.match(words, /FAILED seed 1 at .*commands-once/);
    assert.match(words, /--seed 1 --trace FILE/);
    assert.equal(simReport([result], 1).failed[0]?.checker, 'commands-once');
  });
});
