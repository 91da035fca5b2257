/** The only way from one phase to another: follows the table, cancels the timers of the phase left, tells once. */
import { announceBanner, type BannerText } from './announce.ts';
import { phaseAfter, type PhaseEvent } from './phases.ts';
import { emit, patchView, type Step } from './state.ts';
import { cancelTimersNotOf } from './timers.ts';

/** Thrown when the core itself takes a step that the table does not have: a defect, never an input's fault. */
export class ImpossibleTransition extends Error {
  override readonly name = 'ImpossibleTransition';
}

export function enter(step: Step, event: PhaseEvent, banner: BannerText | undefined): void {
  const { state, now } = step;
  const from = state.view.phase;
  const to = phaseAfter(from, event);
  if (to === undefined) throw new ImpossibleTransition(`"${event}" does not happen while ${from}`);
  patchView(step, { phase: to, phaseSince: now });
  cancelTimersNotOf(state, to);
  // Signing in has no banner of its own: the sign-in page shows it.
  if (banner) announceBanner(step, banner);
  else patchView(step, { banner: undefined });
  emit(step, { type: 'mark', name: to, epoch: state.view.epoch, node: state.failover?.target ?? state.view.node });
  step.entry[to](step);
}
