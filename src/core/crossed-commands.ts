/**
 * What becomes of commands that crossed a failover: compared with the data as soon as it is complete again (DESIGN §2, DF-10).
 *
 * Applied when the data shows it; sent once more only where doing it twice does no harm and the profile says so; otherwise told as lost or unknown.
 */
import { systemReason } from '../wire/reason-code.ts';
import { toast } from './announce.ts';
import { signOf, sliceOf } from './command-effect.ts';
import { notApplied, send, sendInternal, settle } from './commands.ts';
import type { CommandRecord, Step } from './state.ts';

function resolveStateChange(step: Step, record: CommandRecord): void {
  const { command } = record;
  if (command.type !== 'set-state') return;
  if (step.state.view.agent?.reasonCode?.code === systemReason.supervisorInitiated) {
    // Somebody has decided otherwise meanwhile: that must not be overruled by an older wish.
    settle(step, record, notApplied('changed-by-supervisor', 'A supervisor has changed the state meanwhile.'));
  } else if (record.resent) {
    settle(step, record, { outcome: 'unknown' });
  } else if (step.policy.resendHeld) {
    record.resent = true;
    send(step, record);
  } else if (record.orphan && record.status !== 'held') {
    // A page that was loaded again is no failover: nothing says that it was lost.
    settle(step, record, { outcome: 'unknown' });
  } else {
    // DF-10: a pending state change is lost, and the agent is told by a notice of its own.
    delete record.crossed;
    toast(step, 'pending-lost', 'warning', { state: command.state });
    settle(step, record, notApplied('lost-in-failover', 'The state change was lost in the failover.'));
  }
}

function resolveOne(step: Step, record: CommandRecord): void {
  const { command, status } = record;
  if (signOf(step, record) === 'shown') {
    settle(step, record, { outcome: 'applied' });
  } else if (command.type === 'set-state') {
    resolveStateChange(step, record);
  } else if (command.type === 'update-call-data' && step.policy.resendHeld && !record.resent) {
    const isGone = !step.state.view.dialogs.some((dialog) => dialog.id === command.dialogId);
    if (isGone) {
      // What had been sent may have been written before the call went.
      if (status === 'held') settle(step, record, notApplied('lost-in-failover', 'The call is no longer there.'));
      else settle(step, record, { outcome: 'unknown' });
    } else {
      record.resent = true;
      send(step, record);
    }
  } else if (status !== 'held' && step.state.teamMessages && sliceOf(step, record).startsWith('team-messages:')) {
    // These are read after the arrival.
    record.rechecking = sliceOf(step, record);
  } else if (status === 'held') {
    settle(step, record, notApplied('lost-in-failover', 'It was not sent before the failover.'));
  } else {
    settle(step, record, { outcome: 'unknown' });
  }
}

/** The data is complete again: compares every command under way with it. */
export function resolveCommands(step: Step): void {
  const { state } = step;
  const wish = state.wish;
  const isAsked = state.commands.some(({ command }) => command.type === 'set-state');
  for (const record of state.commands) resolveOne(step, record);
  if (wish && !isAsked) bringBackWish(step, wish);
  if (state.view.agent?.pendingState === undefined && !isAsked) state.wish = undefined;
}

/** The state that waited for the end of the call does not wait any more (DF-10); swift asks for it again. */
function bringBackWish(step: Step, wish: NonNullable<Step['state']['wish']>): void {
  const { state, policy } = step;
  const { agent } = state.view;
  if (agent?.pendingState === wish.state || agent?.state === wish.state) return;
  if (!policy.resendHeld) {
    toast(step, 'pending-lost', 'warning', { state: wish.state });
    return;
  }
  sendInternal(step, 'wish', { type: 'set-state', ...wish });
}
