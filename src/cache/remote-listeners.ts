/** Who wants to hear of values that another tab has put, by the namespace that they belong to. Knows no value. */
import type { CacheRecord } from './contract.ts';

type Listener = (record: CacheRecord) => void;

export interface RemoteListeners {
  /** Returns the end of it. */
  add(owner: string, name: string, listener: Listener): () => void;
  of(owner: string, name: string): Iterable<Listener>;
}

const placeOf = (owner: string, name: string): string => JSON.stringify([owner, name]);

export function createRemoteListeners(): RemoteListeners {
  const listeners = new Map<string, Set<Listener>>();
  return {
    add(owner, name, listener) {
      const place = placeOf(owner, name);
      const all = listeners.get(place) ?? new Set<Listener>();
      listeners.set(place, all.add(listener));
      return () => all.delete(listener);
    },
    of: (owner, name) => listeners.get(placeOf(owner, name)) ?? [],
  };
}
