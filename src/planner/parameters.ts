/**
 * The numbers that the planner reckons with: sums over the request chain and the calibrated parameters of the fleet
 * (`src/sim/fleet`), which it may not import; a test holds the two together. None depends on how many agents there are.
 */
import type { PlanGadgetKind, PlanPgRelease, PlanProfile, Range } from './contract.ts';

/** Processor time of one desktop at the node it comes to, ms of one vCPU. */
export const cpu = {
  /** SystemInfo, LOGIN, and the data. */
  coming: 9.21,
  /** The shell of a desktop that is loaded from the node. */
  shell: 12.894,
  /** Its frame, its scripts, its REST. */
  gadget: { xml: 9.824, jsp: 22.104 } satisfies Record<PlanGadgetKind, number>,
} as const;

export const bytes = { coming: 17_500, shell: 573_000, gadget: 156_000 } as const;

/** Responses that a browser works off when it loads a desktop, and how long each takes it. */
export const responses = { shell: 20, gadget: 5, ms: 395 } as const;

/** Share of a node's capacity that is planned for desktops that come over. */
export const plannedShare = 0.9;

/** From the loss of a node to the first look at the other: two pauses of 5 s between three attempts; ours looks at once. */
export const noticeMs: Readonly<Record<PlanProfile, number>> = { '12.6': 10_000, '11.x': 10_000, swift: 0 };

/** Round trips one after the other. */
export const trips = {
  /** Refused attempts before the search begins. */
  notice: { '12.6': 3, '11.x': 3, swift: 1 } satisfies Record<PlanProfile, number>,
  /** A connection (4, with preflight), the look, and the last look at the lost node. */
  find: 6,
  /** Notifications (9 and the answer), LOGIN. */
  signIn: 11,
  /** The data, asked for at once; the event of LOGIN comes meanwhile. */
  data: 1,
  /** A connection, the stages of the chain, and TCP's slow start. */
  shell: 3 + 7 + 1,
  gadgets: 4 + 2,
} as const;

/** CTI-9, published: until a node is in service again; up to 40 s later with the older releases. */
export const ctiSeconds: Readonly<Record<PlanPgRelease, Range>> = {
  '12.5+': { from: 35, to: 75 },
  '11.6': { from: 75, to: 120 },
};

/** MM-2: desktops are moved in batches of so many, one batch after the other. */
export const maintenance = { batch: 50, everyMs: 15_000 } as const;

/** How far the published rows leave room: 50–55 and 70–80 s on a LAN, 80–110 s at 400 ms, where round trips weigh. */
export const doubt = { queueAndBrowser: 0.07, roundTrips: 0.8 } as const;
