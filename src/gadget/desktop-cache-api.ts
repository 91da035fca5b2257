/**
 * The documented callback API of the desktop's cache, on top of one gadget's namespace: for gadgets written against
 * `saveOrUpdateData`, `fetchData`, `deleteData`, `clearData` and `setGroup`. Callbacks are optional and get `(error, data)`.
 * What the documentation leaves open is marked `assumed`.
 */
import type { CacheNamespace } from '../cache/contract.ts';

export interface CachedData {
  readonly key: string;
  readonly data: unknown;
}
export type CacheCallback<Data> = (error: Error | null, data?: Data) => void;

export interface DesktopCacheApi {
  /** Keys of the following calls belong to this group (assumed: a gadget's own name space; `''` is the default one). */
  setGroup(name: string): void;
  /** Inserts or replaces every item of the array. */
  saveOrUpdateData(items: readonly CachedData[], callback?: CacheCallback<readonly CachedData[]>): void;
  /** One record by key; with `null` all of the group. A key that is not there gives no error and `undefined` (assumed). */
  fetchData(key: string, callback?: CacheCallback<CachedData | undefined>): void;
  fetchData(key: null, callback?: CacheCallback<readonly CachedData[]>): void;
  deleteData(key: string, callback?: CacheCallback<undefined>): void;
  /** Deletes every record of the group. */
  clearData(callback?: CacheCallback<undefined>): void;
}

/** Callers are not compiled with these types. */
const areItems = (items: unknown): items is readonly CachedData[] =>
  Array.isArray(items) && items.every((item: { key?: unknown } | null) => typeof item?.key === 'string');

function answer<Data>(work: Promise<Data>, callback: CacheCallback<Data> | undefined): void {
  work.then(
    (data) => callback?.(null, data),
    (cause: unknown) => callback?.(cause instanceof Error ? cause : new Error(String(cause))),
  );
}

/** For older gadgets, with `desktop.cache`; a new one keeps its state with `@kept`. */
export function createDesktopCacheApi(namespace: CacheNamespace): DesktopCacheApi {
  let start = 'data..';
  const inGroup = async (): Promise<CachedData[]> => {
    const group = start;
    const records = await namespace.all();
    return records
      .filter(({ key }) => key.startsWith(group))
      .map(({ key, value }) => ({ key: key.slice(group.length), data: value }));
  };

  const fetch = async (key: string | null): Promise<CachedData | undefined | readonly CachedData[]> => {
    if (key === null) return inGroup();
    const record = await namespace.get(start + key);
    return record && { key, data: record.value };
  };

  return {
    setGroup(name) {
      start = `data.${encodeURIComponent(name)}.`;
    },
    saveOrUpdateData(items, callback) {
      const group = start;
      const save = async () => {
        if (!areItems(items)) throw new TypeError('saveOrUpdateData wants an array of {key, data}');
        await Promise.all(items.map(({ key, data }) => namespace.put(group + key, data)));
        return items;
      };
      answer(save(), callback);
    },
    fetchData(key: string | null, callback?: CacheCallback<never>) {
      answer(fetch(key), callback as CacheCallback<unknown> | undefined);
    },
    deleteData(key, callback) {
      answer(
        namespace.delete(start + key).then(() => undefined),
        callback,
      );
    },
    clearData(callback) {
      const group = start;
      const clear = async () => {
        await Promise.all((await inGroup()).map(({ key }) => namespace.delete(group + key)));
        return undefined;
      };
      answer(clear(), callback);
    },
  };
}
