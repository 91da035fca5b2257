/** Mocked requests of a page, one after the other: ours, Mock Service Worker and the whole cluster in turn in each round. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../browser/bundle.ts';
import { openGround, pageOf, script, serveFiles } from '../browser/ground.ts';
import type { BenchTools } from '../contract.ts';
import { summaryOf, type Summary } from '../percentiles.ts';
import { markdownTable, shown } from '../table.ts';
import { restKinds, restMethods, type RestKind, type RestMethod } from './rest-contract.ts';

const requestsPerRound = 20;
const warmUp = 5;

export interface RestSample {
  readonly kind: RestKind;
  readonly method: RestMethod;
  readonly request_ms: number;
}

export async function measureRest(
  rounds: number,
  { stop, progress }: BenchTools,
): Promise<{ readonly chromium_version: string; readonly samples: readonly RestSample[] }> {
  progress('mock REST: bundling');
  const at = (file: string): string => `bench/cache/page/${file}.ts`;
  const worker = script(await bundle(at('rest-service-worker'), 'classic'));
  const mswWorker = join(import.meta.dirname, '../../node_modules/msw/lib/mockServiceWorker.js');
  const files = new Map([
    ['/understudy/', pageOf('/understudy/page.js')],
    ['/understudy/page.js', script(await bundle(at('rest-own-page')))],
    ['/understudy/sw.js', worker],
    ['/rest-handler.js', script(await bundle(at('rest-handler-worker')))],
    ['/cluster/', pageOf('/cluster/page.js')],
    ['/cluster/page.js', script(await bundle(at('rest-cluster-page')))],
    ['/cluster/sw.js', worker],
    // Where the client's own words find it from its page's script.
    ['/cluster.worker.ts', script(await bundle('src/mock/cluster.worker.ts'))],
    ['/msw/', pageOf('/msw/page.js')],
    ['/msw/page.js', script(await bundle(at('rest-msw-page')))],
    ['/msw/mockServiceWorker.js', script(readFileSync(mswWorker, 'utf8'))],
  ]);
  const server = await serveFiles(files);
  const ground = await openGround();
  const abort = (): void => void ground.close().catch(() => undefined);
  stop.addEventListener('abort', abort);
  try {
    const pages = new Map(
      await Promise.all(
        restKinds.map(async (kind) => {
          const page = await ground.context.newPage();
          await page.goto(`${server.url}${kind}/`);
          await page.waitForFunction('window.restBench !== undefined', undefined, { polling: 25 });
          return [kind, page] as const;
        }),
      ),
    );
    const samples: RestSample[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      for (const method of restMethods) {
        for (let turn = 0; turn < restKinds.length; turn += 1) {
          stop.throwIfAborted();
          const kind = restKinds[(turn + round) % restKinds.length] ?? 'msw';
          progress(`mock REST, round ${round} of ${rounds}: ${method}, ${kind}`);
          const page = pages.get(kind);
          if (!page) continue;
          await page.bringToFront();
          const ask = ([what, count]: readonly [RestMethod, number]) => window.restBench(what, count);
          await page.evaluate(ask, [method, warmUp] as const);
          const times = await page.evaluate(ask, [method, requestsPerRound] as const);
          if (round > 0) samples.push(...times.map((request_ms) => ({ kind, method, request_ms })));
        }
      }
    }
    return { chromium_version: ground.browserVersion, samples };
  } finally {
    stop.removeEventListener('abort', abort);
    await ground.close();
    await server.close();
  }
}

export interface RestRow {
  readonly kind: RestKind;
  readonly method: RestMethod;
  readonly request_ms: Summary | undefined;
}

export const restRows = (samples: readonly RestSample[]): readonly RestRow[] =>
  restMethods.flatMap((method) =>
    restKinds.map((kind) => ({
      kind,
      method,
      request_ms: summaryOf(
        samples.filter((each) => each.kind === kind && each.method === method).map(({ request_ms }) => request_ms),
      ),
    })),
  );

const names: Readonly<Record<RestKind, string>> = {
  understudy: 'Understudy, same handler',
  msw: 'MSW, same handler',
  cluster: 'Understudy, the whole cluster at 1000 ×',
};
const cause = 'both ways cross a service worker twice; ours goes on to a worker, where MSW comes back to the page';

export function restText(rows: readonly RestRow[]): string {
  const table = markdownTable(
    ['mock', 'method', 'samples', 'p50', 'p95', 'p99'],
    rows.map(({ kind, method, request_ms: times }) => [
      names[kind],
      method,
      String(times?.count ?? 0),
      shown(times?.p50),
      shown(times?.p95),
      shown(times?.p99),
    ]),
  );
  const median = (kind: RestKind, method: RestMethod): number | undefined =>
    rows.find((row) => row.kind === kind && row.method === method)?.request_ms?.p50;
  const aims = restMethods.flatMap((method) => {
    const [own, msw] = [median('understudy', method), median('msw', method)];
    return own === undefined || msw === undefined ? [] : [{ method, own, msw }];
  });
  const verdict = markdownTable(
    ['aim', 'Understudy', 'MSW', 'times as fast', 'met'],
    aims.map(({ method, own, msw }) => [
      `${method}: faster than MSW, median`,
      shown(own),
      shown(msw),
      shown(msw / own),
      own < msw ? 'yes' : 'no',
    ]),
  );
  const missed = aims.some(({ own, msw }) => own >= msw);
  return `${table}\n\n${verdict}${missed ? `\n\nWhere it goes in what was missed: ${cause}.` : ''}`;
}
