/** The static server: types, caching, security headers, a busy port, a real end. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { PortBusy, serve } from '../serve.mjs';

const dir = mkdtempSync(join(tmpdir(), 'understudy-serve-'));
let site: Awaited<ReturnType<typeof serve>>;

before(() => {
  mkdirSync(join(dir, 'assets'));
  for (const name of [
    'index.html',
    'sw.js',
    'assets/main-abc.js',
    'layout.xml',
    'manifest.webmanifest',
    'pack-1.bin',
  ]) {
    writeFileSync(join(dir, name), name);
  }
});
after(() => rmSync(dir, { recursive: true, force: true }));
beforeEach(async () => {
  site = await serve({ dir, port: 0 });
});
afterEach(() => site.close());

const headersOf = async (path: string) => (await fetch(`${site.url}${path}`)).headers;

test('hashed files are kept for ever, all others asked for again', async () => {
  for (const path of ['assets/main-abc.js', 'pack-1.bin']) {
    assert.equal((await headersOf(path)).get('cache-control'), 'public, max-age=31536000, immutable', path);
  }
  for (const path of ['', 'index.html', 'sw.js', 'layout.xml', 'nothing-there']) {
    assert.equal((await headersOf(path)).get('cache-control'), 'no-cache', path);
  }
});

test('types and security headers', async () => {
  const types = { '': 'text/html', 'sw.js': 'text/javascript', 'layout.xml': 'application/xml' };
  for (const [path, type] of Object.entries(types)) {
    const headers = await headersOf(path);
    assert.ok(headers.get('content-type')?.startsWith(type), `${path}: ${headers.get('content-type')}`);
    assert.match(headers.get('content-security-policy') ?? '', /script-src 'self';.*frame-ancestors 'self'/);
    assert.doesNotMatch(headers.get('content-security-policy') ?? '', /unsafe/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
  }
});

test('an unchanged file is not sent again; only reading is possible; nothing outside the folder is given', async () => {
  const etag = (await headersOf('sw.js')).get('etag') ?? '';
  assert.equal((await fetch(`${site.url}sw.js`, { headers: { 'If-None-Match': etag } })).status, 304);
  assert.equal((await fetch(`${site.url}sw.js`, { method: 'POST' })).status, 405);
  assert.equal((await fetch(`${site.url}..%2f..%2fetc/passwd`)).status, 404);
});

test('a busy port is told as such', async () => {
  await assert.rejects(serve({ dir, port: site.port }), (error: unknown) => error instanceof PortBusy);
});

test('closing drops open connections and frees the port', async () => {
  const socket = connect(site.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET / HTTP/1.1\r\n');
  socket.on('error', () => undefined);
  const closed = new Promise((gone) => socket.once('close', gone));
  await site.close();
  await closed;
  await assert.rejects(fetch(site.url));
  site = await serve({ dir, port: site.port });
  assert.equal((await fetch(site.url)).status, 200);
});

const start = (...args: string[]) =>
  spawnSync(process.execPath, [resolve(import.meta.dirname, '../start.mjs'), ...args], { encoding: 'utf8' });

test('npm start: help, and a wrong port is told before anything is built', () => {
  assert.match(start('--help').stdout, /--port N/);
  for (const args of [['--port', 'high'], ['--port', '70000'], ['--port'], ['--prot', '1']]) {
    const { status, stderr } = start(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, /^[^\n]+ See: npm start -- --help\n$/);
  }
});

test('npm start: a busy port is one clear line, at once', () => {
  const { status, stdout, stderr } = start('--port', String(site.port));
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.equal(stderr.trim(), `Port ${site.port} is busy: something else listens there. Choose another with --port N.`);
});
