/**
 * Values made ahead of their first reader, while the thread waits for what is still being read: large texts take their time.
 * Each is given out once, to whom it belongs from then on; who reads later makes his own. Knows nothing of who reads.
 */
import type { StoredRecord } from './pure/operation.ts';

/** Ms after which nobody is expected to ask: then the text alone is kept. */
const waitsMs = 10_000;

let values = new WeakMap<StoredRecord, unknown>();
let clearing: ReturnType<typeof setTimeout> | undefined;

export function makeAhead(record: StoredRecord): void {
  try {
    if (record.text !== undefined) values.set(record, JSON.parse(record.text));
  } catch {
    // Told to who reads it.
  }
  clearing ??= setTimeout(() => {
    clearing = undefined;
    values = new WeakMap();
  }, waitsMs);
}

/** A value that is nobody else's. Throws `SyntaxError` when the text is none of JSON. */
export function valueOf(record: StoredRecord, text: string): unknown {
  const made = values.get(record);
  if (made === undefined) return JSON.parse(text);
  values.delete(record);
  return made;
}
