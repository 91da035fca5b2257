/**
 * What is known of a maintenance to come: shown, kept for the next worker, armed and forgotten. What is done about it
 * stands in `maintenance.ts`; session and sign-out need no more than this.
 */
import type { Ms, NodeName } from '../wire/names.ts';
import type { SystemInfo } from '../wire/system-info.ts';
import { tell, toast } from './announce.ts';
import type { SessionRecord } from './contract.ts';
import type { MaintenanceView } from './maintenance-view.ts';
import { patchView, type Step } from './state.ts';
import { cancelTimer, setTimer } from './timers.ts';

export function patchMaintenance(step: Step, patch: Partial<MaintenanceView>): void {
  const { maintenance } = step.state.view;
  if (maintenance) patchView(step, { maintenance: { ...maintenance, ...patch } });
}

/** A new worker knows of it by the record of the old one. */
export function resumeMaintenance(step: Step, kept: NonNullable<SessionRecord['maintenance']>): void {
  const seconds = Math.max(0, Math.round((kept.movesAt - step.now) / 1000));
  const key = kept.stage === 'about-to-move' ? 'maintenance-about-to-move' : 'maintenance-scheduled';
  const { from, to } = kept;
  const notice = tell(step, key, 'warning', { from, to, seconds });
  patchView(step, { maintenance: { ...kept, postponing: 'idle', alternate: 'looking', saves: [], notice } });
}

/** Nothing is to come any more: moved, abandoned, or signed out. */
export function forgetMaintenance(step: Step): void {
  cancelTimer(step.state, 'maintenance-move');
  if (step.state.view.maintenance) patchView(step, { maintenance: undefined });
}

/**
 * What SystemInfo says of it. A node that was restarted plans nothing any more and tells nobody (only who is still waited
 * for hears that a maintenance is given up). An answer to a question from before the alert proves nothing.
 */
export function maintenanceSeen(step: Step, node: NodeName, info: SystemInfo, askedAt: Ms | undefined): void {
  const { maintenance, phase } = step.state.view;
  if (maintenance?.from !== node || phase === 'migrating' || info.status !== 'IN_SERVICE') return;
  if (info.finesseMaintenance?.status === 'IN_PROGRESS') return;
  if (askedAt !== undefined && askedAt <= maintenance.notice.at) return;
  toast(step, 'maintenance-abandoned', 'info', { node });
  forgetMaintenance(step);
}

/** The time to move, set again by a new worker or a desktop that was closed for a while. */
export function armMaintenance(step: Step): void {
  const { maintenance } = step.state.view;
  cancelTimer(step.state, 'maintenance-move');
  if (maintenance?.stage === 'about-to-move') {
    setTimer(step.state, 'maintenance-move', Math.max(step.now, maintenance.movesAt));
  }
}
