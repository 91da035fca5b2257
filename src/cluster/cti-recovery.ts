/**
 * How long a node takes to find an active PG and to connect to it (CTI-9): the terms of `timing.ts` added up. Knows
 * numbers only.
 */
import type { Ms } from '../wire/names.ts';
import { slowness } from './capacity-costs.ts';
import type { ClusterOptions } from './contract.ts';
import { isMutated } from './mutations.ts';
import { ctiRecoveryTerms } from './timing.ts';

/** Gadgets of a usual desktop, and a link of a usual data centre. assumed. */
const usual = { users: 0, gadgetsPerUser: 6, tasks: 0, roundTripMs: 4, bandwidthMbitPerSecond: 100 } as const;

type Options = Pick<ClusterOptions, 'pgRelease' | 'ctiLoad' | 'capacity' | 'mutations'>;

/** From a side becoming active to its taking connections: until then nodes do not find it. */
export function ctiDetection(options: Options): Ms {
  const release = options.pgRelease ?? 'lab';
  // Published for the older releases: up to 40 s more.
  if (release === '11.6' && isMutated(options, 'cti-9-old-pg-as-quick')) return ctiRecoveryTerms['12.5+'].detection;
  return ctiRecoveryTerms[release].detection;
}

/** From an accepted connection to all agents and calls being known. `signedIn`: agents of the simulation itself. */
export function ctiSynchronisation(options: Options, signedIn: number): Ms {
  const terms = ctiRecoveryTerms[options.pgRelease ?? 'lab'];
  if (isMutated(options, 'cti-9-any-size-alike')) return terms.fixed;
  const load = { ...usual, ...options.ctiLoad };
  const users = signedIn + load.users;
  const reckoning =
    terms.fixed + terms.perUser * users + terms.perGadget * users * load.gadgetsPerUser + terms.perTask * load.tasks;
  // Kilobits by megabits a second are milliseconds.
  const sending = (terms.kilobitsPerUser * users) / load.bandwidthMbitPerSecond;
  return Math.round(reckoning * slowness(options.capacity) + terms.roundTrips * load.roundTripMs + sending);
}
