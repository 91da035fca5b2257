/**
 * What a gadget is told of a maintenance, as Finesse's FINESSE_MAINTENANCE_MODE_EVENT tells it: SCHEDULED when the desktop
 * will be moved, MIGRATING when it is about to be. Pure.
 */
import type { DesktopView } from './contract.ts';

export interface MaintenanceEvent {
  readonly status: 'SCHEDULED' | 'MIGRATING';
  /** Ms since 1970 by the node's clock, as `desktop.now()`. */
  readonly movesAt: number;
}

/** The event that a view stands for; `undefined` when nothing is to come. */
export function maintenanceIn({ maintenance, clockOffset }: DesktopView): MaintenanceEvent | undefined {
  if (!maintenance || maintenance.stage === 'stays') return undefined;
  const status = maintenance.stage === 'scheduled' ? 'SCHEDULED' : 'MIGRATING';
  return { status, movesAt: maintenance.movesAt + clockOffset };
}

/** Told once, and again when it is planned anew; not for a clock that was set a little. */
export function isNews(before: MaintenanceEvent | undefined, event: MaintenanceEvent): boolean {
  return before?.status !== event.status || Math.abs(before.movesAt - event.movesAt) > 1000;
}
