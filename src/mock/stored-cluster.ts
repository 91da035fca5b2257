/**
 * What the journal holds, as data, and the check that it can be read: a snapshot, the inputs since, and the last sign of
 * life. Pure; how it is stored is `journal.ts`'s business.
 */
import type { WorldInput, WorldOptions, WorldSnapshot } from '../sim/contract.ts';
import type { Ms } from '../wire/names.ts';
import type { ClockOrigin } from '../thread/clock.ts';

/** Raised with every change after which an older record would be misread. */
export const journalFormat = 1;

export interface StoredSnapshot {
  readonly format: number;
  /** The world is rebuilt with the options that it was made with, or the replay would differ. */
  readonly options: WorldOptions;
  readonly at: Ms;
  /** Number of the last input that is contained in `world`. */
  readonly through: number;
  readonly world: WorldSnapshot;
  /** Clients with an open session at that moment. */
  readonly clients: readonly string[];
}

export interface JournalEntry {
  readonly sequence: number;
  /** Virtual time at which the input was handled. */
  readonly at: Ms;
  readonly input: WorldInput;
}

export interface StoredCluster {
  readonly snapshot: StoredSnapshot;
  readonly entries: readonly JournalEntry[];
  /** When the cluster was last known to run, and how fast. */
  readonly lastSign: ClockOrigin;
}

export type LoadedJournal =
  | { readonly kind: 'empty' }
  | { readonly kind: 'stored'; readonly cluster: StoredCluster }
  /** There is something, but it cannot be used; `because` is a sentence's end for the log. */
  | { readonly kind: 'unreadable'; readonly because: string };

/** Judges raw records. Nothing is repaired: half a history would be another history. */
export function readStored(snapshot: unknown, lastSign: unknown, entries: readonly unknown[]): LoadedJournal {
  if (snapshot === undefined && lastSign === undefined && entries.length === 0) return { kind: 'empty' };
  if (!isRecord(snapshot)) return unreadable('it holds no snapshot');
  if (snapshot['format'] !== journalFormat) {
    return unreadable(`it has format ${String(snapshot['format'])}, not ${journalFormat}`);
  }
  if (!isSnapshot(snapshot)) return unreadable('its snapshot is damaged');
  if (!isOrigin(lastSign)) return unreadable('its time stamp is damaged');
  let expected = snapshot.through + 1;
  let notBefore = snapshot.at;
  const read: JournalEntry[] = [];
  for (const entry of entries) {
    if (!isEntry(entry)) return unreadable(`input ${expected} is damaged`);
    if (entry.sequence <= snapshot.through) continue;
    if (entry.sequence !== expected) return unreadable(`input ${expected} is missing`);
    if (entry.at < notBefore) return unreadable(`input ${expected} is out of order`);
    read.push(entry);
    expected += 1;
    notBefore = entry.at;
  }
  return { kind: 'stored', cluster: { snapshot, entries: read, lastSign } };
}

/** Keeps count of clients with a session, so that a new instance knows who has gone. */
export function noteClient(clients: Set<string>, input: WorldInput): void {
  if (input.type === 'xmpp' || input.type === 'chat') clients.add(input.client);
  else if (input.type === 'client-gone') clients.delete(input.client);
}

const unreadable = (because: string): LoadedJournal => ({ kind: 'unreadable', because });
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isSnapshot = (value: Record<string, unknown>): value is Record<string, unknown> & StoredSnapshot =>
  isRecord(value['options']) &&
  isRecord(value['world']) &&
  Number.isFinite(value['at']) &&
  Number.isSafeInteger(value['through']) &&
  Array.isArray(value['clients']) &&
  value['clients'].every((client) => typeof client === 'string');
const isOrigin = (value: unknown): value is ClockOrigin =>
  isRecord(value) &&
  Number.isFinite(value['realAt']) &&
  Number.isFinite(value['virtualAt']) &&
  Number.isFinite(value['speed']);
const isEntry = (value: unknown): value is JournalEntry =>
  isRecord(value) &&
  Number.isSafeInteger(value['sequence']) &&
  Number.isFinite(value['at']) &&
  isRecord(value['input']) &&
  typeof value['input']['type'] === 'string';
