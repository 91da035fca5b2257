/**
 * Two instances of the cluster's worker can meet while an update is rolled out: pages of the old build hold the old
 * worker, the first page of the new build starts another. One writes at a time (`cluster-writer`); the older gives way to the
 * newer, never the reverse, so that they cannot take the cluster from each other in turns.
 */
import { holdLock, type Release } from '../thread/locks.ts';

interface Claim {
  readonly build: string;
}

const claimEveryMs = 500;

/** Waits for the right to write, and asks an older build's instance to leave. */
export async function becomeWriter(scope: string, build: string): Promise<Release> {
  const channel = new BroadcastChannel(scope);
  const claim = (): void => channel.postMessage({ build } satisfies Claim);
  // Repeated, because the holder may be starting up and not listening yet.
  const repeat = setInterval(claim, claimEveryMs);
  claim();
  try {
    return await holdLock(scope);
  } finally {
    clearInterval(repeat);
    channel.close();
  }
}

/** Calls once when a newer build asks for the cluster. */
export function whenNewerClaims(scope: string, build: string, leave: () => void): void {
  const channel = new BroadcastChannel(scope);
  channel.onmessage = (event: MessageEvent<Claim>) => {
    if (event.data.build <= build) return;
    channel.close();
    leave();
  };
}
