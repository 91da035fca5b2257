/** The view on which tests of pages stand is the one with which a core begins. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialView } from '../../src/core/initial-state.ts';
import { blankView } from '../../src/gadget/test/blank-view.ts';

/** A host may have none of these. */
const optional = ['chat', 'maintenance', 'signInEnd', 'teamMessages', 'prepareAlternate'];

test('tests of pages begin where a core begins', () => {
  const hosts = { publisher: 'publisher.example', subscriber: 'subscriber.example' };
  const begun = Object.entries(initialView({ profile: 'swift', move: 'in-place', seed: 1, hosts }));
  assert.deepEqual(blankView, Object.fromEntries(begun.filter(([slice]) => !optional.includes(slice))));
});
