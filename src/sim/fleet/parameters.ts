/**
 * The parameters of the fleet's capacity model, frozen. Two of them, and only these, were calibrated, on the two published
 * rows for a LAN (1000 × 6: 50–55 s, 2000 × 6: 70–80 s; DF-11), with `npm run fleet -- --calibrate`; the row for 400 ms and
 * the 250 Mbit/s for 90 s are predicted and must not be looked at when these numbers are changed. None depends on how many
 * agents there are.
 */
import type { RequestCost, RequestKind } from '../../cluster/capacity-costs.ts';
import { usualCosts } from '../../cluster/capacity-costs.ts';
import type { Ms } from '../../wire/names.ts';

/** Stated with each result, so that results of different parameters are not compared. */
export const parametersVersion = 1;

export const calibrated = {
  /** By which every CPU cost of `capacity-costs.ts` is multiplied. Gives the slope of the two rows. */
  cpuScale: 0.614,
  /** Main-thread time of an agent's browser for each response: reading, running, drawing. Gives their offset. */
  browserMsPerResponse: 395 as Ms,
} as const;

/** Not published: what a response and a stanza weigh on the wire, compressed. assumed, from typical sizes. */
export const bytesOf: Readonly<Record<RequestKind, number>> = {
  'system-info': 1_500,
  login: 1_000,
  read: 3_000,
  action: 1_000,
  configuration: 12_000,
  /** The frame with the container's own features inlined, and the gadget. */
  'gadget-xml': 90_000,
  'gadget-jsp': 90_000,
  static: 30_000,
};
export const stanzaBytes = { connect: 6_000, item: 2_500, ping: 200 } as const;

/**
 * The share of its capacity that a node plans for desktops that come over; the rest serves those who are there. assumed.
 */
export const plannedShare = 0.9;

/** What a node's capacity is spent on, by kind. */
export function costsWith(cpuScale: number): Readonly<Record<RequestKind, RequestCost>> {
  const kinds = Object.keys(usualCosts) as RequestKind[];
  const cost = (kind: RequestKind): RequestCost => ({
    cpuMs: usualCosts[kind].cpuMs * cpuScale,
    bytes: bytesOf[kind],
  });
  return Object.fromEntries(kinds.map((kind) => [kind, cost(kind)])) as Record<RequestKind, RequestCost>;
}
