/** The simulation over seeds that nobody chose: 500 that follow from the commit, printed. A red one is a bug in what ships. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { seedOfHash } from '../sim-commit.ts';

const seeds = 500;

describe('simulation of this commit', () => {
  it(`${seeds} seeds hold`, async (test) => {
    const args = ['--import', 'tsx', 'tools/sim.ts', '--seeds', String(seeds), '--from-commit'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [status] = (await once(child, 'close')) as [number];
    for (const line of said.trimEnd().split('\n')) test.diagnostic(line);
    assert.equal(status, 0, said);
    assert.match(said, /^seeds \d+ to \d+$/m);
  });

  it('another commit has other seeds, within nine digits', () => {
    const [one, other] = ['4f3bf0e9d2', 'ffffffffff'].map(seedOfHash);
    assert.notEqual(one, other);
    for (const seed of [one, other]) assert.ok(seed !== undefined && seed >= 1 && seed + 10_000 < 1_000_000_000);
  });
});
