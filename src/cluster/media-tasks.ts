/**
 * Non-voice tasks as values: what an agent may do with one in each state, and what that makes of it (finesse.md §1.6).
 * Knows no agent, no node and no time-out.
 */
import type { DialogAction } from '../wire/dialog.ts';
import type { MediaState } from '../wire/media.ts';
import type { Task, TaskAction, TaskState } from './media-messages.ts';

const over = 'over';

/** What each action makes of a task; what is not here is not possible. */
const steps: Readonly<Record<TaskState, Readonly<Partial<Record<TaskAction, TaskState | typeof over>>>>> = {
  OFFERED: { ACCEPT: 'ACCEPTED' },
  ACCEPTED: { START: 'ACTIVE', TRANSFER: over, CLOSE: over },
  ACTIVE: { PAUSE: 'PAUSED', WRAP_UP: 'WRAPPING_UP', TRANSFER: over, CLOSE: over },
  PAUSED: { RESUME: 'ACTIVE', WRAP_UP: 'WRAPPING_UP', TRANSFER: over, CLOSE: over },
  WRAPPING_UP: { CLOSE: over },
  CLOSED: {},
};

export const taskActions = ['ACCEPT', 'START', 'PAUSE', 'RESUME', 'WRAP_UP', 'TRANSFER', 'CLOSE'] as const;

export const isTaskAction = (action: DialogAction): action is TaskAction =>
  taskActions.some((known) => known === action);

export const actionsOnTask = (state: TaskState): readonly TaskAction[] =>
  taskActions.filter((action) => steps[state][action] !== undefined);

/** The state after the action; `over` when the task leaves the agent; `undefined` when it is not possible. */
export const afterAction = (state: TaskState, action: TaskAction): TaskState | typeof over | undefined =>
  steps[state][action];

/** Non-voice dialogs have an underscore in their ids, calls have none. */
export const isTaskId = (id: string): boolean => id.includes('_');

/** What one task makes of its agent (assumed for ACCEPTED: the agent is still to begin). */
const agentStates: Readonly<Record<TaskState, MediaState | undefined>> = {
  OFFERED: 'RESERVED',
  ACCEPTED: 'RESERVED',
  ACTIVE: 'ACTIVE',
  PAUSED: 'PAUSED',
  WRAPPING_UP: 'WORK_READY',
  CLOSED: undefined,
};

/** With several tasks the first of these that one of them calls for (developer guide, "Agent states for nonvoice media"). */
const hierarchy: readonly MediaState[] = ['ACTIVE', 'WORK_READY', 'PAUSED', 'RESERVED'];

/** `undefined` without tasks. */
export function stateFromTasks(tasks: readonly Task[]): MediaState | undefined {
  const states = tasks.map((task) => agentStates[task.state]);
  return hierarchy.find((state) => states.includes(state));
}
