/**
 * Of a maintenance the desktop shows what the node in use has told, and nothing else (MM-2 to MM-5): when it will be moved,
 * where to, how the other node was found; it goes when it is time and not before; and in the end nothing is announced that
 * nobody plans any more.
 */
import type { MaintenanceView } from '../../../core/maintenance-view.ts';
import type { Checker, DeskFacts, Report } from '../contract.ts';
import { createAlertBook } from './alerts.ts';

export function maintenanceTruth(report: Report): Checker {
  const book = createAlertBook();
  /** Desks whose clock has leapt or stood still in this step. */
  const unsteady = new Set<string>();

  function isFound(desk: DeskFacts, { alternate, to }: MaintenanceView): boolean {
    const status = desk.view?.nodes[to].status;
    if (alternate === 'good') return status === 'in-service';
    if (alternate === 'unreachable') return status === 'unreachable';
    return alternate !== 'out-of-service' || status !== 'unreachable';
  }

  return {
    life(desk, event) {
      if (event === 'starts') book.forget(desk.id);
      if (event === 'clock-jumps' || event === 'wakes-up') unsteady.add(desk.id);
    },
    effect: (desk, effect) => book.effect(desk.id, effect),
    handled(desk, input, before, after) {
      const told = book.told(desk.id, input);
      const isUnsteady = unsteady.delete(desk.id);
      const was = before.maintenance;
      const is = after.maintenance;
      if (is && is !== was) {
        const isNew = was?.stage !== is.stage || was.movesAt !== is.movesAt;
        if (isNew && is.stage !== 'stays' && input?.type !== 'resume' && !isUnsteady) {
          const isTold =
            told?.node === is.from && is.from === before.node && is.movesAt === desk.now + told.alert.seconds * 1000;
          const wanted = is.stage === 'scheduled' ? 'SCHEDULED' : 'MIGRATING';
          if (!isTold || told.alert.phase !== wanted)
            report(desk, `announces ${is.stage} of the ${is.from}, which was not told`);
        }
        if (is.alternate !== was?.alternate && !isFound(desk, is)) {
          report(desk, `calls the ${is.to} ${is.alternate} for the move and knows it as ${after.nodes[is.to].status}`);
        }
      }
      if (before.phase === 'connected' && after.phase === 'migrating') {
        if (was?.stage !== 'about-to-move') report(desk, `begins to move while it is ${was?.stage ?? 'told nothing'}`);
        else if (desk.now < was.movesAt) report(desk, `begins to move ${was.movesAt - desk.now} ms before the time`);
      }
      if (before.phase === 'migrating' && after.phase === 'switching' && is?.alternate !== 'good') {
        report(desk, `moves for maintenance to a node that it found ${is?.alternate ?? 'never'}`);
      }
    },
    end({ world, desks }) {
      for (const desk of desks) {
        const { maintenance, phase } = desk.view ?? {};
        if (phase !== 'connected' || !maintenance || maintenance.stage === 'stays') continue;
        const { status } = world.nodes[maintenance.from].maintenance ?? {};
        if (status !== 'IN_PROGRESS')
          report(desk, `announces a move (${maintenance.stage}) that nobody plans: ${status ?? 'none'}`);
      }
    },
  };
}
