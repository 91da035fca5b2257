/** What a fleet is asked to do, and what it tells. Plain data. */
import type { ProfileName } from '../../core/contract.ts';
import type { Policy } from '../../core/policy.ts';
import type { PgRelease } from '../../cluster/contract.ts';
import type { Ms } from '../../wire/names.ts';
import type { GadgetKind } from './chain.ts';
import type { MachineUse } from './floor-machine.ts';

export const fleetMoves = ['in-place', 'reload', 'redirect'] as const;
/** `redirect`: everything is loaded from the other node, as a stock desktop does. `reload`: from the browser's own precache. */
export type FleetMove = (typeof fleetMoves)[number];

export const spreads = ['even', 'uneven'] as const;
/** `uneven`: everybody is on the node that is lost. */
export type Spread = (typeof spreads)[number];

export interface FleetOptions {
  /** Of one cluster, that is one pair of nodes. */
  readonly agents: number;
  readonly gadgets: number;
  readonly roundTripMs: Ms;
  /** Of each node's line. */
  readonly mbitPerSecond: number;
  readonly profile: ProfileName;
  /** Numbers of the profile that are changed. */
  readonly policy: Partial<Policy>;
  readonly pgRelease: PgRelease;
  readonly gadgetKind: GadgetKind;
  readonly vCpus: number;
  readonly spread: Spread;
  readonly move: FleetMove;
  /** What is lost: the publisher, or the CTI link of both nodes. */
  readonly fault: FleetFault;
  readonly pacing: Pacing;
  readonly callsPerHour: number;
  /** The run lasts so long, with the fault in the middle; 0: until everybody is back. */
  readonly lastsMs: Ms;
  readonly seed: number;
  readonly wire: 'typed' | 'xml';
  readonly cpuScale: number;
  readonly browserMsPerResponse: Ms;
  readonly plannedShare: number;
}

export const fleetFaults = ['node', 'cti'] as const;
export type FleetFault = (typeof fleetFaults)[number];

/** Whether the node that is left tells desktops when to come (DF-9). */
export const pacings = ['paced', 'off'] as const;
export type Pacing = (typeof pacings)[number];

/** Seconds since the fault, one number for each. */
export interface Curves {
  readonly restored: readonly number[];
  /** Desktops that their node begins to serve: whose turn it is. */
  readonly arrivals: readonly number[];
  readonly logins: readonly number[];
  readonly mbit: readonly number[];
  readonly queue: readonly number[];
}

/** Of one cluster. */
export interface ClusterRun {
  readonly seed: number;
  /** Those whose node was lost. */
  readonly movers: number;
  /** From the fault to the agent's return, in seconds, ascending; shorter than `movers` when somebody did not come back. */
  readonly restored_s: readonly number[];
  /** Bytes and requests of the movers at the node that is left, from the fault to the last return. */
  readonly bytes: number;
  readonly requests: number;
  readonly ronas: number;
  readonly calls: number;
  readonly curves: Curves;
  readonly paced_rate_per_s: number;
  readonly virtual_s: number;
  readonly events: number;
  readonly pings: number;
  /** Where nodes and agents shared one. */
  readonly machine?: MachineUse;
}
