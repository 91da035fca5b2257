/**
 * Takes a late forced logout back where the policy allows it: signs in again when the agent was signed out (LOAD=1, PF-9),
 * and asks for the state that the agent had chosen (LOAD=0, PF-8). At most once per epoch, so that a node that keeps
 * forcing the agent out is not fought. What there is to take back is noted in `undo-note.ts`.
 */
import { systemReason } from '../wire/reason-code.ts';
import { sendInternal } from './commands.ts';
import { enter } from './enter.ts';
import { ownExtension } from './data.ts';
import { login } from './signing-on.ts';
import { participantOf } from './slices.ts';
import type { Step } from './state.ts';
import { undone } from './undo-note.ts';

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
