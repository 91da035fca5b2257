/** Puts gadgets through rows of the matrix, some rows beside each other: they wait more than they work. */
import type { Browser } from 'playwright-core';
import { judgeAsks } from './asks.ts';
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

/** Never rejects because of the gadget or a row that cannot be gone through: the card says so. */
export async function checkGadget(options: CheckOptions): Promise<ReportCard> {
  const { gadget, rows, site, atOnce = 2 } = options;
  const results = new Map<Row, RowResult>();
  const waiting = [...rows];
  const one = async (): Promise<void> => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      // What did not come about on a busy machine is tried once more, and then told.
      const result = (await runRow(options, row, 'try')) ?? (await runRow(options, row, 'insist'));
      if (!result) continue;
      results.set(row, result);
      options.onRow?.(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  const inOrder = rows.flatMap((row) => results.get(row) ?? []);
  const readyMs = inOrder.flatMap(({ measures }) => measures.readyMs ?? []).sort((one, other) => one - other);
  return {
    gadget: gadget.name,
    verdict: inOrder.every(({ verdict }) => verdict === 'passed') ? 'passed' : 'failed',
    rows: inOrder,
    requestsWhileDisconnected: sum(inOrder, ({ requestsWhileDisconnected }) => requestsWhileDisconnected),
    cost: {
      bytes: await site.bytesOf(gadget.name),
      ...(readyMs.length > 0 && { readyMs: readyMs[Math.floor(readyMs.length / 2)] ?? 0 }),
      longestBlockMs: Math.max(0, ...inOrder.map(({ measures }) => measures.longestBlockMs)),
      requests: sum(inOrder, ({ requests }) => requests),
    },
  };
}

const sum = (results: readonly RowResult[], part: (measures: RowResult['measures']) => number): number =>
  results.reduce((total, { measures }) => total + part(measures), 0);

async function runRow(
  { browser, site, gadget, shotsIn }: CheckOptions,
  row: Row,
  mood: 'try' | 'insist',
): Promise<RowResult | undefined> {
  const startedAt = Date.now();
  const stage = await Stage.begin({
    browser,
    site,
    gadget,
    row: row.name,
    ...(shotsIn === undefined ? {} : { shotsIn }),
    ...(row.opening && { opening: row.opening }),
  });
  try {
    await stage.open();
    if ((await stage.noteQuarantine('at its first start')) === 'well') await row.run(stage);
    await judgeAsks(stage);
    await stage.shoot('end');
  } catch (error) {
    // What the gadget did so far may be the reason.
    if (mood === 'try' && stage.found.wrong.length === 0) return undefined;
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    stage.found.wrong.push(`the desktop did not get through this row: ${why}`);
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
    measures: stage.measures,
  };
}
