/** Liveness: once a core of the cluster is healed, whoever has a session is connected within the bound of the profile. */
import { isWaitingPhone } from './phones.ts';
import type { Checker, Finale, Report } from '../contract.ts';

export function noStuck(report: Report): Checker {
  const check =
    (when: string) =>
    ({ desks }: Finale): void => {
      for (const desk of desks) {
        const { view } = desk;
        if (!view) report(desk, 'has no core');
        else if (isWaitingPhone(desk)) continue;
        else if (view.phase !== 'connected' && view.phase !== 'signed-out') {
          report(desk, `is still ${view.phase} at ${view.node ?? 'no node'} ${when}`);
        } else if (view.phase === 'connected' && view.staleSince !== undefined) {
          report(desk, `is connected and calls its data stale ${when}`);
        }
      }
    };
  return { recovered: check('after the liveness bound'), end: check('in the end') };
}
