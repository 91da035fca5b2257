/**
 * What observers of a simulated world are told, and what a run gives back. A checker watches and reports; it changes
 * nothing and knows nothing of the core's inside. What it is told is what crossed the core's border.
 */
import type { ClusterLogEntry } from '../../cluster/contract.ts';
import type { Core, CoreEffect, CoreInput, ProfileName } from '../../core/contract.ts';
import type { Policy } from '../../core/policy.ts';
import type { DesktopView } from '../../core/view.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import type { WorldInput, WorldView } from '../contract.ts';
import type { CacheCore } from '../../cache/pure/cache-core-contract.ts';
import type { HostCore } from '../../worker/pure/host-core-contract.ts';
import type { KeptEvent } from './pages.ts';
import type { Swarm } from './swarm.ts';

/** One desktop as observers may see it. */
export interface DeskFacts {
  readonly id: string;
  readonly index: number;
  readonly agentId: string;
  readonly extension: string;
  readonly profile: ProfileName;
  /** The true numbers of the profile, whatever a mutant uses. */
  readonly policy: Policy;
  /** The desktop's own clock. */
  readonly now: Ms;
  /** By the same clock: since when it has run without sleep, leap or crash. */
  readonly steadySince: Ms;
  /** What it shows; `undefined` while it is crashed. */
  readonly view: DesktopView | undefined;
  /** What its open tabs show. */
  shown(): readonly (DesktopView | undefined)[];
}

export type LifeEvent =
  /** A first or a new core. */
  | 'starts'
  | 'crashes'
  /** Away for longer than the grace: nothing was taken up, and nobody is told of what was on its way. */
  | 'lapses'
  /** What is taken up is older than what was to be kept: nobody is told of what was on its way. */
  | 'forgets'
  /** At the other address, with what was handed over: told again is what was told at the first (redirect). */
  | 'takes-over'
  | 'sleeps'
  | 'wakes-up'
  | 'clock-jumps';

/** How the run stands when it ends, for what can be judged only then. */
export interface Finale {
  readonly world: WorldView;
  readonly desks: readonly DeskFacts[];
  /** Nodes that were healed, for everybody. */
  readonly healed: readonly NodeName[];
}

export interface Checker {
  /** The core worked off an input, or woke up (`undefined`). */
  handled?(desk: DeskFacts, input: CoreInput | undefined, before: DesktopView, after: DesktopView): void;
  effect?(desk: DeskFacts, effect: CoreEffect): void;
  life?(desk: DeskFacts, event: LifeEvent): void;
  /** What a page was promised by its cache, and what it was given back. */
  kept?(desk: DeskFacts, event: KeptEvent): void;
  /** A line of the cluster's log. */
  log?(entry: ClusterLogEntry): void;
  /** The liveness bound is over: whoever has a session must be connected. */
  recovered?(finale: Finale): void;
  /** All is quiet: what must be so in the end. */
  end?(finale: Finale): void;
}

/** `desk` is absent for what concerns the whole world. */
export type Report = (desk: DeskFacts | undefined, text: string) => void;

export interface Failure {
  readonly checker: string;
  readonly desk: string | undefined;
  /** Virtual, since the beginning. */
  readonly atMs: Ms;
  readonly text: string;
  /** The last lines that concern it. */
  readonly story: readonly string[];
}

export interface RunResult {
  readonly seed: number;
  readonly swarm: Swarm;
  /** Of everything that crossed a border, in order. */
  readonly hash: string;
  readonly failure: Failure | undefined;
  readonly virtualMs: Ms;
  readonly faults: number;
  readonly commands: number;
  /** Failovers that ended on the other node, and on the same one. */
  readonly moves: number;
  readonly reconnections: number;
  /** The longest time from the beginning of the liveness phase to the last desktop being connected. */
  readonly recoveryMs: Ms;
}

/** A core with a defect, for tests of checkers. */
export interface Mutation {
  /** Its numbers, in place of the true ones. */
  readonly policies?: (policies: Readonly<Record<ProfileName, Policy>>) => Readonly<Record<ProfileName, Policy>>;
  /** Stands between the core and its host. */
  readonly wrap?: (core: Core) => Core;
  /** The same for the cache of each page. */
  readonly wrapCache?: (core: CacheCore) => CacheCore;
  /** The same for the host of each worker. */
  readonly wrapHost?: (core: HostCore) => HostCore;
}

export type SendToWorld = (input: WorldInput) => void;
export type { NodeName };
