import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gadgetCosts } from './model.ts';

const life = (gadgetId: string, from: number, evaluate: number, restore: number, render: number) => [
  { gadgetId, what: 'loading', at: from, moduleUrl: `https://x/${gadgetId}.js` },
  { gadgetId, what: 'restoring', at: from + evaluate },
  { gadgetId, what: 'restored', at: from + evaluate + restore },
  { gadgetId, what: 'ready', at: from + evaluate + restore + render },
];

test('what a gadget cost is read from its marks and its file, the dearest first', () => {
  const marks = [
    ...life('notes', 100, 10, 5, 2),
    ...life('tasks', 100, 30, 40, 7),
    { gadgetId: 'tasks', what: 'read', at: 900 },
  ];
  const files = [{ url: 'https://x/notes.js', startedAt: 90, endedAt: 97, bytes: 1234 }];
  const [tasks, notes] = gadgetCosts(marks, files);
  assert.deepEqual(
    [tasks?.gadgetId, tasks?.evaluateMs, tasks?.restoreMs, tasks?.renderMs, tasks?.readyAtMs, tasks?.reads],
    ['tasks', 30, 40, 7, 177, 1],
  );
  assert.equal(tasks?.bytes, undefined);
  assert.deepEqual([notes?.fetchMs, notes?.bytes, notes?.reads, notes?.times], [7, 1234, 0, 'first']);
});

test('one that never became ready has no time, and one in quarantine says so', () => {
  const [cost] = gadgetCosts(
    [
      { gadgetId: 'bad', what: 'loading', at: 1 },
      { gadgetId: 'bad', what: 'quarantined', at: 9 },
    ],
    [],
  );
  assert.deepEqual(
    [cost?.evaluateMs, cost?.restoreMs, cost?.readyAtMs, cost?.quarantined],
    [undefined, undefined, undefined, 1],
  );
});
