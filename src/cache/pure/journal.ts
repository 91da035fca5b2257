/**
 * The leaving journal: the last writes of a page, synchronously into localStorage, because IndexedDB writes in `pagehide`
 * are lost on some navigations in every browser. One entry per instance, merged into the database by the next start.
 * It must not know when a page leaves, nor what wins: `savedAt` travels with each write.
 */
import { byAge, isOperation, stampOf, type Operation, type StoredRecord } from './operation.ts';

/** The part of `Storage` that is needed. Pages pass `localStorage`; workers have none. */
export interface JournalStore {
  readonly length: number;
  key(index: number): string | null;
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

/** Characters of one instance's journal. localStorage holds about 5 million for everyone. */
export const journalLimit = 256 * 1024;

export interface Journal {
  /** Replaces this instance's entry; an empty list removes it. Returns how many writes did not fit or cannot be text. */
  write(operations: readonly Operation[]): number;
  /** Every instance's writes, and the names under which they stand. Unreadable ones are put aside, one at most. */
  read(): { readonly operations: readonly Operation[]; readonly names: readonly string[] };
  /** After the writes are on disk. */
  erase(names: readonly string[]): void;
}

/** JSON gives back what it was given: no Map, Date, undefined, NaN, cycle. */
export function isJsonData(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || depth > 64) return false;
  if (Array.isArray(value)) return value.every((item) => isJsonData(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    (prototype === Object.prototype || prototype === null) &&
    Object.values(value).every((item) => isJsonData(item, depth + 1))
  );
}

const isJsonRecord = ({ text, value }: StoredRecord): boolean => text !== undefined || isJsonData(value);

/** The newest writes that fit, in their old order, as texts. */
function fitting(operations: readonly Operation[], limit: number): string[] {
  const texts = operations
    .map((operation, at) => ({ at, stamp: stampOf(operation), operation }))
    .filter(({ operation }) => operation.kind !== 'put' || isJsonRecord(operation.record))
    .map(({ operation, ...rest }) => ({ ...rest, text: JSON.stringify(operation) }))
    .sort((one, other) => byAge(other.stamp, one.stamp) || other.at - one.at);
  let size = 0;
  const kept = texts.filter(({ text }) => {
    if (size + text.length + 1 > limit) return false;
    size += text.length + 1;
    return true;
  });
  return kept.sort((one, other) => one.at - other.at).map(({ text }) => text);
}

export function createJournal(store: JournalStore, database: string, instance: string): Journal {
  const prefix = `understudy-journal:${database}:`;
  const own = prefix + instance;
  const aside = `${prefix}~broken`;

  const parse = (text: string): readonly Operation[] | undefined => {
    try {
      const operations: unknown = JSON.parse(text);
      return Array.isArray(operations) && operations.every(isOperation) ? operations : undefined;
    } catch {
      return undefined;
    }
  };

  return {
    write(operations) {
      for (let limit = journalLimit; operations.length > 0 && limit > 512; limit /= 2) {
        const texts = fitting(operations, limit);
        if (texts.length === 0) break;
        try {
          store.setItem(own, `[${texts.join()}]`);
          return operations.length - texts.length;
        } catch {
          // The store is full or refused: half of it may still fit.
        }
      }
      store.removeItem(own);
      return operations.length;
    },
    read() {
      const names = Array.from({ length: store.length }, (_, at) => store.key(at)).filter(
        (name): name is string => name?.startsWith(prefix) === true && name !== aside,
      );
      const operations: Operation[] = [];
      for (const name of names) {
        const text = store.getItem(name);
        const parsed = text === null ? [] : parse(text);
        if (parsed) operations.push(...parsed);
        else if (text !== null) {
          try {
            store.setItem(aside, text);
          } catch {
            // No room to keep it; it could not be read anyway.
          }
        }
      }
      return { operations: operations.sort((one, other) => byAge(stampOf(one), stampOf(other))), names };
    },
    erase(names) {
      for (const name of names) store.removeItem(name);
    },
  };
}
