/**
 * A gadget's life as data: which event leads from which state to which, and how long each step may take. The host's
 * supervisor (`quarantine.ts`) runs it; the documentation's diagram is made from it. Pure.
 */
import type { GadgetState } from './contract.ts';

export const gadgetEvents = [
  /** The module is there and the element was made. */
  'loaded',
  /** Kept state is back and the first render is done. */
  'rendered',
  /** The desktop left phase `connected`: data may be out of date. */
  'lost',
  /** The desktop is connected again. */
  'live',
  /** It threw, or rejected. */
  'fault',
  /** It missed a deadline. */
  'overdue',
  /** The agent asked for it again. */
  'restart',
] as const;
export type GadgetEvent = (typeof gadgetEvents)[number];

/** Every state answers every event; an event that says nothing new leads back to where it was. */
export const gadgetTransitions: Readonly<Record<GadgetState, Readonly<Record<GadgetEvent, GadgetState>>>> = {
  loading: {
    loaded: 'restoring',
    rendered: 'loading',
    lost: 'loading',
    live: 'loading',
    fault: 'quarantined',
    overdue: 'quarantined',
    restart: 'loading',
  },
  restoring: {
    loaded: 'restoring',
    rendered: 'ready',
    lost: 'restoring',
    live: 'restoring',
    fault: 'quarantined',
    overdue: 'quarantined',
    restart: 'loading',
  },
  ready: {
    loaded: 'ready',
    rendered: 'ready',
    lost: 'stale',
    live: 'ready',
    fault: 'quarantined',
    overdue: 'quarantined',
    restart: 'loading',
  },
  stale: {
    loaded: 'stale',
    rendered: 'stale',
    lost: 'stale',
    live: 'ready',
    fault: 'quarantined',
    overdue: 'quarantined',
    restart: 'loading',
  },
  quarantined: {
    loaded: 'quarantined',
    rendered: 'quarantined',
    lost: 'quarantined',
    live: 'quarantined',
    fault: 'quarantined',
    overdue: 'quarantined',
    restart: 'loading',
  },
};

/** Steps that have a deadline; `restore` and `render` are both within state `restoring`. */
export const gadgetSteps = ['load', 'restore', 'render'] as const;
export type GadgetStep = (typeof gadgetSteps)[number];

export interface Deadline {
  /** The agent is told that this gadget is slow. Ms after the step began. */
  readonly warnMs: number;
  /** It is quarantined. Ms after the step began. */
  readonly killMs: number;
}
export type GadgetDeadlines = Readonly<Record<GadgetStep, Deadline>>;

/**
 * Real time, whatever the speed of the simulated clock. A gadget chunk is some kB: 10 s is a dead network, not a slow
 * one (seen: 2.2 s for 20 gadgets at 400 ms and 1.5 Mbit/s). Restoring reads memory: 3 s is a database that hangs.
 */
export const gadgetDeadlines: GadgetDeadlines = {
  load: { warnMs: 4_000, killMs: 10_000 },
  restore: { warnMs: 1_500, killMs: 3_000 },
  render: { warnMs: 1_000, killMs: 3_000 },
};

/** Errors from event handlers and timers do not stop a gadget at once: this many within this time do. */
export const eventFaultLimit = { count: 3, withinMs: 10_000 } as const;
