/**
 * Drives a world through time in the one way that can be repeated: every wake-up takes place at its own deadline, before
 * any later input. Live running and replay of the journal both go through here, and so end in the same bytes.
 * Knows no clock, no timer and no storage.
 */
import type { World, WorldEffect, WorldInput } from '../sim/contract.ts';
import type { Ms } from '../wire/names.ts';

export interface Timeline {
  readonly world: World;
  /** Virtual time of the last thing that happened to the world. */
  readonly at: Ms;
  /** Lives through everything that falls due up to and including `now`. */
  advance(now: Ms): void;
  /**
   * Lives up to `now`, then handles the input. Returns the time at which it was handled, which is what the journal must
   * hold. Rethrows what the world throws (`ClusterRefusal`); a refused input changes nothing and is not journalled.
   */
  feed(input: WorldInput, now: Ms): Ms;
}

/** The world keeps asking to be woken at one and the same time: a fault of the world, told instead of hanging the worker. */
export class StuckWorld extends Error {
  override readonly name = 'StuckWorld';
  readonly code = 'stuck-world';
  constructor(at: Ms) {
    super(`the world does not get past virtual time ${at}`);
  }
}

/** More wake-ups than any burst at one instant needs. */
const mostWakesAtOneInstant = 100_000;

export function createTimeline(
  world: World,
  startsAt: Ms,
  onEffects: (effects: readonly WorldEffect[], at: Ms) => void,
): Timeline {
  let at = startsAt;

  const settle = (): void => {
    const effects = world.effects();
    if (effects.length > 0) onEffects(effects, at);
  };

  const advance = (now: Ms): void => {
    let wakes = 0;
    for (let due = world.deadline(); due !== undefined && due <= now; due = world.deadline()) {
      wakes = due > at ? 0 : wakes + 1;
      if (wakes > mostWakesAtOneInstant) throw new StuckWorld(due);
      at = Math.max(at, due);
      world.wake(at);
      settle();
    }
  };

  return {
    world,
    get at() {
      return at;
    },
    advance,
    feed(input, now) {
      advance(now);
      const handledAt = Math.max(at, now);
      world.handle(input, handledAt);
      at = handledAt;
      settle();
      return handledAt;
    },
  };
}
