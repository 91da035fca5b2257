/** How long an event takes to all gadgets, as data and as a table. Measures nothing. */
import { summaryOf, type Summary } from '../percentiles.ts';
import { markdownTable, shown } from '../table.ts';
import type { FanOutSample } from './fan-out.ts';

export interface FanOutRow {
  readonly gadgets: number;
  readonly tabs: number;
  readonly rendered_ms: Summary | undefined;
}

export function fanOutRows(samples: readonly FanOutSample[]): readonly FanOutRow[] {
  const places = new Map(samples.map(({ gadgets, tabs }) => [`${gadgets} ${tabs}`, { gadgets, tabs }]));
  return [...places.values()].map(({ gadgets, tabs }) => {
    const own = samples.filter((each) => each.gadgets === gadgets && each.tabs === tabs);
    return { gadgets, tabs, rendered_ms: summaryOf(own.map(({ rendered_ms }) => rendered_ms)) };
  });
}

const most = 10;
/** The way to the first gadget, and what each further one adds; by medians, where one gadget was measured too. */
function causeOf(rows: readonly FanOutRow[]): string {
  const median = (gadgets: number): number | undefined =>
    rows.find((row) => row.gadgets === gadgets && row.tabs === 1)?.rendered_ms?.p50;
  const [one, twenty] = [median(1), median(20)];
  const processors = 'everything shares the processors with the browser’s other processes (see the load average)';
  if (one === undefined || twenty === undefined) return processors;
  const each = shown((twenty - one) / 19);
  return `${shown(one)} ms are the way through core and page to a single gadget, ${each} ms each further gadget; ${processors}`;
}

export function fanOutText(rows: readonly FanOutRow[]): string {
  const table = markdownTable(
    ['gadgets in each tab', 'tabs', 'events', 'p50', 'p95', 'p99', 'longest'],
    rows.map(({ gadgets, tabs, rendered_ms: times }) => [
      String(gadgets),
      String(tabs),
      String(times?.count ?? 0),
      shown(times?.p50),
      shown(times?.p95),
      shown(times?.p99),
      shown(times?.max),
    ]),
  );
  const p99 = rows.find(({ gadgets, tabs }) => gadgets === 20 && tabs === 1)?.rendered_ms?.p99;
  if (p99 === undefined) return table;
  const met = p99 <= most;
  const aim = markdownTable(
    ['aim', 'measured', 'met'],
    [[`20 gadgets in one tab: p99 ≤ ${most} ms`, shown(p99), met ? 'yes' : 'no']],
  );
  return `${table}\n\n${aim}${met ? '' : `\n\nWhere it goes in what was missed: ${causeOf(rows)}.`}`;
}
