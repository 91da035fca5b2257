/**
 * Everything that happens in a fleet, as bytes for a hash: equal runs give equal bytes. The hash itself is made outside,
 * where there is a cryptography library. Knows nothing of what the numbers mean.
 */
import type { Ms } from '../../wire/names.ts';

export type TraceSink = (bytes: Uint8Array) => void;

export interface Trace {
  add(at: Ms, kind: number, desk: number, detail: number): void;
  flush(): void;
  readonly events: number;
}

/** Numbers kept before they are handed out. */
const capacity = 4096;

export function createTrace(sink: TraceSink): Trace {
  const numbers = new Float64Array(capacity);
  let used = 0;
  let events = 0;
  const flush = (): void => {
    if (used > 0) sink(new Uint8Array(numbers.buffer, 0, used * 8).slice());
    used = 0;
  };
  return {
    get events() {
      return events;
    },
    add(at, kind, desk, detail) {
      events += 1;
      numbers[used] = at;
      numbers[used + 1] = kind * 0x1_0000_0000 + desk;
      numbers[used + 2] = detail;
      used += 3;
      if (used + 3 > capacity) flush();
    },
    flush,
  };
}

/** A short text as a number, for a detail. */
export function textNumber(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
