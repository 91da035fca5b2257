import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { serveSite, type SiteServer } from './site-server.ts';
import { withoutEntries } from '../../tools/rollup/chunks.mjs';

let dir: string;
let server: SiteServer;
before(async () => {
  dir = mkdtempSync(join(tmpdir(), 'understudy-site-'));
  mkdirSync(join(dir, 'assets'));
  writeFileSync(join(dir, 'index.html'), '<p>here</p>');
  writeFileSync(join(dir, 'assets/a.js'), 'x'.repeat(50_000));
  writeFileSync(join(dir, 'sw.js'), 'y');
  server = await serveSite(dir, () => ({ 'X-Content-Type-Options': 'nosniff' }));
});
after(async () => {
  await server.die();
  rmSync(dir, { recursive: true });
});

/** A connection of its own, so that its traffic is known when the answer is there. */
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}${path}`, { headers: { connection: 'close', ...headers } });

test('what goes over the socket is counted, compressed, and apart from the question for a new worker', async () => {
  server.takeTraffic();
  const answer = await get('assets/a.js');
  assert.equal((await answer.text()).length, 50_000);
  assert.match(answer.headers.get('cache-control') ?? '', /immutable/);
  await (await get('sw.js')).text();
  let traffic = server.takeTraffic();
  while (traffic.requests + traffic.updateChecks < 2) {
    await new Promise((resolve) => setImmediate(resolve));
    const more = server.takeTraffic();
    traffic = {
      requests: traffic.requests + more.requests,
      bytes: traffic.bytes + more.bytes,
      updateChecks: traffic.updateChecks + more.updateChecks,
      updateCheckBytes: traffic.updateCheckBytes + more.updateCheckBytes,
    };
  }
  assert.deepEqual([traffic.requests, traffic.updateChecks], [1, 1]);
  assert.ok(traffic.bytes > 200 && traffic.bytes < 5000, `${traffic.bytes}`);
  assert.ok(traffic.updateCheckBytes > 100);
});

test('a file without a hash in its name is asked again, and not sent again', async () => {
  const first = await get('?agent=1001');
  assert.equal(await first.text(), '<p>here</p>');
  assert.equal(first.headers.get('x-content-type-options'), 'nosniff');
  const again = await get('', { 'if-none-match': first.headers.get('etag') ?? '' });
  assert.equal(again.status, 304);
  assert.equal((await get('nothing.js')).status, 404);
});

test('a dead server answers nothing, and comes back under its address', async () => {
  server.put('view.json', '{}');
  await server.die();
  await assert.rejects(get('view.json'));
  await server.comeBack();
  assert.equal(await (await get('view.json')).text(), '{}');
});

test('a site without some gadgets lacks their chunks, and what only they import', () => {
  const chunk = (fileName: string, imports: readonly string[] = [], isEntry = false) => ({
    fileName,
    name: fileName,
    imports,
    dynamicImports: [],
    isEntry,
  });
  const bundle = [
    chunk('main', ['shared'], true),
    chunk('gadget-a', ['shared', 'only-a'], true),
    chunk('gadget-b', ['shared'], true),
    chunk('shared'),
    chunk('only-a'),
  ];
  const kept = withoutEntries(bundle, ({ name }) => name === 'gadget-a');
  assert.deepEqual(
    kept.map(({ fileName }) => fileName),
    ['main', 'gadget-b', 'shared'],
  );
});
