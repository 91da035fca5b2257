/**
 * Where things stand in DesktopCache's database: one record per key, and the text of a large one in pieces beside it. The
 * browser keeps values beyond 64 KiB as files of their own, each a way to the disk; pieces stay below, and are fetched all at
 * once. Of what is so large that it would be many pieces one file is cheaper: pieces go through the database's log and are
 * sorted anew behind it, files are not. Knows neither when something is read nor what wins.
 */
import type { StoredRecord } from './pure/operation.ts';

export const storeNames = { records: 'records', pieces: 'pieces' } as const;
export const bothStores = [storeNames.records, storeNames.pieces] as const;
export const expiryIndex = 'by-expiry';

/** `pieces` is of version 2. What older builds know of the database they cannot misread: they refuse a newer one. */
export const schemaVersion = 2;

/** Characters that stand in the record itself: fetched with all others in one go. */
const wholeUpTo = 12_000;
/** Characters of a piece, of which each takes one byte, or two. */
const pieceLength = { narrow: 60_000, wide: 30_000 } as const;
/** A text that would be more than so many stands in one, as a file of its own. */
const fewPieces = 5;

/** A record of the database whose text stands in so many pieces. */
export interface RecordInPieces extends Omit<StoredRecord, 'text' | 'value'> {
  readonly pieces: number;
}

/** More text than a browser would keep: what says it has more pieces is damaged, and nobody asks for each of them. */
const mostPieces = 20_000;

/** A row of no pieces, or of a number that cannot be, is none: it is no record either, and is set aside as corrupt. */
export function inPieces(row: unknown): row is RecordInPieces {
  if (typeof row !== 'object' || row === null) return false;
  const { pieces } = row as { readonly pieces?: unknown };
  return Number.isInteger(pieces) && (pieces as number) >= 1 && (pieces as number) <= mostPieces;
}

/** How many pieces stand beside what is there now. */
export const piecesOf = (row: unknown): number => (inPieces(row) ? row.pieces : 0);

interface Place {
  readonly owner: string;
  readonly name: string;
  readonly key: string;
}

export const keyOf = ({ owner, name, key }: Place): [string, string, string] => [owner, name, key];
export const pieceKeyOf = (place: Place, at: number): IDBValidKey => [...keyOf(place), at];

// Arrays sort behind texts and numbers: an empty one is the upper bound of whatever stands in its place.
export const ownerRange = (owner: string, name?: string): IDBKeyRange =>
  name === undefined ? IDBKeyRange.bound([owner], [owner, []]) : IDBKeyRange.bound([owner, name], [owner, name, []]);
/** Of the piece with this number and all behind it. */
export const piecesFrom = (place: Place, at: number): IDBKeyRange =>
  IDBKeyRange.bound(pieceKeyOf(place, at), [...keyOf(place), []]);

/** As it is written: the row, and its pieces. */
export function rowOf(record: StoredRecord): {
  readonly row: StoredRecord | RecordInPieces;
  readonly pieces: readonly string[];
} {
  const { text } = record;
  if (text === undefined || text.length <= wholeUpTo) return { row: record, pieces: [] };
  const isWide = /[^\u0000-\u00ff]/.test(text);
  const usual = isWide ? pieceLength.wide : pieceLength.narrow;
  const length = text.length <= fewPieces * usual ? usual : text.length;
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += length) pieces.push(text.slice(at, at + length));
  const { text: _, ...rest } = record;
  return { row: { ...rest, pieces: pieces.length }, pieces };
}

/** As it is read. Whatever is missing makes it a row that is no record. */
export function recordOf(row: RecordInPieces, found: readonly unknown[]): unknown {
  const { pieces, ...rest } = row;
  if (found.length !== pieces || !found.every((piece) => typeof piece === 'string')) return { ...row, found };
  return { ...rest, text: found.join('') };
}
