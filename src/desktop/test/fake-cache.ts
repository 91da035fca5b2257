/** A DesktopCache in memory: what is put is there, nothing is on disk. */
import type { CacheNamespace, CacheRecord, CacheState, DesktopCache } from '../../cache/contract.ts';

export class FakeCache implements DesktopCache {
  state: CacheState = { kind: 'open' };
  readonly #shelves = new Map<string, Map<string, CacheRecord>>();
  readonly #listeners = new Set<(state: CacheState) => void>();

  setState(state: CacheState): void {
    this.state = state;
    for (const listener of this.#listeners) listener(state);
  }
  onStateChange(listener: (state: CacheState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  namespace(owner: string, name: string): CacheNamespace {
    const key = `${owner}/${name}`;
    const shelf = this.#shelves.get(key) ?? new Map<string, CacheRecord>();
    this.#shelves.set(key, shelf);
    return {
      name,
      put: (recordKey, value, options) => {
        shelf.set(recordKey, { key: recordKey, value, version: options?.version ?? 1, savedAt: 0 });
        return Promise.resolve();
      },
      get: (recordKey) => Promise.resolve(shelf.get(recordKey)),
      all: () => Promise.resolve([...shelf.values()]),
      delete: (recordKey) => {
        shelf.delete(recordKey);
        return Promise.resolve();
      },
      clear: () => {
        shelf.clear();
        return Promise.resolve();
      },
    };
  }
  preload(): Promise<void> {
    return Promise.resolve();
  }
  flush(): Promise<void> {
    return Promise.resolve();
  }
  forget(owner: string): Promise<void> {
    for (const key of this.#shelves.keys()) if (key.startsWith(`${owner}/`)) this.#shelves.delete(key);
    return Promise.resolve();
  }
  close(): void {
    this.#listeners.clear();
  }
}
