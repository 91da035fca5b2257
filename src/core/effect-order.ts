/** In which order effects are handed out, whatever order they came up in. Knows no state. */
import type { CoreEffect } from './contract.ts';

/** The order of one drain: a record that outlives us, then what people are told, then callers and marks, then I/O. */
const rank = {
  persist: 0,
  announce: 1,
  'settle-command': 2,
  'settle-gadget-read': 2,
  mark: 2,
  request: 3,
  'open-channel': 3,
  'close-channel': 3,
  'present-channel': 3,
  subscribe: 3,
  ping: 3,
  'open-chat': 3,
  'close-chat': 3,
  'chat-send': 3,
  'save-gadgets': 3,
  'reload-pages': 3,
  'hand-over': 3,
} as const satisfies Record<CoreEffect['type'], number>;

/** By rank; of several records only the last. The same list where it is so already. */
export function ordered(drained: CoreEffect[]): CoreEffect[] {
  if (drained.length === 1 || isInOrder(drained)) return drained;
  const lastPersist = drained.findLast((effect) => effect.type === 'persist');
  return drained
    .filter((effect) => effect.type !== 'persist' || effect === lastPersist)
    .sort((left, right) => rank[left.type] - rank[right.type]);
}

/** The usual case, for which nothing need be made: ranks do not fall, and at most one record is handed out. */
function isInOrder(effects: readonly CoreEffect[]): boolean {
  let last = -1;
  for (const { type } of effects) {
    const own = rank[type];
    if (own < last || (own === rank.persist && last === rank.persist)) return false;
    last = own;
  }
  return true;
}
