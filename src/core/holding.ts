/**
 * Hysteresis: a move counts as a success only after it has held. Whoever is thrown out of the new node before that looks at
 * the other one less eagerly each time, so that two half-good nodes do not play ball with the agent. Knows no wire.
 */
import { patchView, type Step } from './state.ts';
import { cancelTimer, setTimer } from './timers.ts';

/** After a move, on arrival. */
export function startProving(step: Step): void {
  const { state, now, policy } = step;
  if (policy.holdMs === 0) return;
  state.proving = { setbacks: state.proving?.setbacks ?? 0 };
  setTimer(state, 'held', now + policy.holdMs);
}

/** The new node has held. */
export function moveHeld(step: Step): void {
  const { lastMove } = step.state.view;
  step.state.proving = undefined;
  if (lastMove) patchView(step, { lastMove: { ...lastMove, heldAt: step.now } });
}

/** A trigger: how many moves in a row did not hold. */
export function countSetback(step: Step): number {
  const { state } = step;
  if (!state.proving) return 0;
  cancelTimer(state, 'held');
  state.proving = { setbacks: state.proving.setbacks + 1 };
  return state.proving.setbacks;
}
