/** Times one store in a page of its own: twenty gadgets that keep their state, or that get it back. */
import type { StoreRequest } from '../contract.ts';
import { contenders } from './contenders.ts';
import { stateOfSize } from './state-of-size.ts';

const nameOf = ({ contender, bytes }: StoreRequest): string => `bench-${contender}-${bytes}`;
const keysOf = ({ gadgets }: StoreRequest): string[] =>
  Array.from({ length: gadgets }, (_, index) => `gadget-${index}`);

// As both have been by the time a desktop opens its cache: the first touch holds the thread, and is nobody's restore.
localStorage.getItem('theme');
sessionStorage.getItem('page');

/** The others read their journals there: it shall not be full of this one's values. */
const clearLocalStorage = (name: string): void => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(`${name}/`)) localStorage.removeItem(key);
};

window.storesBench = {
  async put(request) {
    const store = await contenders[request.contender](nameOf(request));
    const keys = keysOf(request);
    const values = keys.map((_, index) => stateOfSize(request.bytes, request.round * 1000 + index));
    // The connection is open before the first gadget puts something, as in a desktop that runs.
    await store.restore(keys);
    if (request.contender === 'localStorage') clearLocalStorage(nameOf(request));
    try {
      const begun = performance.now();
      const puts = keys.map((key, index) => store.put(key, values[index], 'relaxed'));
      const held_ms = performance.now() - begun;
      await Promise.all(puts);
      const put_ms = performance.now() - begun;
      if (request.contender === 'localforage' || request.contender === 'localStorage')
        return { held_ms, put_ms, strict_ms: undefined };
      const strictBegun = performance.now();
      await store.put('gadget-0', values[0], 'strict');
      return { held_ms, put_ms, strict_ms: performance.now() - strictBegun };
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') throw error;
      clearLocalStorage(nameOf(request));
      return { held_ms: undefined, put_ms: undefined, strict_ms: undefined };
    } finally {
      store.leave();
    }
  },
  async restore(request) {
    const begun = performance.now();
    const store = await contenders[request.contender](nameOf(request));
    const values = await store.restore(keysOf(request));
    const restore_ms = performance.now() - begun;
    store.leave();
    if (request.contender === 'localStorage') clearLocalStorage(nameOf(request));
    const found = values.filter((value) => JSON.stringify(value ?? '').length > request.bytes / 2).length;
    const was_ahead = store.wasAhead?.() ?? false;
    if (found === request.gadgets) return { restore_ms, was_ahead };
    if (request.contender === 'localStorage') return { restore_ms: undefined, was_ahead };
    throw new Error(`${request.contender} gave ${found} of ${request.gadgets} values back`);
  },
};
