/**
 * Who may be late: a desktop that works on a node which was not healed can lose it at any time, also in the last moment of a
 * bound that everybody was connected in. It has its own time to move; who was away for longer is late. Knows no checker.
 */
import type { Ms, NodeName } from '../../wire/names.ts';
import type { DesktopView } from '../../core/view.ts';

interface Watched {
  readonly view: DesktopView | undefined;
}

/** To notice, look, sign in and read at 400 ms, with a node that answers slowly on the other side. */
export const moveMs: Ms = 45_000;

export interface Absences {
  /** After each event. `true`: everybody is there. */
  look(now: Ms): boolean;
  /** Somebody is not there who lost an unhealed node less than `moveMs` ago. */
  isAnyRecent(healed: readonly NodeName[], now: Ms): boolean;
}

const isThere = ({ view }: Watched): boolean => view?.phase === 'connected' || view?.phase === 'signed-out';

export function createAbsences(desks: readonly Watched[]): Absences {
  const since = new Map<Watched, { readonly at: Ms; readonly from: NodeName | undefined }>();
  /** The node that each was connected to when it was last seen there. */
  const worksAt = new Map<Watched, NodeName>();
  return {
    look(now) {
      let isAll = true;
      for (const desk of desks) {
        if (isThere(desk)) {
          if (since.size > 0) since.delete(desk);
          const node = desk.view?.node;
          if (node !== undefined && worksAt.get(desk) !== node) worksAt.set(desk, node);
          continue;
        }
        isAll = false;
        if (!since.has(desk)) since.set(desk, { at: now, from: worksAt.get(desk) });
      }
      return isAll;
    },
    isAnyRecent(healed, now) {
      return [...since.values()].some(
        ({ at, from }) => from !== undefined && !healed.includes(from) && now - at < moveMs,
      );
    },
  };
}
