import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DesktopView } from '../../core/view.ts';
import { applyPatch, diffView, mergeView } from './view-delta.ts';

const knowledge = { host: 'a', status: 'unknown', heartbeat: 'unknown', seenAt: undefined } as const;
const view: DesktopView = {
  phase: 'connected',
  phaseSince: 1,
  epoch: 1,
  node: 'publisher',
  nodes: { publisher: knowledge, subscriber: knowledge },
  notifications: 'open',
  session: { agentId: '1001', extension: '4001', signedInAt: 1 },
  agent: undefined,
  dialogs: [],
  media: { round: 1, domains: [], tasks: [] },
  teams: [],
  queues: [],
  reasonCodes: { notReady: [], signOut: [] },
  pending: [],
  banner: undefined,
  toasts: [],
  staleSince: 5,
  lastMove: undefined,
  turn: undefined,
  gaps: [],
  doubtfulCalls: [],
  clockOffset: 0,
  profile: 'swift',
  move: 'in-place',
  ways: { reload: 'unknown', redirect: { kind: 'unknown' } },
};

test('only slices with another identity cross', () => {
  const next = { ...view, epoch: 2, dialogs: [...view.dialogs] };
  assert.deepEqual(diffView(view, next), { epoch: 2, dialogs: [] });
});

test('nothing crosses when nothing changed', () => {
  assert.equal(diffView(view, view), undefined);
  assert.equal(diffView(view, { ...view }), undefined);
});

test('a slice that became undefined crosses as such, also through a structured clone', () => {
  const patch = structuredClone(diffView(view, { ...view, staleSince: undefined }) ?? {});
  assert.deepEqual(Object.keys(patch), ['staleSince']);
  const changed = applyPatch(view, patch);
  assert.equal(changed.view.staleSince, undefined);
  assert.deepEqual(changed.changed, ['staleSince']);
});

test('applying the difference gives the next view, and keeps the other slices', () => {
  const next: DesktopView = { ...view, phase: 'suspect', epoch: 3 };
  const { view: applied } = applyPatch(view, diffView(view, next) ?? {});
  assert.deepEqual(applied, next);
  assert.equal(applied.nodes, view.nodes);
});

test('a whole view over an older one names and replaces only what says something else', () => {
  const fresh = structuredClone<DesktopView>({ ...view, epoch: 7 });
  const merged = mergeView(view, fresh);
  assert.deepEqual(merged.changed, ['epoch']);
  assert.deepEqual(merged.view, fresh);
  assert.equal(merged.view.nodes, view.nodes);
  assert.equal(mergeView(undefined, fresh).view, fresh);
});
