/** What reads give: the memory copy without what stands aside. Decides nothing. */
import type { CacheView } from './cache-core-contract.ts';
import type { MemoryCopy } from './memory-copy.ts';
import { isAside } from './operation.ts';
import type { CacheState } from './states.ts';

export const viewOf = (memory: MemoryCopy, state: () => CacheState, isRead: (owner: string) => boolean): CacheView => ({
  get state() {
    return state();
  },
  get: (owner, name, key, time) => memory.get(owner, name, key, time),
  all: (owner, name, time) => memory.all(owner, name, time).filter(({ key }) => !isAside(key)),
  isBroken: (owner, name, key) => memory.isBroken(owner, name, key),
  isRead,
});
