/**
 * Phase `displaced`: another desktop of this agent has taken the connection. Nothing is done by itself, or the two would take
 * it from each other for ever: the agent chooses, here or there.
 */
import { enter } from './enter.ts';
import { phaseAfter } from './phases.ts';
import { endByConflict } from './session.ts';
import type { Step } from './state.ts';

/** The server has closed our connection for another one of the same agent. */
export function conflict(step: Step): void {
  const { state } = step;
  const { phase, node } = state.view;
  const isOver = phase === 'signing-in' || state.options.profile === 'ippa';
  if (phaseAfter(phase, 'taken-over') === undefined || isOver) {
    // A telephone has nowhere to ask the question; who is signing in has nothing to lose.
    if (phase !== 'signed-out' && phase !== 'expired' && phase !== 'displaced') endByConflict(step);
    return;
  }
  state.takenOver = (state.takenOver ?? 0) + 1;
  const params = { node: node ?? '', times: state.takenOver };
  enter(step, 'taken-over', { key: 'displaced', level: 'error', params });
}

/** The agent wants to go on here. */
export function takeBack(step: Step): void {
  const { state, now } = step;
  state.resume = { startedAt: now };
  enter(step, 'taken-back', { key: 'taking-back', level: 'info', params: { node: state.view.node ?? '' } });
}
