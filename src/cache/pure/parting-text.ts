/** The parting copy as text, and back: a head of JSON, and behind it the texts of all records as they are. Pure. */
import { isJsonData } from './journal.ts';
import { isStoredRecord, type StoredRecord } from './operation.ts';

/** Everything of one owner. */
export interface PartingCopy {
  readonly owner: string;
  readonly records: readonly StoredRecord[];
}

export interface Parted {
  /** The page that left. */
  readonly instance: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly copy?: PartingCopy;
}

/** Characters. A tab's storage holds about five million, and is read in one go. */
export const partingLimit = 512 * 1024;

/** `text` says how long it is: the texts stand behind the head, one after the other. */
type Row = Omit<StoredRecord, 'owner' | 'text'> & { readonly text?: number };
interface Head {
  readonly instance: string;
  readonly at: number;
  readonly copy?: { readonly owner: string; readonly rows: readonly Row[] };
}

const rowOf = ({ owner: _, text, ...rest }: StoredRecord): Row =>
  text === undefined ? rest : { ...rest, text: text.length };

/** Without the copy when it is too long, or holds what is no JSON: half of it would be taken for all. */
export function partingText({ copy, ...head }: Parted): string {
  const alone = JSON.stringify(head satisfies Head);
  if (!copy) return alone;
  let length = 0;
  for (const { text, value } of copy.records) {
    length += text?.length ?? 0;
    if (length > partingLimit || (text === undefined && !isJsonData(value))) return alone;
  }
  const rows = copy.records.map(rowOf);
  const texts = copy.records.map(({ text = '' }) => text).join('');
  const whole = `${JSON.stringify({ ...head, copy: { owner: copy.owner, rows } } satisfies Head)}\n${texts}`;
  return whole.length > partingLimit ? alone : whole;
}

function headOf(text: string): Partial<Head> | undefined {
  try {
    const head: unknown = JSON.parse(text);
    return typeof head === 'object' && head !== null ? head : undefined;
  } catch {
    return undefined;
  }
}

/** Absent when it is none; without the copy when that is damaged. */
export function readParting(whole: string): Parted | undefined {
  const headEnds = whole.indexOf('\n');
  const { instance, at, copy } = headOf(headEnds < 0 ? whole : whole.slice(0, headEnds)) ?? {};
  if (typeof instance !== 'string' || typeof at !== 'number') return undefined;
  if (headEnds < 0 || typeof copy?.owner !== 'string' || !Array.isArray(copy.rows)) return { instance, at };
  const { owner } = copy;
  let from = headEnds + 1;
  const records = (copy.rows as readonly (Row | null)[]).map((row): unknown => {
    if (typeof row?.text !== 'number') return { ...row, owner };
    from += row.text;
    return { ...row, owner, text: whole.slice(from - row.text, from) };
  });
  return from === whole.length && records.every(isStoredRecord)
    ? { instance, at, copy: { owner, records } }
    : { instance, at };
}
