/** What an agent may want of non-voice media, what shows that it took place, and what a sign-in leaves behind. */
import type { DialogAction } from '../wire/dialog.ts';
import type { MediaOptions, SettableMediaState } from '../wire/media.ts';
import type { CommandOutcome } from './contract.ts';
import type { Sign } from './command-effect.ts';
import { domainOfTask, mediaOf, taskOf } from './media-data.ts';
import { sameOptions } from './media-book.ts';
import { read } from './reading.ts';
import type { ReadKey, Step } from './state.ts';

export const taskActions = ['ACCEPT', 'START', 'PAUSE', 'RESUME', 'WRAP_UP', 'TRANSFER', 'CLOSE'] as const;
export type TaskAction = Extract<DialogAction, (typeof taskActions)[number]>;

export type MediaCommand =
  /** Also while signed in: sets the options, leaves the state. */
  | { readonly type: 'media-sign-in'; readonly mrdId: string; readonly options: MediaOptions }
  | {
      readonly type: 'media-state';
      readonly mrdId: string;
      readonly state: SettableMediaState;
      readonly reasonCodeId?: number;
    }
  | { readonly type: 'media-routable'; readonly mrdId: string; readonly routable: boolean }
  | { readonly type: 'task-action'; readonly taskId: string; readonly action: TaskAction };

const shownIf = (condition: boolean): Sign => (condition ? 'shown' : 'not-shown');

/** Does the data show that the command took place? */
export function mediaSignOf(step: Step, command: MediaCommand): Sign {
  if (command.type === 'task-action') return taskSign(step, command.taskId, command.action);
  const media = mediaOf(step, command.mrdId);
  if (!media) return 'cannot-tell';
  switch (command.type) {
    case 'media-sign-in':
      return shownIf(media.state !== 'LOGOUT' && sameOptions(media, command.options));
    case 'media-routable':
      return shownIf(media.routable === command.routable);
    case 'media-state':
      // Whoever has tasks is in a state of their own, and Ready all the same.
      if (command.state === 'READY') return shownIf(!['LOGOUT', 'NOT_READY', 'WORK'].includes(media.state));
      return shownIf(media.state === command.state);
  }
}

function taskSign(step: Step, taskId: string, action: TaskAction): Sign {
  const task = taskOf(step, taskId);
  switch (action) {
    case 'ACCEPT':
      return shownIf(task !== undefined && task.state !== 'OFFERED');
    case 'START':
    case 'RESUME':
      return shownIf(task?.state === 'ACTIVE');
    case 'PAUSE':
      return shownIf(task?.state === 'PAUSED');
    case 'WRAP_UP':
      return shownIf(task?.state === 'WRAPPING_UP');
    case 'TRANSFER':
    case 'CLOSE':
      return shownIf(task === undefined);
  }
}

/** The slice in which the command's sign would be seen. */
export function mediaSliceOf(step: Step, command: MediaCommand): ReadKey {
  if (command.type !== 'task-action') return 'media';
  const task = taskOf(step, command.taskId);
  return task ? `tasks:${domainOfTask(step, task)}` : 'media';
}

/** A sign-in that took place is kept from now on: it is sent again after every move. */
export function keepMediaSignIn(step: Step, command: MediaCommand, outcome: CommandOutcome): void {
  const { node } = step.state.view;
  if (command.type !== 'media-sign-in' || outcome.outcome !== 'applied' || node === undefined) return;
  const { mrdId, options } = command;
  step.state.media.signIns = { ...step.state.media.signIns, [mrdId]: { options, node } };
}

/** Options set anew make no event: they are read. */
export function readMediaAgain(step: Step): void {
  read(step, 'media');
}
