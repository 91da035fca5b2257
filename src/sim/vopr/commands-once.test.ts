/** What the property `commands-once` asks for when a worker dies in the middle of a command. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentCommand } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import { commandsOnce } from './checkers/commands.ts';
import type { DeskFacts, Finale } from './contract.ts';

const desk = { id: 'd1', profile: '12.6' } as DeskFacts;
const view = {} as DesktopView;
const say: AgentCommand = { type: 'chat-send', to: '1004', text: 'Hello' };
const answer: AgentCommand = { type: 'call-action', dialogId: '77', action: 'ANSWER' };

function world() {
  const told: string[] = [];
  const checker = commandsOnce((_, text) => told.push(text));
  return {
    give: (id: string, command: AgentCommand) => checker.handled?.(desk, { type: 'command', id, command }, view, view),
    crash: () => checker.life?.(desk, 'crashes'),
    end: (): readonly string[] => {
      checker.end?.({ desks: [desk] as readonly DeskFacts[] } as Finale);
      return told;
    },
  };
}

test('what was asked of desktop chat dies with the worker: it stands in no record (seed 9002426)', () => {
  const w = world();
  w.give('c1', say);
  w.crash();
  assert.deepEqual(w.end(), []);
});

test('without a crash, and after one, it is settled like everything else', () => {
  const w = world();
  w.crash();
  w.give('c1', say);
  assert.deepEqual(w.end(), ['has never settled c1']);
});

test('what is journalled outlives the worker', () => {
  const w = world();
  w.give('c1', answer);
  w.crash();
  assert.deepEqual(w.end(), ['has never settled c1']);
});
