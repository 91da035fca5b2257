/** A recording replays to the same views; a core that decides otherwise by one number does not. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Core, CoreSnapshot } from '../../src/core/contract.ts';
import { createCore } from '../../src/core/core.ts';
import { parseRecording, replay } from '../../src/worker/pure/replay.ts';
import type { Recording } from '../../src/worker/pure/recording.ts';

const options = { profile: 'swift', move: 'in-place', seed: 1, hosts: { publisher: '', subscriber: '' } } as const;
const shipped = (snapshot: CoreSnapshot): Core => createCore(options, snapshot);
/** One line of the core gone: it does not hear that it was answered. */
const deaf = (snapshot: CoreSnapshot): Core => {
  const core = shipped(snapshot);
  const handle: Core['handle'] = (input, now) => {
    if (input.type !== 'reply') core.handle(input, now);
  };
  return Object.assign(Object.create(core) as typeof core, { handle });
};

const run = (tool: string, ...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', `tools/${tool}.ts`, ...args], { encoding: 'utf8' });

describe('npm run replay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-replay-'));
  const file = join(folder, 'recording.json');
  it('plays what the simulation recorded, and finds every view equal', () => {
    assert.equal(run('sim', '--seed', '4', '--recording', file).status, 0);
    const { status, stdout } = run('replay', file);
    assert.equal(status, 0, stdout);
    assert.match(stdout, /\d+ views compared and equal/);
  });

  it('one line of the core gone, and it diverges: the first step that differs is named', () => {
    const recording = parseRecording(JSON.parse(readFileSync(file, 'utf8')) as Recording);
    const { divergence: none, equal, steps } = replay(recording, shipped);
    assert.equal(none, undefined);
    assert.equal(equal, steps);
    const { divergence } = replay(recording, deaf);
    assert.ok(divergence, 'a mutant that nothing shows would not need a replay');
    assert.ok(divergence.step > 0 && divergence.recorded !== divergence.replayed);
  });

  it('refuses what is no recording', () => {
    writeFileSync(file, '{"version":2}');
    const { status, stderr } = run('replay', file);
    assert.equal(status, 2);
    assert.match(stderr, /not a recording/);
    writeFileSync(file, '{"version":1,');
    assert.equal(run('replay', file).stderr.trim(), `${file} is not a recording: it is no JSON.`);
    assert.match(run('replay', join(folder, 'nothing.json')).stderr, /^\S+ cannot be read: [^\n]*\n$/);
    assert.throws(() => parseRecording({ version: 1, start: {}, inputs: [{}] }), /damaged/);
    rmSync(folder, { recursive: true });
  });
});
