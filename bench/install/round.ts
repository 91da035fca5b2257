/** One first visit: a browser that was never here, a page with nothing in it, a worker that precaches. */
import { openGround } from '../browser/ground.ts';
import type { Proxy } from '../real/proxy.ts';
import { roadShapes, type InstallSample, type InstallWay, type RoadName } from './contract.ts';
import { workerOf, type InstallSite } from './site.ts';

export interface InstallRound {
  readonly sample: InstallSample;
  readonly chromium_version: string;
}

export async function installOnce(
  site: InstallSite,
  proxy: Proxy,
  what: { readonly way: InstallWay; readonly road: RoadName },
  stop: AbortSignal,
): Promise<InstallRound> {
  const { way, road } = what;
  const ground = await openGround();
  const abort = (): void => void ground.close().catch(() => undefined);
  stop.addEventListener('abort', abort);
  try {
    proxy.shape(roadShapes[road]);
    const page = await ground.context.newPage();
    await page.goto(`http://localhost:${proxy.ports[0]}/bench.html`);
    proxy.countAnew();
    const install_ms = await page.evaluate(precache, workerOf[way]);
    const { bytesBack, requests } = await proxy.count(0);
    const missing = await page.evaluate(
      missingOf,
      site.files.map(({ url }) => url),
    );
    if (missing.length > 0) throw new Error(`${way} left out ${missing.join(', ')}`);
    const sample = { way, road, install_ms, requests: requests['GET'] ?? 0, bytes: bytesBack };
    return { sample, chromium_version: ground.browserVersion };
  } finally {
    stop.removeEventListener('abort', abort);
    proxy.shape({ roundTripMs: 0 });
    await ground.close();
  }
}

/** In the page. */
async function precache(workerUrl: string): Promise<number> {
  const begun = performance.now();
  const { installing } = await navigator.serviceWorker.register(workerUrl);
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (installing?.state === 'activated') resolve();
      else if (installing?.state === 'redundant') reject(new Error(`${workerUrl} did not install`));
    };
    installing?.addEventListener('statechange', look);
    look();
  });
  return performance.now() - begun;
}

/** In the page: the files that no cache has, whatever its keys carry behind the name. */
async function missingOf(urls: readonly string[]): Promise<readonly string[]> {
  const present = new Set<string>();
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) present.add(new URL(url).pathname);
  return urls.filter((url) => !present.has(new URL(url, location.href).pathname));
}
