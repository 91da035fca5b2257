/** What the browser tests' pages are served: each file with an address under its own, what is shared once, nothing twice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserBundles } from './browser-bundles.mjs';

const one = 'src/thread/host-port.browser.test.ts';
const bundles = browserBundles([one]);
const served = (path: string): string | undefined => {
  const answer = bundles.serve?.({ path } as never) as { readonly body?: string } | undefined;
  return answer?.body;
};

test('a test, a worker and what they share are served; what would be a second copy is refused', async () => {
  await bundles.serverStart?.({} as never);
  const [ofTest, ofWorker] = [served(`/${one}`) ?? '', served('/src/thread/test/echo.worker.ts') ?? ''];
  const shared = (source: string) =>
    [...source.matchAll(/"[./]*(\/test-chunks\/\w+\.js)"/g)].map(([, path]) => path ?? '');
  assert.ok(
    shared(ofTest).some((path) => shared(ofWorker).includes(path)),
    'something is shared',
  );
  for (const path of [...shared(ofTest), ...shared(ofWorker)]) assert.ok(served(path), path);
  assert.match(
    ofTest,
    /new URL\("\.\/test\/echo\.worker\.ts", import\.meta\.url\)/,
    'its own address is the browser’s matter',
  );

  assert.match(served('/src/thread/locks.ts') ?? '', /^throw new Error\("\/src\/thread\/locks\.ts has no address/);
  assert.match(
    served('/src/cache/desktop-cache.browser.test.ts') ?? '',
    /^throw new Error/,
    'a test that was not to run',
  );
  assert.equal(served('/src/thread/not-there.ts'), undefined);
});

test('code that has moved to a shared file keeps its own address', async () => {
  await bundles.serverStart?.({} as never);
  const coreClient = served('/src/worker/client/core-client.ts') ?? '';
  const paths = [...coreClient.matchAll(/"[./]*(\/test-chunks\/\w+\.js)"/g)].map(([, path]) => path ?? '');
  const all = [coreClient, ...paths.map((path) => served(path) ?? '')].join('\n');
  assert.match(
    all,
    /new URL\("\.\.\/core\.worker\.ts", new URL\("\/src\/worker\/client\/core-client\.ts", location\.origin\)\.href\)/,
  );
});
