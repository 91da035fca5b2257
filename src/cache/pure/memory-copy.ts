/**
 * What this thread knows of the cache: the truth for reads, whether or not there is a database. Holds each owner's
 * records, remembers what was deleted before the database was read, and takes over what other tabs wrote. Pure: no
 * promises, no database, time is an argument.
 */
import { byAge, isNewer, isStoredRecord, stampOf, type Operation, type Stamp, type StoredRecord } from './operation.ts';

/** Of what was deleted the stamp stays. */
interface Slot extends Stamp {
  readonly record: StoredRecord | undefined;
}

const slotFor = (record: StoredRecord | undefined, { savedAt, by }: Stamp): Slot => ({
  record,
  savedAt,
  ...(by === undefined ? {} : { by }),
});

interface Room {
  readonly slots: Map<string, Slot>;
  clearedAt: number;
  readonly broken: Set<string>;
}

export interface MemoryCopy {
  /** Returns false when what is known is newer: then nothing changed. */
  apply(operation: Operation, now: number): boolean;
  /** This very write has been taken over already: from the tab that made it, from the database or from a journal. */
  isKnown(operation: Operation): boolean;
  /** Something later is known for the key of this write: here, or from another tab. */
  isOutdated(operation: Operation): boolean;
  /** What the database holds; what is known here and newer stays. */
  merge(records: readonly StoredRecord[], now: number): void;
  markBroken(owner: string, name: string, key: string): void;
  isBroken(owner: string, name: string, key: string): boolean;
  /** What is known turned out to be none. Gives it back. */
  breakRecord(owner: string, name: string, key: string): StoredRecord | undefined;
  get(owner: string, name: string, key: string, now: number): StoredRecord | undefined;
  all(owner: string, name: string, now: number): readonly StoredRecord[];
  /** Of one owner, what stands aside too; absent when one of them is broken. */
  everything(owner: string, now: number): readonly StoredRecord[] | undefined;
  /** Greater than the time of everything known for this key, so that a write of now wins. */
  timeFor(owner: string, name: string, key: string, now: number): number;
  /** The same for everything of an owner, or of one namespace. */
  timeForAll(owner: string, name: string | undefined, now: number): number;
}

const placeOf = (operation: Exclude<Operation, { kind: 'clear' }>) =>
  operation.kind === 'put' ? operation.record : operation;

export function createMemoryCopy(): MemoryCopy {
  const owners = new Map<string, Map<string, Room>>();

  const room = (owner: string, name: string): Room => {
    let rooms = owners.get(owner);
    if (!rooms) owners.set(owner, (rooms = new Map<string, Room>()));
    let found = rooms.get(name);
    if (!found) rooms.set(name, (found = { slots: new Map(), clearedAt: -Infinity, broken: new Set() }));
    return found;
  };
  const roomsOf = (owner: string, name: string | undefined): Room[] =>
    name === undefined ? [...(owners.get(owner)?.values() ?? [])] : [room(owner, name)];
  /** An owner forgotten before a namespace of it was known. */
  const forgottenAt = new Map<string, number>();
  const clearedAt = (owner: string, name: string): number =>
    Math.max(room(owner, name).clearedAt, forgottenAt.get(owner) ?? -Infinity);

  const clear = (operation: Extract<Operation, { kind: 'clear' }>): void => {
    const { owner, name, savedAt } = operation;
    if (name === undefined) forgottenAt.set(owner, Math.max(savedAt, forgottenAt.get(owner) ?? -Infinity));
    for (const one of roomsOf(owner, name)) {
      one.clearedAt = Math.max(one.clearedAt, savedAt);
      one.broken.clear();
      for (const [key, slot] of one.slots) if (slot.savedAt <= savedAt) one.slots.delete(key);
    }
  };

  /** Of what is known here for its key; nothing known is older than everything. */
  const knownAgainst = (operation: Exclude<Operation, { kind: 'clear' }>): number => {
    const { owner, name, key } = placeOf(operation);
    const known = room(owner, name).slots.get(key);
    return known ? byAge(known, stampOf(operation)) : -Infinity;
  };

  const live = (slot: Slot | undefined, now: number): StoredRecord | undefined => {
    const record = slot?.record;
    return record && (record.expiresAt === undefined || record.expiresAt > now) ? record : undefined;
  };

  return {
    apply(operation, now) {
      if (operation.kind === 'clear') {
        clear(operation);
        return true;
      }
      const record = operation.kind === 'put' ? operation.record : undefined;
      const stamp = stampOf(operation);
      const { owner, name, key } = placeOf(operation);
      const { slots, broken } = room(owner, name);
      const known = slots.get(key);
      if ((known && isNewer(known, stamp, now)) || stamp.savedAt <= clearedAt(owner, name)) return false;
      slots.set(key, slotFor(record, stamp));
      broken.delete(key);
      return true;
    },
    isKnown: (operation) => operation.kind !== 'clear' && knownAgainst(operation) === 0,
    isOutdated: (operation) => operation.kind !== 'clear' && knownAgainst(operation) > 0,
    merge(records, now) {
      for (const record of records.filter(isStoredRecord)) {
        const { slots } = room(record.owner, record.name);
        const known = slots.get(record.key);
        if (record.savedAt <= clearedAt(record.owner, record.name)) continue;
        if (!known || isNewer(record, known, now)) slots.set(record.key, slotFor(record, record));
      }
    },
    markBroken(owner, name, key) {
      const { slots, broken } = room(owner, name);
      if (!slots.has(key)) broken.add(key);
    },
    isBroken: (owner, name, key) => room(owner, name).broken.has(key),
    breakRecord(owner, name, key) {
      const { slots, broken } = room(owner, name);
      const record = slots.get(key)?.record;
      if (record === undefined) return undefined;
      slots.delete(key);
      broken.add(key);
      return record;
    },
    get: (owner, name, key, now) => live(room(owner, name).slots.get(key), now),
    all: (owner, name, now) =>
      [...room(owner, name).slots.values()].map((slot) => live(slot, now)).filter((record) => record !== undefined),
    everything(owner, now) {
      const rooms = roomsOf(owner, undefined);
      if (rooms.some(({ broken }) => broken.size > 0)) return undefined;
      return rooms
        .flatMap(({ slots }) => [...slots.values()])
        .map((slot) => live(slot, now))
        .filter((record) => record !== undefined);
    },
    timeFor: (owner, name, key, now) => {
      const known = Math.max(room(owner, name).slots.get(key)?.savedAt ?? -Infinity, clearedAt(owner, name));
      return known >= now ? known + 1 : now;
    },
    timeForAll: (owner, name, now) =>
      Math.max(now, ...roomsOf(owner, name).flatMap(({ slots }) => [...slots.values()].map(({ savedAt }) => savedAt))),
  };
}
