/** What precaching takes, as data and as tables, and by how much the pack is faster. Measures nothing. */
import { summaryOf, type Summary } from '../percentiles.ts';
import { markdownTable, shown } from '../table.ts';
import { roads, ways, type InstallSample, type InstallWay, type RoadName } from './contract.ts';

export interface InstallRow {
  readonly way: InstallWay;
  readonly road: RoadName;
  readonly install_ms: Summary | undefined;
  readonly requests: Summary | undefined;
  readonly bytes: Summary | undefined;
}

export function installRows(samples: readonly InstallSample[]): readonly InstallRow[] {
  return roads.flatMap((road) =>
    ways.flatMap((way) => {
      const own = samples.filter((sample) => sample.way === way && sample.road === road);
      if (own.length === 0) return [];
      const of = (read: (sample: InstallSample) => number): Summary | undefined => summaryOf(own.map(read));
      const install_ms = of((each) => each.install_ms);
      return [{ way, road, install_ms, requests: of((each) => each.requests), bytes: of((each) => each.bytes) }];
    }),
  );
}

/** How many times faster the pack is than `other`, by medians. */
export function gainOver(rows: readonly InstallRow[], other: InstallWay, road: RoadName): number | undefined {
  const median = (way: InstallWay): number | undefined =>
    rows.find((row) => row.way === way && row.road === road)?.install_ms?.p50;
  const [own, others] = [median('pack'), median(other)];
  return own === undefined || others === undefined ? undefined : others / own;
}

const leastGain = 4;
const cause =
  'bytes: the pack saves round trips and headers, but the same compressed files have to come down the line, and the worker ' +
  'itself before them';

export function installText(
  rows: readonly InstallRow[],
  files: { readonly count: number; readonly bytes: number },
): string {
  const table = markdownTable(
    ['way', 'road', 'samples', 'everything precached (ms)', 'requests', 'kB down the line', 'times the pack'],
    rows.map(({ way, road, install_ms, requests, bytes }) => [
      way,
      road,
      String(install_ms?.count ?? 0),
      install_ms ? `${shown(install_ms.p50)} / ${shown(install_ms.p95)}` : '–',
      requests ? requests.p50.toFixed(0) : '–',
      bytes ? shown(bytes.p50 / 1000) : '–',
      shown(gainOver(rows, way, road)),
    ]),
  );
  const head = `${files.count} files, ${shown(files.bytes / 1000)} kB before compression; times are median / p95.\n\n${table}`;
  const gain = gainOver(rows, 'workbox', '400ms-1.5mbit');
  if (gain === undefined) return head;
  const met = gain >= leastGain;
  const aim = markdownTable(
    ['aim', 'measured', 'met'],
    [
      [
        `400 ms, 1.5 Mbit/s: at least ${leastGain} times faster than workbox file by file`,
        `${shown(gain)} ×`,
        met ? 'yes' : 'no',
      ],
    ],
  );
  return `${head}\n\n${aim}${met ? '' : `\n\nWhere it goes in what was missed: ${cause}.`}`;
}
