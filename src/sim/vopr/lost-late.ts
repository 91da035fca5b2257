/**
 * Who may be late, and who has only just come: a desktop that works on a node which was not healed can lose it at any time,
 * also in the last moment of a bound that everybody was connected in. It has its own time to move; who was away for longer
 * is late. Having arrived is not the end of a move either: the goodbye to the node it left is still on a slow road, and where
 * pages are reloaded the worker ends for want of work and starts anew. Knows no checker.
 */
import type { Ms, NodeName } from '../../wire/names.ts';
import type { DesktopView } from '../../core/view.ts';

interface Watched {
  readonly view: DesktopView | undefined;
}

/** To notice, look, sign in and read at 400 ms, with a node that answers slowly on the other side. */
export const moveMs: Ms = 45_000;

/**
 * What follows an arrival: the goodbye on the slowest road (3 s, `fault-plan.ts`); and, where pages are reloaded, up to 5 s
 * until a worker without pages has ended (`idleEndMs`), after which the new one's way back is an absence of its own.
 */
export const quietMs: Ms = 10_000;

/** So long at most may some lose their node while others settle. A world that is never quiet is judged as it is then. */
export const longestWaitMs: Ms = 4 * moveMs;

export interface Absences {
  /** After each event. `true`: everybody is there. */
  look(now: Ms): boolean;
  /** Somebody who lost an unhealed node less than `moveMs` ago is not there, or has arrived less than `quietMs` ago. */
  isUnsettled(now: Ms): boolean;
}

/** Where one desktop is: connected to a node, signed out, or `undefined` for not there. */
type Place = NodeName | 'signed-out' | undefined;

function placeOf({ view }: Watched): Place {
  if (view?.phase === 'signed-out') return 'signed-out';
  return view?.phase === 'connected' ? view.node : undefined;
}

interface Stay {
  place: Place;
  since: Ms;
  /** It works on a node that nobody healed, or has left one and not come to rest since. */
  onMove: boolean;
}

export function createAbsences(desks: readonly Watched[], healed: readonly NodeName[]): Absences {
  const stays = new Map<Watched, Stay>();
  const isUnhealed = (place: Place): boolean =>
    place !== undefined && place !== 'signed-out' && !healed.includes(place);

  const rest = (stay: Stay, now: Ms): void => {
    const isAtRest = stay.place !== undefined && !isUnhealed(stay.place) && now - stay.since >= quietMs;
    if (isAtRest) stay.onMove = false;
  };

  return {
    look(now) {
      let isAll = true;
      for (const desk of desks) {
        const place = placeOf(desk);
        if (place === undefined) isAll = false;
        const stay = stays.get(desk);
        if (!stay) {
          stays.set(desk, { place, since: now, onMove: isUnhealed(place) });
        } else if (stay.place !== place) {
          rest(stay, now);
          stay.onMove ||= isUnhealed(place);
          stay.place = place;
          stay.since = now;
        }
      }
      return isAll;
    },
    isUnsettled(now) {
      for (const stay of stays.values()) {
        rest(stay, now);
        if (stay.onMove && now - stay.since < (stay.place === undefined ? moveMs : quietMs)) return true;
      }
      return false;
    },
  };
}
