// What the fleet's command and its processes say to each other. Plain data.
import type { ClusterRun, FleetOptions } from '../../src/sim/fleet/contract.ts';

/** Argument of a process that is to run more than one or two floors. */
export const rehearseWord = 'rehearse';

export interface PartOrder {
  readonly index: number;
  readonly options: FleetOptions;
}
export interface PartResult {
  readonly kind: 'done';
  readonly index: number;
  readonly run: ClusterRun;
  readonly sha256: string;
  readonly cpuSeconds: number;
}
export type PartMessage = PartResult | { readonly kind: 'ready' } | { readonly kind: 'at'; readonly virtualMs: number };
