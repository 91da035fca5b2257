/**
 * Who has not been heard of for too long (PF-1): one timer of a notification service for all its sessions, set for the first that
 * could be silent by then. A timer for each would be set anew a hundred thousand times in an hour of a full node. Ends nobody.
 */
import type { ClientSession } from './contract.ts';
import { isMutated } from './mutations.ts';
import type { NotificationContext } from './part.ts';
import type { NotificationState } from './state.ts';
import { timing } from './timing.ts';

const timer = 'idle';

function lookAgainIn(state: NotificationState, delay: number, context: NotificationContext): void {
  state.silenceLookAt = context.now + delay;
  context.timer(timer, delay, { kind: 'idle-check' });
}

/** A session has begun. Whoever is looked at before has been there for longer. */
export function watchForSilence(state: NotificationState, context: NotificationContext): void {
  if (state.silenceLookAt === undefined) lookAgainIn(state, timing.sessionSilence, context);
}

/** Everybody is gone. */
export function stopWatching(state: NotificationState, context: NotificationContext): void {
  delete state.silenceLookAt;
  context.cancel(timer);
}

/** The timer: those whose time is over, and it is set for the next. */
export function fallenSilent(state: NotificationState, context: NotificationContext): readonly ClientSession[] {
  const isLate = isMutated(context.options, 'pf-1-crash-noticed-late');
  const patience = isLate ? 2 * timing.sessionSilence : timing.sessionSilence;
  const silent: ClientSession[] = [];
  let next = Infinity;
  for (const [name, session] of Object.entries(state.sessions)) {
    if (session.unwatched) continue;
    const at = session.lastHeardAt + patience;
    if (at <= context.now) silent.push(name);
    else if (at < next) next = at;
  }
  delete state.silenceLookAt;
  if (next < Infinity) lookAgainIn(state, next - context.now, context);
  return silent;
}
