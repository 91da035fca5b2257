/** All checkers by name. */
import type { CheckerMakers } from '../observer.ts';
import { commandsOnce } from './commands.ts';
import { noStuck } from './no-stuck.ts';
import { oneNode } from './one-node.ts';

export const checkers = {
  'no-stuck-desktop': noStuck,
  'one-node-per-agent': oneNode,
  'commands-once': commandsOnce,
} as const satisfies CheckerMakers;
export type CheckerName = keyof typeof checkers | 'no-exception';
