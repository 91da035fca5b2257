/** What the storm and the processes that its agents live in say to each other. Plain data. */
import type { NodeName } from '../../src/wire/names.ts';

export interface DriverOrder {
  /** Login ids, each with the seed of its core's chance. */
  readonly agents: readonly { readonly loginId: string; readonly seed: number }[];
  /** Origins. */
  readonly nodes: Readonly<Record<NodeName, string>>;
  readonly home: NodeName;
  /** Ms between two agents who begin to sign in. */
  readonly everyMs: number;
}

export type ToDriver =
  | { readonly type: 'begin'; readonly order: DriverOrder }
  /** The storm comes: from here on its own use of the processor is counted. */
  | { readonly type: 'count' }
  | { readonly type: 'report' };

export interface DriverUse {
  readonly cpuSeconds: number;
  /** Of its loop, in the same time. */
  readonly longestDelayMs: number;
}

export type FromDriver =
  /** An agent is connected to `node`. `at`: wall clock, ms since 1970. */
  | { readonly type: 'connected'; readonly loginId: string; readonly node: NodeName; readonly at: number }
  | { readonly type: 'use'; readonly use: DriverUse };
