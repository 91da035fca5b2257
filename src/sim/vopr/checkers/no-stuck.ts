/** Liveness: once a core of the cluster is healed, whoever has a session is connected within the bound of the profile. */
import type { Checker, Report } from '../contract.ts';

export function noStuck(report: Report): Checker {
  return {
    recovered({ desks }) {
      for (const desk of desks) {
        const { view } = desk;
        if (!view) report(desk, 'has no core');
        else if (view.phase !== 'connected' && view.phase !== 'signed-out') {
          report(desk, `is still ${view.phase} at ${view.node ?? 'no node'} after the liveness bound`);
        } else if (view.phase === 'connected' && view.staleSince !== undefined) {
          report(desk, 'is connected and calls its data stale');
        }
      }
    },
  };
}
