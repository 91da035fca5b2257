/**
 * DesktopCache seen from beside: what one owner has, every change that any tab makes, and changes brought from elsewhere.
 * For the copy that waits at the other node's address. Knows no gadget and no page; newest wins, as everywhere.
 */
import { openDatabase } from './database.ts';
import { isOperation, operationsIn, type Operation } from './pure/operation.ts';

export { slotOf } from './pure/operation.ts';
export type { Operation } from './pure/operation.ts';

/** DesktopCache of a pair of real nodes: an agent there and one of the simulated cluster may have the same id. */
export const liveCacheName = (pair: string): string => `understudy-cache-live-${pair}`;

/** The name under which `openDesktopCache` tells other tabs. */
const channelOf = (name: string): string => `understudy-cache:${name}`;

/** Calls for each change of the cache in any tab of this origin, this one included. Returns the end of it. */
export function watchCache(name: string, onOperation: (operation: Operation) => void): () => void {
  const channel = new BroadcastChannel(channelOf(name));
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    for (const operation of operationsIn(data)) onOperation(operation);
  };
  return () => channel.close();
}

/**
 * Everything of one owner that is on disk: first what it replaces elsewhere (older records are cleared, or what was
 * deleted here would come back there), then puts. Rejects with `CacheFailure`.
 */
export async function readOwner(name: string, owner: string): Promise<readonly Operation[]> {
  const database = await openDatabase(name, () => undefined);
  try {
    const { records } = await database.readAll(owner);
    const newest = records.reduce((latest, { savedAt }) => Math.max(latest, savedAt), 0);
    return [
      { kind: 'clear', owner, savedAt: newest },
      ...records.map((record): Operation => ({ kind: 'put', record })),
    ];
  } finally {
    database.close();
  }
}

/**
 * Brings changes in, on disk when it resolves, and tells open desktops of them. What is no operation is left out: it came
 * from another address. Returns how many were. Rejects with `CacheFailure`.
 */
export async function absorb(name: string, changes: readonly unknown[], now: number): Promise<number> {
  const operations = changes.filter(isOperation);
  if (operations.length > 0) {
    const database = await openDatabase(name, () => undefined);
    try {
      await database.write(operations, { durability: 'relaxed', leaving: false, now });
    } finally {
      database.close();
    }
    const channel = new BroadcastChannel(channelOf(name));
    channel.postMessage(operations);
    channel.close();
  }
  return changes.length - operations.length;
}
