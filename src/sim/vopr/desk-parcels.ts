/** What waits for one desktop: late answers, duplicates, what comes while it sleeps; in order of time, and of coming among equals. */
import type { CoreInput } from '../../core/contract.ts';
import type { Ms } from '../../wire/names.ts';
import type { WorldEffect } from '../contract.ts';

/** Something that reaches the desktop later than it came. */
export interface Parcel {
  readonly at: Ms;
  readonly effect?: WorldEffect;
  readonly input?: CoreInput;
  /** A duplicate: items that had come when it was made. */
  readonly items?: number;
}

export interface Parcels {
  add(parcel: Parcel): void;
  /** The next one that may be opened by now; it waits no more. */
  due(at: Ms): Parcel | undefined;
  /** Infinity when nothing waits. */
  nextAt(): Ms;
}

export function createParcels(): Parcels {
  const parcels: Parcel[] = [];
  return {
    add(parcel) {
      const index = parcels.findLastIndex((other) => other.at <= parcel.at);
      parcels.splice(index + 1, 0, parcel);
    },
    due: (at) => ((parcels[0]?.at ?? Infinity) <= at ? parcels.shift() : undefined),
    nextAt: () => parcels[0]?.at ?? Infinity,
  };
}
