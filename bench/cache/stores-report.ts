/** What the stores take, as data and as tables, and who restores fastest. Measures nothing. */
import { summaryOf, type Summary } from '../percentiles.ts';
import { markdownTable, shown } from '../table.ts';
import { contenderNames, type ContenderName } from './contract.ts';
import type { SizeName } from './options.ts';
import type { StoreSample } from './stores.ts';

export interface StoreRow {
  readonly contender: ContenderName;
  readonly size: SizeName;
  readonly held_ms: Summary | undefined;
  readonly put_ms: Summary | undefined;
  readonly strict_ms: Summary | undefined;
  readonly restore_ms: Summary | undefined;
  /** In how many samples everything was there before the database. */
  readonly ahead: number;
}

export function storeRows(samples: readonly StoreSample[]): readonly StoreRow[] {
  const sizes = [...new Set(samples.map(({ size }) => size))];
  return sizes.flatMap((size) =>
    contenderNames.flatMap((contender) => {
      const own = samples.filter((each) => each.size === size && each.contender === contender);
      if (own.length === 0) return [];
      const of = (read: (sample: StoreSample) => number | undefined): Summary | undefined =>
        summaryOf(own.map(read).filter((value) => value !== undefined));
      return [
        {
          contender,
          size,
          held_ms: of((each) => each.held_ms),
          put_ms: of((each) => each.put_ms),
          strict_ms: of((each) => each.strict_ms),
          restore_ms: of((each) => each.restore_ms),
          ahead: own.filter(({ was_ahead }) => was_ahead).length,
        },
      ];
    }),
  );
}

export interface RestoreVerdict {
  readonly own: ContenderName;
  readonly size: SizeName;
  /** Medians. */
  readonly own_ms: number;
  readonly best_ms: number;
  readonly best: ContenderName;
}

const ours: readonly ContenderName[] = ['DesktopCache', 'DesktopCache, new tab'];
const isOther = (name: ContenderName): boolean => !ours.includes(name) && name !== 'localStorage';

/** DesktopCache, after a reload and in a new tab, against the best of those that use IndexedDB too. */
export function restoreVerdicts(rows: readonly StoreRow[]): readonly RestoreVerdict[] {
  return ours.flatMap((own) =>
    [...new Set(rows.map(({ size }) => size))].flatMap((size) => {
      const medians = rows.flatMap(({ contender, restore_ms, size: of }) =>
        of === size && restore_ms ? [{ contender, median: restore_ms.p50 }] : [],
      );
      const mine = medians.find(({ contender }) => contender === own);
      const [best] = medians
        .filter(({ contender }) => isOther(contender))
        .sort((left, right) => left.median - right.median);
      return mine && best ? [{ own, size, own_ms: mine.median, best_ms: best.median, best: best.contender }] : [];
    }),
  );
}

const two = (summary: Summary | undefined): string =>
  summary ? `${shown(summary.p50)} / ${shown(summary.p95)}` : shown(undefined);

const cause =
  'DesktopCache opens a channel to the other tabs, runs more code for the first time in its page, and keeps what it has read for ' +
  'later reads, each of which makes a value of its own from the text';

export function storesText(rows: readonly StoreRow[]): string {
  const table = markdownTable(
    ['store', 'size', 'samples', 'ahead', 'restore 20', 'put 20, relaxed', 'of it the thread held', 'put 1, strict'],
    rows.map((row) => [
      row.contender,
      row.size,
      String((row.restore_ms ?? row.put_ms)?.count ?? 0),
      String(row.ahead),
      two(row.restore_ms),
      two(row.put_ms),
      two(row.held_ms),
      two(row.strict_ms),
    ]),
  );
  const verdicts = restoreVerdicts(rows);
  if (verdicts.length === 0) return table;
  const aims = markdownTable(
    ['aim: restore no slower than the best that uses IndexedDB', 'DesktopCache', 'best other', 'which', 'ratio', 'met'],
    verdicts.map(({ own, size, own_ms, best_ms, best }) => [
      `${own === 'DesktopCache' ? 'reload' : 'new tab'}: 20 gadgets with ${size} each, median`,
      shown(own_ms),
      shown(best_ms),
      best,
      shown(own_ms / best_ms),
      own_ms <= best_ms ? 'yes' : 'no',
    ]),
  );
  const missed = verdicts.some(({ own_ms, best_ms }) => own_ms > best_ms);
  return `${table}\n\n${aims}${missed ? `\n\nWhere it goes in what was missed: when it reads the database, ${cause}.` : ''}`;
}
