import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialState, initialView } from './initial-state.ts';
import { patchView } from './state.ts';
import { copyOfView } from './view-copy.ts';

const options = { profile: 'swift', move: 'in-place', seed: 1, hosts: { publisher: 'p', subscriber: 's' } } as const;

describe('a view in which slices are replaced', () => {
  it('has every field of the old one, and no other', () => {
    const plain = initialView(options);
    assert.deepEqual(copyOfView(plain), plain);
    const set = initialView({ ...options, prepareAlternate: 'off' });
    assert.deepEqual(copyOfView(set), set);
    assert.notEqual(copyOfView(plain), plain);
  });

  it('keeps its identity when nothing is new, and the old one as it was when something is', () => {
    const state = initialState(options);
    const before = state.view;
    patchView({ state }, { phase: before.phase });
    assert.equal(state.view, before);
    patchView({ state }, { epoch: 7 });
    assert.equal(before.epoch, 0);
    assert.deepEqual(state.view, { ...before, epoch: 7 });
  });
});
