import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CoreInput } from '../../core/contract.ts';
import { createCore } from '../../core/core.ts';
import { createRecorder } from './recorder.ts';
import { viewHash } from './view-hash.ts';

test('holds every input and wake-up since the snapshot, oldest first', () => {
  const recorder = createRecorder('b1', () => ({ step: 0 }));
  recorder.tap({ type: 'tabs', count: 1 }, 10);
  recorder.tap(undefined, 20);
  assert.deepEqual(recorder.recording(), {
    version: 1,
    build: 'b1',
    start: { step: 0 },
    inputs: [{ at: 10, input: { type: 'tabs', count: 1 } }, { at: 20 }],
  });
});

test('when the ring is full it begins again from a snapshot of before the next input, so replay still works', () => {
  // A part whose state is the list of what it has seen: replaying a recording must give the same state.
  const seen: number[] = [];
  const recorder = createRecorder('b1', () => ({ seen: [...seen] }), 3);
  const feed = (count: number) => {
    const input: CoreInput = { type: 'tabs', count };
    recorder.tap(input, count);
    seen.push(count);
  };
  for (let count = 1; count <= 10; count++) {
    feed(count);
    const { start, inputs } = recorder.recording();
    assert.ok(inputs.length <= 3);
    const replayed = [...(start['seen'] as number[]), ...inputs.map(({ at }) => at)];
    assert.deepEqual(replayed, seen);
  }
});

test('each step bears the hash of what was shown after it, and only the first telling counts', () => {
  const recorder = createRecorder('b1', () => ({}));
  const core = createCore({ profile: 'swift', move: 'in-place', seed: 1, hosts: { publisher: 'p', subscriber: 's' } });
  recorder.tap({ type: 'tabs', count: 1 }, 10);
  recorder.shown(core.view());
  recorder.shown({ ...core.view(), epoch: 7 });
  assert.equal(recorder.recording().inputs[0]?.view, viewHash(core.view()));
});

test('a recording does not change when the core goes on', () => {
  const recorder = createRecorder('b1', () => ({ step: 0 }));
  const { start, inputs } = recorder.recording();
  recorder.tap(undefined, 1);
  assert.deepEqual(start, { step: 0 });
  assert.deepEqual(inputs, []);
});
