/** Puts gadgets through rows of the matrix, some rows beside each other: they wait more than they work. */
import type { Browser } from 'playwright-core';
import type { GadgetUnderCheck, ReportCard, Row, RowResult } from './contract.ts';
import type { CheckSite } from './site.ts';
import { Stage } from './stage.ts';

export interface CheckOptions {
  readonly browser: Browser;
  readonly site: CheckSite;
  readonly gadget: GadgetUnderCheck;
  readonly rows: readonly Row[];
  /** Rows at once; default 2. */
  readonly atOnce?: number;
  readonly shotsIn?: string;
  /** Told as each row ends. */
  readonly onRow?: (result: RowResult) => void;
}

/** Never rejects because of the gadget; rejects when the desktop itself could not be brought to a row's beginning. */
export async function checkGadget(options: CheckOptions): Promise<ReportCard> {
  const { gadget, rows, site, atOnce = 2 } = options;
  const results = new Map<Row, RowResult>();
  const waiting = [...rows];
  const one = async (): Promise<void> => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      const result = await runRow(options, row);
      results.set(row, result);
      options.onRow?.(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  const inOrder = rows.flatMap((row) => results.get(row) ?? []);
  return {
    gadget: gadget.name,
    verdict: inOrder.every(({ verdict }) => verdict === 'passed') ? 'passed' : 'failed',
    rows: inOrder,
    requestsWhileDisconnected: 0,
    cost: { bytes: await site.bytesOf(gadget.name), longestBlockMs: 0, requests: 0 },
  };
}

async function runRow({ browser, site, gadget, shotsIn }: CheckOptions, row: Row): Promise<RowResult> {
  const startedAt = Date.now();
  const stage = await Stage.open({
    browser,
    site,
    gadget,
    row: row.name,
    ...(shotsIn === undefined ? {} : { shotsIn }),
    ...(row.opening && { opening: row.opening }),
  });
  try {
    if ((await stage.noteQuarantine('at its first start')) === 'well') await row.run(stage);
    await stage.shoot('end');
  } finally {
    await stage.close();
  }
  const { survived, lost, wrong, notes } = stage.found;
  return {
    row: row.name,
    title: row.title,
    verdict: lost.length + wrong.length === 0 ? 'passed' : 'failed',
    survived: [...new Set(survived)],
    lost,
    wrong,
    notes: [...new Set(notes)],
    seconds: (Date.now() - startedAt) / 1000,
    shots: stage.shots,
  };
}
