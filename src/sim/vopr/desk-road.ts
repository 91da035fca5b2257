/**
 * One desktop's own stretch of the road to one node, which can be cut for it alone: what was under way on open connections
 * is held and goes on when the road is good again; what is begun meanwhile goes nowhere; after a minute the computer's
 * stack gives up. The same rules as the world's network, for one desktop.
 */
import type { Ms } from '../../wire/names.ts';
import type { WorldEffect, WorldInput } from '../contract.ts';
import { unacknowledgedLimitMs } from '../network.ts';

export interface DeskRoad {
  /** True when it may be sent on now. */
  outward(input: WorldInput): boolean;
  inward(effect: WorldEffect): boolean;
  cut(at: Ms): void;
  isCut(): boolean;
  /** What was held, in order. */
  restore(): { readonly outward: readonly WorldInput[]; readonly inward: readonly WorldEffect[] };
  /** When the stack gives up; `undefined` while nothing is cut. */
  givesUpAt(): Ms | undefined;
  /** It gave up: nothing is held any more. The road stays cut. */
  giveUp(): void;
}

export function createDeskRoad(): DeskRoad {
  let since: Ms | undefined;
  let given = false;
  let outward: WorldInput[] = [];
  let inward: WorldEffect[] = [];
  return {
    outward(input) {
      if (since === undefined) return true;
      const isNew = input.type === 'rest' || (input.type === 'xmpp' && input.message.kind === 'connect');
      if (!isNew && !given) outward.push(input);
      return false;
    },
    inward(effect) {
      if (since === undefined) return true;
      if (!given) inward.push(effect);
      return false;
    },
    cut(at) {
      since ??= at;
      given = false;
    },
    isCut: () => since !== undefined,
    restore() {
      const held = { outward, inward };
      since = undefined;
      outward = [];
      inward = [];
      return held;
    },
    givesUpAt: () => (since === undefined || given ? undefined : since + unacknowledgedLimitMs),
    giveUp() {
      given = true;
      outward = [];
      inward = [];
    },
  };
}
