/**
 * One direction of one connection: pieces go in, and come out in order when the network lets them. Bounded by its user,
 * who sees how much is waiting. Knows nothing of sockets.
 */
import type { Network } from './conditions.ts';

export interface Lane<Piece> {
  /** `bytes` is 0 for the end of the stream, which travels behind everything before it. */
  put(piece: Piece, bytes: number): void;
  readonly waitingBytes: number;
  /** Looks again: the network has changed. */
  check(): void;
  /** Drops what is waiting. */
  clear(): void;
}

interface Waiting<Piece> {
  readonly piece: Piece;
  readonly bytes: number;
  readonly due: number;
}

/** `deliver` is called in order, once per piece. */
export function createLane<Piece>(network: Network, deliver: (piece: Piece) => void): Lane<Piece> {
  let waiting: Waiting<Piece>[] = [];
  let waitingBytes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const check = (): void => {
    clearTimeout(timer);
    timer = undefined;
    while (!network.conditions.frozen) {
      // Only ever the first: as on TCP, one lost packet holds up all behind it.
      const [first] = waiting;
      if (!first) return;
      const wait = first.due - performance.now();
      if (wait > 0) {
        timer = setTimeout(check, Math.ceil(wait));
        return;
      }
      waiting.shift();
      waitingBytes -= first.bytes;
      deliver(first.piece);
    }
  };

  return {
    put(piece, bytes) {
      waiting.push({ piece, bytes, due: performance.now() + network.travelMs(bytes) });
      waitingBytes += bytes;
      if (waiting.length === 1) check();
    },
    get waitingBytes() {
      return waitingBytes;
    },
    check,
    clear() {
      clearTimeout(timer);
      waiting = [];
      waitingBytes = 0;
    },
  };
}
