/**
 * What there is to take back of a late forced logout, and the one word when that has ended. Only notes: what is sent for it
 * stands in `undo.ts`, so that the commands, whose outcome this tells, need not know who sent them.
 */
import type { User } from '../wire/user.ts';
import { toast } from './announce.ts';
import type { RestingState } from './race-memory.ts';
import type { Step } from './state.ts';

/** What the agent is told of it beside the cause. */
export type UndoWord = 'under-way' | 'not-by-profile' | 'already-once' | 'nothing';

/** What the agent wanted to be when there is no call: the wish of a call goes before the choice from before it. */
function formerState({ state }: Step, before: User): RestingState | undefined {
  // Wrap-up is over by force; who had not finished must not be given the next call.
  if (before.state === 'WORK' || before.state === 'WORK_READY') return undefined;
  const { wish, races } = state;
  if (wish?.state === 'LOGOUT') return undefined;
  if (wish)
    return { state: wish.state, ...(wish.reasonCodeId === undefined ? {} : { reasonCodeId: wish.reasonCodeId }) };
  return races.resting;
}

/** Notes what is to be brought back. Nothing is sent yet: the data may just be in the middle of being read. */
export function noteUndo(step: Step, before: User, after: User): UndoWord {
  const { races, view } = step.state;
  const former = formerState(step, before);
  const isOut = after.state === 'LOGOUT';
  const isWorthIt = isOut || former?.state === 'READY' || former?.reasonCodeId !== undefined;
  if (!isWorthIt) return 'nothing';
  if (!step.policy.undoForcedLogout) return 'not-by-profile';
  if (races.undoneIn === view.epoch) return 'already-once';
  races.undoneIn = view.epoch;
  races.undo = { signIn: isOut ? 'needed' : 'not-needed', ...(former ? { former } : {}) };
  return 'under-way';
}

/** Told once, whatever came of it. */
export function undone(step: Step, is: string, outcome: 'applied' | 'not-applied' | 'unknown'): void {
  delete step.state.races.undo;
  const level = outcome === 'applied' ? 'success' : 'warning';
  toast(step, 'forced-logout-undone', level, { state: is, outcome });
}
