/**
 * Drives one five-verb part in real life: feeds inputs with the clock's time, hands effects to an executor in order,
 * and keeps exactly one timer armed at the part's deadline.
 */
import type { Clock } from './clock.ts';

export interface FiveVerbs<Input, Effect> {
  handle(input: Input, now: number): void;
  wake(now: number): void;
  effects(): Effect[];
  deadline(): number | undefined;
}

export interface Driver<Input> {
  /** Feeds one input and executes what follows. Rethrows what `handle` throws, after draining nothing. */
  feed(input: Input): void;
  stop(): void;
}

export interface DriverHooks<Input, Effect> {
  /** Carries out the effects of one step, in order. May call `feed` again; that runs after the present batch. */
  readonly execute: (effects: readonly Effect[], now: number) => void;
  /** Sees every input before the part does; `undefined` input means a wake-up. For recorder and journal. */
  readonly tap?: (input: Input | undefined, now: number) => void;
  /** After each step, when its effects are carried out (also when there were none): what the part shows may be new. */
  readonly settled?: (now: number) => void;
}

export function drive<Input, Effect>(
  part: FiveVerbs<Input, Effect>,
  clock: Clock,
  hooks: DriverHooks<Input, Effect>,
): Driver<Input> {
  let cancelTimer: (() => void) | undefined;
  let stopped = false;
  let executing = false;
  const waiting: Input[] = [];

  const settle = (now: number): void => {
    executing = true;
    try {
      const effects = part.effects();
      if (effects.length > 0) hooks.execute(effects, now);
      hooks.settled?.(now);
    } finally {
      executing = false;
    }
    const next = waiting.shift();
    if (next !== undefined) feed(next);
    else arm();
  };

  const arm = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    const due = part.deadline();
    if (stopped || due === undefined) return;
    cancelTimer = clock.at(due, wake);
  };

  const wake = (): void => {
    if (stopped) return;
    const now = clock.now();
    hooks.tap?.(undefined, now);
    part.wake(now);
    settle(now);
  };

  const feed = (input: Input): void => {
    if (stopped) return;
    if (executing) {
      waiting.push(input);
      return;
    }
    const now = clock.now();
    hooks.tap?.(input, now);
    try {
      part.handle(input, now);
    } finally {
      // Also after a refused input: it must not leave the timer unarmed or queued inputs behind.
      settle(now);
    }
  };

  arm();
  return {
    feed,
    stop() {
      stopped = true;
      cancelTimer?.();
      waiting.length = 0;
    },
  };
}
