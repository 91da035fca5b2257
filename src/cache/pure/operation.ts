/**
 * What can be done to the cache, as data: the same value goes to the memory copy, to the write queue, to the journal
 * and to the other tabs. Pure; knows nothing of IndexedDB or time.
 */

/** When a write was made, and by whom: what decides between two of one key, in every tab and on disk alike. */
export interface Stamp {
  /** Ms since 1970; the newer of two writes to one key wins. */
  readonly savedAt: number;
  /**
   * Of two in the same millisecond the one whose writer's name comes later: that of a page that began later, or else any, but
   * the same for all. Absent in what older builds wrote.
   */
  readonly by?: string;
}

/** As it stands in the database; the first three fields are its key. */
export interface StoredRecord extends Stamp {
  /** The agent id. */
  readonly owner: string;
  /** The gadget id, or `shell`. */
  readonly name: string;
  readonly key: string;
  /** What JSON would change, and what cannot change: texts, numbers. Everything else is in `text`. */
  readonly value?: unknown;
  /** JSON of the value: nobody can change it, and whoever reads makes a value of his own from it. */
  readonly text?: string;
  readonly version: number;
  /** Ms since 1970; absent: kept until deleted. */
  readonly expiresAt?: number;
}

export type Operation =
  | { readonly kind: 'put'; readonly record: StoredRecord }
  | (Stamp & { readonly kind: 'delete'; readonly owner: string; readonly name: string; readonly key: string })
  /** Everything of one owner, or of one namespace of it, saved no later than `savedAt`. */
  | { readonly kind: 'clear'; readonly owner: string; readonly name?: string; readonly savedAt: number };

/** Records that could not be read stand under their key with this ending. */
export const brokenSuffix = '~broken';
/** What the database held while it could not be opened, and what was written blindly over it meanwhile. */
export const unseenSuffix = '~unseen';
/** Kept for whoever asks by name, but not part of a namespace's data. */
export const isAside = (key: string): boolean => key.endsWith(brokenSuffix) || key.endsWith(unseenSuffix);

/**
 * A record saved further ahead than this is from a clock that has been set back since; it does not win over a write of
 * now, or its key could never be written again. Ms.
 */
export const futureToleranceMs = 60_000;

/** One text per key of the database, for maps. Names may hold any character, so lengths part them. */
export function slotOf(operation: Operation): string {
  if (operation.kind === 'clear') return `clear ${operation.owner.length} ${operation.owner} ${operation.name ?? ''}`;
  const { owner, name, key } = operation.kind === 'put' ? operation.record : operation;
  return `${owner.length} ${name.length} ${owner} ${name} ${key}`;
}

/** Does `later`, coming after `earlier`, make it needless? */
export function supersedes(later: Operation, earlier: Operation): boolean {
  if (later.kind !== 'clear') return slotOf(later) === slotOf(earlier);
  const { owner, name } = earlier.kind === 'put' ? earlier.record : earlier;
  return later.owner === owner && (later.name === undefined || later.name === name);
}

/** Negative, 0 for the same write, or positive when `one` was made after `other`. */
export function byAge(one: Stamp, other: Stamp): number {
  if (one.savedAt !== other.savedAt) return one.savedAt - other.savedAt;
  const [mine, theirs] = [one.by ?? '', other.by ?? ''];
  return mine === theirs ? 0 : mine > theirs ? 1 : -1;
}

/** Does what stands in the database (or in memory) win over a write that comes now? */
export function isNewer(existing: Stamp, write: Stamp, now: number) {
  return byAge(existing, write) > 0 && existing.savedAt <= now + futureToleranceMs;
}

/** Of a clear the last moment that it reaches. */
export const stampOf = (operation: Operation): Stamp => (operation.kind === 'put' ? operation.record : operation);

const isText = (value: unknown): value is string => typeof value === 'string';
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** A record that reads back as one. Anything else in the database is corrupt and kept aside. */
export function isStoredRecord(value: unknown): value is StoredRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { owner, name, key, text, version, savedAt, by, expiresAt } = value as Partial<
    Record<keyof StoredRecord, unknown>
  >;
  return (
    isText(owner) &&
    isText(name) &&
    isText(key) &&
    Number.isInteger(version) &&
    isTime(savedAt) &&
    (by === undefined || isText(by)) &&
    (expiresAt === undefined || isTime(expiresAt)) &&
    (isText(text) || (text === undefined && 'value' in value))
  );
}

/** For what comes from another tab or from the journal. */
export function isOperation(value: unknown): value is Operation {
  if (typeof value !== 'object' || value === null) return false;
  const operation = value as Partial<Record<'kind' | 'record' | 'owner' | 'name' | 'key' | 'savedAt' | 'by', unknown>>;
  if (operation.kind === 'put') return isStoredRecord(operation.record);
  if (!isText(operation.owner) || !isTime(operation.savedAt)) return false;
  if (operation.by !== undefined && !isText(operation.by)) return false;
  if (operation.kind === 'delete') return isText(operation.name) && isText(operation.key);
  return operation.kind === 'clear' && (operation.name === undefined || isText(operation.name));
}

/** In what another tab says: one turn's writes, in their order. Of an older build's message, the one it brings. */
export function operationsIn(message: unknown): readonly Operation[] {
  return (Array.isArray(message) ? (message as readonly unknown[]) : [message]).filter(isOperation);
}
