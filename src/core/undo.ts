/**
 * Takes a late forced logout back where the policy allows it: signs in again when the agent was signed out (LOAD=1, PF-9),
 * and asks for the state that the agent had chosen (LOAD=0, PF-8). At most once per epoch, so that a node that keeps
 * forcing the agent out is not fought. Recognising one is not done here.
 */
import { systemReason } from '../wire/reason-code.ts';
import type { User } from '../wire/user.ts';
import { toast } from './announce.ts';
import { sendInternal } from './commands.ts';
import { enter } from './enter.ts';
import { ownExtension } from './data.ts';
import { login } from './signing-on.ts';
import { participantOf } from './slices.ts';
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

/** The agent is seen signed out. `true` when that is being taken back, `false` when it is the end of the session. */
export function signInAgain(step: Step): boolean {
  const { view, races } = step.state;
  if (races.undo?.signIn !== 'needed' || view.node === undefined) return false;
  if (view.phase === 'connected') {
    enter(step, 'forced-out', { key: 'signing-in-again', level: 'warning', params: { node: view.node } });
  } else if (view.phase === 'restoring') {
    login(step, view.node);
  }
  // Anywhere else a LOGIN follows by itself.
  return true;
}

function isOnCall(step: Step): boolean {
  const extension = ownExtension(step);
  return step.state.view.dialogs.some((dialog) => {
    const own = participantOf(dialog, extension)?.state;
    return own !== undefined && own !== 'DROPPED' && own !== 'WRAP_UP';
  });
}

/** Signed in (again) with the data complete: asks for the former state. Harmless to call at any time. */
export function bringBackFormerState(step: Step): void {
  const { state } = step;
  const { undo } = state.races;
  const { agent, phase } = state.view;
  if (!undo || undo.sent || undo.signIn === 'needed' || phase !== 'connected' || state.asleepSince !== undefined)
    return;
  if (!agent || agent.state === 'LOGOUT' || state.loginPending) return;
  const { former } = undo;
  const isStillForced = agent.state === 'NOT_READY' && agent.reasonCode?.code !== systemReason.supervisorInitiated;
  // A newer wish of the agent's own is on its way, or the state has changed since: theirs counts.
  const isOvertaken = !isStillForced || state.commands.some(({ command }) => command.type === 'set-state');
  // With a call up, Ready would be a promise of the next one.
  const isDone = former === undefined || (isOnCall(step) && undo.signIn === 'asked');
  if (isOvertaken || isDone) {
    delete state.races.undo;
    if (undo.signIn === 'asked') undone(step, agent.state, 'applied');
    return;
  }
  undo.sent = true;
  sendInternal(step, 'undo', { type: 'set-state', ...former });
}

/** Told once, whatever came of it. */
export function undone(step: Step, is: string, outcome: 'applied' | 'not-applied' | 'unknown'): void {
  delete step.state.races.undo;
  const level = outcome === 'applied' ? 'success' : 'warning';
  toast(step, 'forced-logout-undone', level, { state: is, outcome });
}
