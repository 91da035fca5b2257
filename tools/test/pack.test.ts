/** The pack, written by the build and read by the service worker's own code: what goes in comes out, or is refused. */
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { PrecacheEntry } from '../../sw/protocol.ts';
import { PackFault, unpack } from '../../sw/unpack.ts';
import { encodePack, integrityOf } from '../pack.mjs';

interface Content {
  readonly url: string;
  readonly body: Buffer;
}

const contents: readonly Content[] = [
  { url: 'index.html', body: Buffer.from('<!doctype html><p>Grüße</p>') },
  { url: 'assets/empty.css', body: Buffer.alloc(0) },
  { url: 'assets/main-abc.js', body: Buffer.from('export default 1;'.repeat(400)) },
];

const pack = (files: readonly Content[], headers: Record<string, string> = {}) =>
  encodePack({
    build: '2026-01-01T00:00:00.000Z',
    headers,
    entries: files.map(({ url, body }) => ({ url, body, tier: 0, type: 'text/plain' })),
  });
const listed = (files: readonly Content[]): PrecacheEntry[] =>
  files.map(({ url, body }) => ({ url, revision: null, tier: 0, bytes: body.length, integrity: integrityOf(body) }));
const bytesOf = (buffer: Buffer) => new Uint8Array(buffer);
const refusedWith = (code: string) => (error: unknown) => error instanceof PackFault && error.code === code;

test('every file comes out as it went in, with its type and the shared headers', async () => {
  const files = await unpack(bytesOf(pack(contents, { 'X-Content-Type-Options': 'nosniff' })), listed(contents));
  assert.deepEqual(
    files.map(({ entry, body }) => [entry.url, Buffer.from(body).toString()]),
    contents.map(({ url, body }) => [url, body.toString()]),
  );
  assert.deepEqual(files[0]?.headers, { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' });
});

test('only what is wanted is taken out', async () => {
  const files = await unpack(bytesOf(pack(contents)), listed(contents).slice(2));
  assert.deepEqual(
    files.map(({ entry }) => entry.url),
    ['assets/main-abc.js'],
  );
});

test('a pack that the server sent as Content-Encoding: gzip has been unpacked by the browser', async () => {
  const files = await unpack(bytesOf(gunzipSync(pack(contents))), listed(contents));
  assert.equal(files.length, contents.length);
});

test('any bytes survive the way', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.webPath(), { maxLength: 5 }),
      fc.uint8Array({ maxLength: 200 }),
      async (urls, body) => {
        const files = urls.map((url, index) => ({ url, body: Buffer.from(body.subarray(index)) }));
        const out = await unpack(bytesOf(pack(files)), listed(files));
        assert.deepEqual(
          out.map((file) => Buffer.from(file.body)),
          files.map((file) => file.body),
        );
      },
    ),
    { numRuns: 50 },
  );
});

test('a changed byte anywhere is found', async () => {
  const good = gunzipSync(pack(contents));
  for (let at = 0; at < good.length; at += 7) {
    const bad = Buffer.from(good);
    bad[at]! ^= 0x20;
    // Two places may change without harm: the build's name, which is for people, and a content type.
    const header = good.subarray(0, good.indexOf('<!doctype')).toString();
    if (at < header.length && /"(build|type)":"[^"]*$/.test(header.slice(0, at + 1))) continue;
    const files = await unpack(bytesOf(gzipSync(bad)), listed(contents)).catch((error: unknown) => error);
    if (files instanceof PackFault) continue;
    assert.ok(Array.isArray(files), `byte ${at}: ${String(files)}`);
    assert.deepEqual(
      (files as { body: Uint8Array }[]).map(({ body }) => Buffer.from(body)),
      contents.map(({ body }) => body),
      `byte ${at}`,
    );
  }
});

test('what is no good is refused by name', async () => {
  const good = pack(contents);
  const cut = bytesOf(good.subarray(0, good.length / 2));
  await assert.rejects(unpack(cut, listed(contents)), refusedWith('truncated'));
  const shortBodies = bytesOf(gzipSync(gunzipSync(good).subarray(0, -5)));
  await assert.rejects(unpack(shortBodies, listed(contents)), refusedWith('truncated'));
  const page = new TextEncoder().encode('<!doctype html><title>Log in to this network</title>');
  await assert.rejects(unpack(page, listed(contents)), refusedWith('not-a-pack'));
  await assert.rejects(unpack(new Uint8Array(), listed(contents)), refusedWith('not-a-pack'));
  const otherBuild = contents.map(({ url, body }) => ({ url, body: Buffer.from(`${body.toString()} `) }));
  await assert.rejects(unpack(bytesOf(good), listed(otherBuild)), refusedWith('hash-mismatch'));
  const more = [...contents, { url: 'assets/more.js', body: Buffer.from('1') }];
  await assert.rejects(unpack(bytesOf(good), listed(more)), refusedWith('missing-entry'));
});
