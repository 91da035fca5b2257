/** No phase is longer than its bound. Counted by the desktop's clock while it runs; a closed desktop waits for its tabs. */
import type { Policy } from '../../../core/policy.ts';
import type { Phase } from '../../../core/view.ts';
import type { Ms } from '../../../wire/names.ts';
import type { Checker, DeskFacts, Report } from '../contract.ts';

/** A timer that is due together with something else comes right after it. */
const slackMs: Ms = 100;

function boundOf(phase: Phase, policy: Policy): Ms | undefined {
  switch (phase) {
    case 'suspect': {
      if (policy.probeOnTrigger) return policy.suspectBoundMs;
      const { notificationTries: tries, reconnectTimeoutMs, notificationSpacingMs } = policy;
      // DF-3, with a spacing that is assumed to be no longer than an attempt.
      return tries * reconnectTimeoutMs + (tries - 1) * notificationSpacingMs;
    }
    case 'switching':
      return policy.switchBoundMs;
    case 'restoring':
      return policy.restoreBoundMs;
    case 'signing-in':
      return 2 * policy.signInBoundMs;
    default:
      return undefined;
  }
}

export function phaseBounds(report: Report): Checker {
  /** Since when there is a tab; absent while there is none. */
  const openSince = new Map<string, Ms>();
  /** Their pages were asked to go to the other address: that may be in vain, and then the attempt begins anew in place. */
  const asked = new Set<string>();
  const check = (desk: DeskFacts, phase: Phase, since: Ms): void => {
    const open = openSince.get(desk.id);
    const single = boundOf(phase, desk.policy);
    const bound = single !== undefined && phase === 'switching' && asked.has(desk.id) ? 2 * single : single;
    if (open === undefined || bound === undefined) return;
    const lasted = desk.now - Math.max(since, desk.steadySince, open);
    if (lasted > bound + slackMs) report(desk, `was ${phase} for ${lasted} ms; the bound is ${bound} ms`);
  };
  return {
    handled(desk, input, before, after) {
      check(desk, before.phase, before.phaseSince);
      if (after.phase !== 'switching') asked.delete(desk.id);
      if (input?.type !== 'tabs') return;
      if (input.count === 0) openSince.delete(desk.id);
      else openSince.set(desk.id, openSince.get(desk.id) ?? desk.now);
    },
    effect(desk, effect) {
      if (effect.type === 'hand-over') asked.add(desk.id);
    },
    end({ desks }) {
      for (const desk of desks) if (desk.view) check(desk, desk.view.phase, desk.view.phaseSince);
    },
  };
}
