/**
 * DesktopCache seen from beside: what one owner has, every change that any tab makes, and changes brought from elsewhere.
 * For the copy that waits at the other node's address. Knows no gadget and no page; newest wins, as everywhere.
 */
import { openDatabase } from './database.ts';
import { isOperation, type Operation } from './pure/operation.ts';

/** The name under which `openDesktopCache` tells other tabs. */
const channelOf = (name: string): string => `understudy-cache:${name}`;

/** Calls for each change of the cache in any tab of this origin, this one included. Returns the end of it. */
export function watchCache(name: string, onOperation: (operation: Operation) => void): () => void {
  const channel = new BroadcastChannel(channelOf(name));
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isOperation(data)) onOperation(data);
  };
  return () => channel.close();
}

/** Everything of one owner that is on disk, as puts. Rejects with `CacheFailure`. */
export async function readOwner(name: string, owner: string): Promise<readonly Operation[]> {
  const database = await openDatabase(name, () => undefined);
  try {
    const { records } = await database.readAll(owner);
    return records.map((record) => ({ kind: 'put', record }));
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
    for (const operation of operations) channel.postMessage(operation);
    channel.close();
  }
  return changes.length - operations.length;
}
