/** A value as DesktopCache keeps it, and as it gives it back: to each who reads one of his own. Knows nothing of where it is kept. */
import type { CacheRecord } from './contract.ts';
import { copyOf } from './copy.ts';
import { valueOf } from './first-value.ts';
import { jsonTextOf } from './pure/json-text.ts';
import type { StoredRecord } from './pure/operation.ts';

/** What callers do to the value must not change what is kept: each has his own. Throws `SyntaxError` for a broken text. */
export const asRecord = (record: StoredRecord): CacheRecord => {
  const { key, value, text, version, savedAt } = record;
  return { key, value: text === undefined ? copyOf(value) : valueOf(record, text), version, savedAt };
};

/** What is kept of a value. Throws `DataCloneError` for what cannot be cloned. */
export function contentOf(value: unknown): Pick<StoredRecord, 'value' | 'text'> {
  const text = jsonTextOf(value);
  return text === undefined ? { value: copyOf(value) } : { text };
}
