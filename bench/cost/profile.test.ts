import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attribute, type CpuProfile } from './profile.ts';

const node = (id: number, functionName: string, url: string, ...children: number[]) => ({
  id,
  callFrame: { functionName, url },
  children,
});

const profile: CpuProfile = {
  nodes: [
    node(1, '(root)', '', 2, 3, 6, 7),
    node(2, '(idle)', ''),
    node(3, 'update', 'https://x/sdk.js', 4),
    node(4, 'render', 'https://x/notes.js', 5),
    node(5, 'html', 'https://x/sdk.js'),
    node(6, '', 'https://x/tasks.js'),
    node(7, '(program)', ''),
  ],
  samples: [2, 3, 4, 5, 6, 7, 2],
  timeDeltas: [500, 9000, 1000, 2000, 3000, 4000, 5000],
};
const modules = { notes: 'https://x/notes.js', tasks: 'https://x/tasks.js', chat: 'https://x/chat.js' };

test('what the library does for a gadget is the gadget’s; idle time is nobody’s', () => {
  const { gadgets, rest } = attribute(profile, modules);
  assert.deepEqual(gadgets, { notes: 5, tasks: 4, chat: 0 });
  assert.deepEqual(rest, { 'sdk.js': 1, '(program)': 5 });
});

test('a profile without samples attributes nothing', () => {
  assert.deepEqual(attribute({ nodes: [] }, modules), { gadgets: { notes: 0, tasks: 0, chat: 0 }, rest: {} });
});
