/** Brings news, read or published, into the state: the slices of the view and the few facts derived from them. */
import type { Dialog } from '../wire/dialog.ts';
import { settableAgentStates, type SettableAgentState, type User } from '../wire/user.ts';
import { explainStateChange } from './forced-logout.ts';
import { rememberCalls } from './race-memory.ts';
import { clearMedia } from './media-data.ts';
import { mergeUser, replaceDialogs, updateMember } from './slices.ts';
import { patchView, type Step } from './state.ts';

export function ownExtension(step: Step): string {
  return step.state.view.session?.extension ?? '';
}

export function ownAgentId(step: Step): string {
  return step.state.view.session?.agentId ?? '';
}

function asSettable(state: string | undefined): SettableAgentState | undefined {
  return settableAgentStates.find((settable) => settable === state);
}

/** Remembers a pending state with its reason, which the User object does not carry, so that a move need not lose it. */
function trackWish(step: Step, user: User): void {
  const { state } = step;
  const pending = asSettable(user.pendingState);
  if (pending === undefined) {
    // While data is read again its absence is the very loss that `commands.ts` looks for.
    if (state.view.phase === 'connected') state.wish = undefined;
    return;
  }
  if (state.wish?.state === pending) return;
  const asked = state.commands.findLast(
    ({ command }) => command.type === 'set-state' && command.state === pending,
  )?.command;
  const reasonCodeId = asked?.type === 'set-state' ? asked.reasonCodeId : undefined;
  state.wish = { state: pending, ...(reasonCodeId === undefined ? {} : { reasonCodeId }) };
}

/** The agent's own User object. */
export function applyAgent(step: Step, user: User): void {
  const { state } = step;
  const before = state.view.agent;
  const after = mergeUser(before, user);
  patchView(step, { agent: after, teams: updateMember(state.view.teams, user) });
  // LOGIN is transient; LOGOUT may still be the state before our sign-in took place.
  if (after.state !== 'LOGOUT' && after.state !== 'LOGIN' && after.state !== 'UNKNOWN') state.loginPending = false;
  explainStateChange(step, before, after);
  trackWish(step, user);
}

/** The agent was signed out by somebody else, or by us, and not only before our sign-in took place. */
export function isAgentSignedOut(step: Step): boolean {
  return step.state.view.agent?.state === 'LOGOUT' && !step.state.loginPending;
}

export function applyDialogs(step: Step, dialogs: readonly Dialog[]): void {
  patchView(step, { dialogs: replaceDialogs(step.state.view.dialogs, dialogs) });
  rememberCalls(step, dialogs);
}

/** What belongs to one agent's session; the next one must not see it. */
export function clearData(step: Step): void {
  clearMedia(step);
  patchView(step, {
    agent: undefined,
    dialogs: [],
    teams: [],
    queues: [],
    reasonCodes: { notReady: [], signOut: [] },
    staleSince: undefined,
    lastMove: undefined,
    gaps: [],
    doubtfulCalls: [],
  });
}
