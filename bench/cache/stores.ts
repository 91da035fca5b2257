/** Puts and restores of 20 gadgets' state, every store in turn in each round, each measurement in a page of its own. */
import type { BenchTools } from '../contract.ts';
import { bundle } from '../browser/bundle.ts';
import { openGround, pageOf, script, serveFiles } from '../browser/ground.ts';
import { contenderNames, type ContenderName, type PutTimes, type RestoreTimes } from './contract.ts';
import { bytesOf, type SizeName } from './options.ts';

export const gadgets = 20;

/** Compiled before it runs, as the code of a precached desktop is; no store shall pay for being the longer program. */
const compiledAhead = '//# allFunctionsCalledOnLoad\n';

export interface StoreSample extends PutTimes, RestoreTimes {
  readonly contender: ContenderName;
  readonly size: SizeName;
}

export interface StoresMeasured {
  readonly chromium_version: string;
  readonly samples: readonly StoreSample[];
}

export async function measureStores(
  { rounds, sizes }: { readonly rounds: number; readonly sizes: readonly SizeName[] },
  { stop, progress }: BenchTools,
): Promise<StoresMeasured> {
  progress('stores: bundling');
  const code = `${compiledAhead}${await bundle('bench/cache/page/stores-page.ts')}`;
  const server = await serveFiles(
    new Map([
      ['/', pageOf('/page.js')],
      ['/page.js', script(code)],
    ]),
  );
  const ground = await openGround();
  const abort = (): void => void ground.close().catch(() => undefined);
  stop.addEventListener('abort', abort);
  try {
    const page = await ground.context.newPage();
    const inFreshPage = async <Result>(run: () => Promise<Result>): Promise<Result> => {
      await page.goto(server.url);
      await page.waitForFunction('window.storesBench !== undefined');
      return run();
    };
    const samples: StoreSample[] = [];
    // The first round is thrown away: databases are made in it, and code is compiled.
    for (let round = 0; round <= rounds; round += 1) {
      for (const size of sizes) {
        for (let turn = 0; turn < contenderNames.length; turn += 1) {
          stop.throwIfAborted();
          // Nobody is always first, and nobody always behind the same other one.
          const contender = contenderNames[(turn + round) % contenderNames.length] ?? 'DesktopCache';
          progress(`stores, round ${round} of ${rounds}: ${size}, ${contender}`);
          const request = { contender, gadgets, bytes: bytesOf[size], round };
          const put = await inFreshPage(() => page.evaluate((what) => window.storesBench.put(what), request));
          const restored = await inFreshPage(() => page.evaluate((what) => window.storesBench.restore(what), request));
          if (round > 0) samples.push({ contender, size, ...put, ...restored });
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
