/**
 * Maintenance as the user of a phone meets it (MM-4): warned again and again, then signed out. A phone is not moved, and
 * what is said to the same user's desktop is not said to it. The sign-out itself comes as any other.
 */
import type { MaintenanceAlert } from '../wire/maintenance.ts';
import type { NodeName } from '../wire/names.ts';
import { announceBanner } from './announce.ts';
import type { Step } from './state.ts';

export const isPhone = ({ policy }: Pick<Step, 'policy'>): boolean => policy.alternate === 'never';

export function phoneTold(step: Step, node: NodeName, alert: MaintenanceAlert): void {
  const { banner, phase } = step.state.view;
  // During a failover the display says what is the matter already.
  if (phase !== 'connected') return;
  if (alert.phase === 'LOGGING_OUT') {
    const params = { node, seconds: alert.seconds };
    announceBanner(step, { key: 'maintenance-logging-out', level: 'warning', params });
  } else if (alert.phase === 'ABANDONED' && banner?.key === 'maintenance-logging-out') {
    announceBanner(step, { key: 'maintenance-abandoned', level: 'info', params: { node } });
  }
}
