/**
 * Web Locks as proofs of life: whoever holds a lock is alive, and its end (close, navigation, crash, `self.close()`)
 * frees the lock without any message. Knows nothing of who holds which name for what.
 *
 * Names in use: `tab:<tabId>` (a page), `core-alive:<instance>` and `cluster-alive:<instance>` (workers),
 * `core:<scope>:<agentId>` (the one core of an agent), `host:<name>` (the tab that hosts a dedicated worker).
 */

export type Release = () => void;

/** Waits until the lock is ours; resolves with the release. Rejects with the signal's reason when told to stop waiting. */
export function holdLock(name: string, signal?: AbortSignal): Promise<Release> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, signal ? { signal } : {}, () => new Promise<void>((release) => resolve(() => release())))
      .catch(reject);
  });
}

/** Takes the lock if nobody has it; `undefined` otherwise. */
export function tryLock(name: string): Promise<Release | undefined> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) {
          resolve(undefined);
          return undefined;
        }
        return new Promise<void>((release) => resolve(() => release()));
      })
      .catch(reject);
  });
}

/**
 * Resolves `free` when nobody holds the lock exclusively, `stopped` when the signal ends the wait. Shared mode, so that
 * any number of watchers learn of one end at the same time and never stand in each other's way.
 */
export async function whenLockFree(name: string, signal?: AbortSignal): Promise<'free' | 'stopped'> {
  try {
    await navigator.locks.request(name, signal ? { mode: 'shared', signal } : { mode: 'shared' }, () => undefined);
    return 'free';
  } catch (error) {
    if (signal?.aborted) return 'stopped';
    throw error;
  }
}

/** Names of all locks of this origin that are held now and begin with `prefix`. */
export async function heldLocks(prefix: string): Promise<string[]> {
  const { held = [] } = await navigator.locks.query();
  return held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : []));
}
