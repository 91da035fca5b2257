/** What one round of the soak is, drawn from its seed: the way to move, and the moment of the kill. Pure. */
import { createDice } from '../../src/sim/vopr/dice.ts';
import type { Way } from '../real/agent-page.ts';

/** Up to where the call goes before the node is killed. */
export const stages = ['signed in', 'ringing', 'talking', 'held', 'retrieved', 'hung up'] as const;
export type Stage = (typeof stages)[number];

/** What the agent does when the node is killed. */
export type Moment =
  /** Nothing; so many ms after the stage was reached. */
  | { readonly kind: 'idle'; readonly stage: Stage; readonly afterMs: number }
  /** Typing a note, so many ms after its first letter; goes on typing. */
  | { readonly kind: 'typing'; readonly stage: Stage; readonly afterMs: number }
  /** So many ms after the click that leads to the next stage. */
  | { readonly kind: 'clicked'; readonly stage: Stage; readonly afterMs: number }
  /** The click was answered with 202, and its event is not out yet. */
  | { readonly kind: 'accepted'; readonly stage: Stage };

export interface RoundPlan {
  readonly round: number;
  readonly seed: number;
  readonly way: Way;
  readonly moment: Moment;
}

/** Every kind of moment comes as often as any other, every way in turn. */
export function planRound(seed: number, round: number, ways: readonly Way[]): RoundPlan {
  const dice = createDice(seed * 7919 + round);
  const way = ways[round % ways.length] ?? 'in-place';
  const kinds = ['idle', 'typing', 'clicked', 'accepted'] as const;
  const kind = kinds[Math.floor(round / ways.length) % kinds.length] ?? 'idle';
  return { round, seed, way, moment: drawMoment(kind, dice) };
}

function drawMoment(kind: Moment['kind'], dice: ReturnType<typeof createDice>): Moment {
  const stageOf = (first: number, last: number): Stage => stages[dice.between(first, last)] ?? 'talking';
  switch (kind) {
    case 'idle':
      return { kind, stage: stageOf(0, 5), afterMs: dice.between(0, 1200) };
    case 'typing':
      return { kind, stage: stageOf(0, 5), afterMs: dice.between(50, 1500) };
    case 'clicked':
      // From `ringing` on there is something to click; after the hang-up there is nothing.
      return { kind, stage: stageOf(1, 4), afterMs: dice.between(0, 60) };
    case 'accepted':
      return { kind, stage: stageOf(1, 4) };
  }
}

export function wordsOf({ round, seed, way, moment }: RoundPlan): string {
  const after = 'afterMs' in moment ? ` (${moment.afterMs} ms)` : '';
  const what = {
    idle: 'nothing done',
    typing: 'typing',
    clicked: 'after the click',
    accepted: 'between 202 and event',
  };
  return `round ${round}, seed ${seed}: ${way}, ${moment.stage}, ${what[moment.kind]}${after}`;
}
