/** What the planner is asked, and what it answers. Plain data. */

export const planProfiles = ['12.6', '11.x', 'swift'] as const;
export type PlanProfile = (typeof planProfiles)[number];

export const planMoves = ['in-place', 'reload', 'redirect'] as const;
/** `redirect`: everything is loaded from the other node; `reload`: from the browser's precache. */
export type PlanMove = (typeof planMoves)[number];

export const planPgReleases = ['12.5+', '11.6'] as const;
export type PlanPgRelease = (typeof planPgReleases)[number];

export const planGadgetKinds = ['xml', 'jsp'] as const;
export type PlanGadgetKind = (typeof planGadgetKinds)[number];

export interface PlanInput {
  /** Signed in on one pair of nodes. */
  readonly agents: number;
  readonly gadgets: number;
  readonly roundTripMs: number;
  /** Of each node's line. */
  readonly mbitPerSecond: number;
  readonly profile: PlanProfile;
  readonly move: PlanMove;
  readonly pgRelease: PlanPgRelease;
  readonly vCpus: number;
  readonly gadgetKind: PlanGadgetKind;
  /** Agents on the node that is lost, of 100. */
  readonly onLostNodePercent: number;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

export const planSteps = ['notice', 'find', 'sign-in', 'turn', 'network', 'browser'] as const;
export type PlanStep = (typeof planSteps)[number];

export interface Plan {
  readonly input: PlanInput;
  /** Who has to come back when one node is lost. */
  readonly movers: number;
  /** Seconds from the loss of a node to the first, the middle and the last agent's return. */
  readonly first_s: number;
  readonly half_s: number;
  readonly last_s: number;
  readonly last_range_s: Range;
  /** Where the last agent's time goes, seconds. */
  readonly steps: readonly { readonly step: PlanStep; readonly seconds: number }[];
  /** What one more gadget on every desktop adds to the last agent's time. */
  readonly one_more_gadget_s: number;
  readonly desktops_per_s: number;
  readonly bytes_per_agent: number;
  readonly mean_mbit_per_s: number;
  /** While desktops arrive at the paced rate. */
  readonly busy_mbit_per_s: number;
  readonly spread: {
    readonly even_last_s: number;
    readonly uneven_last_s: number;
    readonly agents_on_each: readonly [number, number];
  };
  /** When the CTI link of both nodes is lost: until a node is in service again, published. */
  readonly cti_s: Range;
  readonly maintenance: { readonly batches: number; readonly batch_size: number; readonly all_moved_s: number };
  readonly advice: readonly string[];
  /** Inputs that nothing published was calibrated for. */
  readonly not_calibrated: readonly string[];
}

/** Thrown for an input that cannot be; says which field and what would be right. */
export class PlanRefusal extends Error {
  override readonly name = 'PlanRefusal';
  readonly code = 'bad-input';
  readonly field: keyof PlanInput;
  constructor(field: keyof PlanInput, message: string) {
    super(message);
    this.field = field;
  }
}
