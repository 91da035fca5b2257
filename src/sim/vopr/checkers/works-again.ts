/** Whoever is connected after the liveness bound can work: a change of state that is asked for then is applied. */
import { proofPrefix } from '../bounds.ts';
import type { Checker, Report } from '../contract.ts';

export function worksAgain(report: Report): Checker {
  const outcomes = new Map<string, string>();
  return {
    handled(desk, input) {
      if (input?.type === 'command' && input.id.startsWith(proofPrefix)) outcomes.set(desk.id, 'not settled');
    },
    effect(desk, effect) {
      if (effect.type !== 'settle-command' || !effect.id.startsWith(proofPrefix)) return;
      const { outcome } = effect;
      outcomes.set(
        desk.id,
        outcome.outcome === 'not-applied' ? `${outcome.code}: ${outcome.message}` : outcome.outcome,
      );
    },
    end({ desks }) {
      for (const desk of desks) {
        const outcome = outcomes.get(desk.id);
        // Not Ready may get the system's reason in place of the one asked for (PF-7, PF-8): whether it is ours cannot be seen.
        if (outcome === 'unknown' && desk.view?.agent?.reasonCode?.systemCode) continue;
        // A late forced logout may have come first (PF-9).
        if (outcome === undefined || outcome === 'applied' || desk.view?.phase === 'signed-out') continue;
        report(desk, `recovered, but its change of state was: ${outcome}`);
      }
    },
  };
}
