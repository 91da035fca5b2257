/**
 * Filling the caches when there is no room or no network, and which requests are answered, in a page with the browser's own caches.
 * The whole worker in its own thread is e2e/service-worker.e2e.ts's matter.
 */
import './test/worker-globals.ts';
import { expect } from '@open-wc/testing';
import { planAnswer } from './answer.ts';
import { install } from './install.ts';
import { preloadSecondary } from './secondary.ts';
import { gadgetRoutes } from './routes.ts';
import { createStores, missingEntries, type Stores } from './stores.ts';
import type { PrecacheEntry } from './protocol.ts';

const integrityOf = async (text: string): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
};

const bodyOf = (url: string) => `body of ${url}`;
const tiers = [
  ['index.html', 0],
  ['assets/main-1.js', 0],
  ['layout.xml', 0],
  ['assets/core.worker-1.js', 0],
  ['assets/gadget-notes-1.js', 1],
  ['assets/gadget-form-1.js', 1],
  ['assets/lab-1.js', 2],
] as const;

let scopes = 0;
async function newStores(): Promise<Stores> {
  const scope = `${location.origin}/scope-${Date.now()}-${(scopes += 1)}/`;
  const entries = await Promise.all(
    tiers.map(async ([url, tier]): Promise<PrecacheEntry> => {
      const body = bodyOf(url);
      const revision = url.startsWith('assets/') ? null : '1';
      return { url, tier, revision, integrity: await integrityOf(body), bytes: body.length };
    }),
  );
  return createStores(entries, scope);
}

/** The pack as the build makes it (tools/pack.mjs), not compressed. */
function packOf(stores: Stores): Uint8Array<ArrayBuffer> {
  const packed = stores.entries.filter(({ tier }) => tier < 2);
  const header = JSON.stringify({
    version: 1,
    headers: {},
    entries: packed.map(({ url, tier, bytes }) => ({ url, tier, bytes, type: 'text/plain' })),
  });
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, header.length);
  const text = new TextEncoder();
  const parts = [
    text.encode('USPK1\n'),
    new Uint8Array(length.buffer),
    text.encode(header),
    ...packed.map(({ url }) => text.encode(bodyOf(url))),
  ];
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const realFetch = globalThis.fetch;
const realPut = Cache.prototype.put;
const realDelete = CacheStorage.prototype.delete;
let fetched: string[];

/** A server for one scope; `broken` files answer with something else. */
function serveScope(stores: Stores, broken: readonly string[] = []): void {
  fetched = [];
  globalThis.fetch = async (input) => {
    const request = new Request(input);
    const path = request.url.slice(stores.scope.length);
    fetched.push(path);
    await Promise.resolve();
    if (path === 'pack-1.bin') return new Response(broken.includes(path) ? 'no' : packOf(stores));
    if (broken.includes(path)) return new Response('gone', { status: 404 });
    return new Response(bodyOf(path));
  };
}

/** Runs out of room for keys that the test names. */
function limitRoom(hasRoomFor: (key: string) => boolean): void {
  Cache.prototype.put = function (request, response) {
    const key = request instanceof Request ? request.url : String(request);
    if (!hasRoomFor(key)) return Promise.reject(new DOMException('full', 'QuotaExceededError'));
    return realPut.call(this, request, response);
  };
}

/** As the browser's, as far as workbox uses it. */
const installEvent = (): Parameters<typeof install>[1] => ({ type: 'install', waitUntil: () => undefined }) as never;
({ type: 'install', waitUntil: () => undefined }) as unknown as Parameters<typeof install>[1];
const missing = async (stores: Stores, ...wanted: number[]) =>
  (await missingEntries(stores, wanted)).map(({ url }) => url);
const outcome = <Value>(promise: Promise<Value>) => promise.catch((error: unknown) => error);

afterEach(() => {
  globalThis.fetch = realFetch;
  Cache.prototype.put = realPut;
  CacheStorage.prototype.delete = realDelete;
});

describe('install', () => {
  it('takes everything from one download', async () => {
    const stores = await newStores();
    serveScope(stores);
    expect((await install(stores, installEvent(), 'pack-1.bin')).source).to.equal('pack');
    expect(fetched).to.deep.equal(['pack-1.bin']);
    expect(await missing(stores, 0, 1)).to.deep.equal([]);
    expect((await install(stores, installEvent(), 'pack-1.bin')).source).to.equal('nothing-missing');
    expect(fetched).to.have.length(1);
  });

  it('fetches file by file when the pack is no good', async () => {
    const stores = await newStores();
    serveScope(stores, ['pack-1.bin']);
    const report = await install(stores, installEvent(), 'pack-1.bin');
    expect(report.source).to.equal('files');
    expect(report.fault?.code).to.equal('not-a-pack');
    expect(await missing(stores, 0)).to.deep.equal([]);
  });

  it('fetches single files when only few are missing', async () => {
    const stores = await newStores();
    serveScope(stores);
    await install(stores, installEvent(), 'pack-1.bin');
    const cache = await caches.open(stores.precacheName);
    await cache.delete(stores.keyOf(stores.entries[2]!));
    serveScope(stores);
    expect((await install(stores, installEvent(), 'pack-1.bin')).source).to.equal('files');
    expect(fetched).to.deep.equal(['layout.xml']);
  });

  it('is all or nothing for the shell: what it had added is gone again', async () => {
    const stores = await newStores();
    serveScope(stores, ['pack-1.bin', 'assets/core.worker-1.js']);
    expect(await outcome(install(stores, installEvent(), 'pack-1.bin'))).to.be.instanceOf(Error);
    expect(await missing(stores, 0)).to.have.length(4);
  });

  it('leaves gadgets out when there is no room, and does not fail', async () => {
    const stores = await newStores();
    serveScope(stores);
    limitRoom((key) => !key.includes('gadget-form'));
    await install(stores, installEvent(), 'pack-1.bin');
    expect(await missing(stores, 0, 1)).to.deep.equal(['assets/gadget-form-1.js']);
  });

  it('gives up what can be fetched later to make room for the shell', async () => {
    const stores = await newStores();
    serveScope(stores);
    await (await caches.open(stores.secondaryName)).put(`${stores.scope}assets/old.js`, new Response('old'));
    let full = true;
    limitRoom((key) => !(full && key.includes('core.worker')));
    CacheStorage.prototype.delete = function (name) {
      full = full && name !== stores.secondaryName;
      return realDelete.call(this, name);
    };
    await install(stores, installEvent(), 'pack-1.bin');
    expect(await missing(stores, 0, 1)).to.deep.equal([]);
  });

  it('fails cleanly when there is no room at all', async () => {
    const stores = await newStores();
    serveScope(stores);
    limitRoom((key) => !key.includes('core.worker'));
    expect(await outcome(install(stores, installEvent(), 'pack-1.bin'))).to.have.property('name', 'QuotaExceededError');
    expect(await missing(stores, 0)).to.have.length(4);
  });
});

describe('preloading', () => {
  it('fetches what is missing', async () => {
    const stores = await newStores();
    serveScope(stores);
    expect(await preloadSecondary(stores)).to.deep.equal({ stored: 3, missing: [] });
    expect(await missing(stores, 1, 2)).to.deep.equal([]);
  });

  it('tells what it could not get, and why', async () => {
    const stores = await newStores();
    serveScope(stores, ['assets/lab-1.js']);
    expect(await preloadSecondary(stores)).to.deep.equal({
      stored: 2,
      missing: ['assets/lab-1.js'],
      because: 'network',
    });
    const full = await newStores();
    serveScope(full);
    limitRoom(() => false);
    const report = await preloadSecondary(full);
    expect(report.because).to.equal('quota');
    expect(report.missing).to.have.length(3);
  });
});

describe('requests', () => {
  const request = (url: string, init?: { method?: string; mode?: string }) =>
    // A page cannot make a navigation request.
    ({ url, method: 'GET', mode: 'cors', ...init }) as Request;

  it('are answered when they are for the page or its files, and left alone otherwise', async () => {
    const stores = await newStores();
    const at = (path: string, init?: { method?: string; mode?: string }) =>
      planAnswer(stores, request(`${stores.scope}${path}`, init)) !== undefined;
    const navigate = { mode: 'navigate' };
    expect(at('', navigate)).to.equal(true);
    expect(at('?agent=1001&signin', navigate)).to.equal(true);
    expect(at('index.html?agent=1001', navigate)).to.equal(true);
    expect(at('docs/', navigate)).to.equal(false);
    expect(at('layout.xml')).to.equal(true);
    expect(at('assets/main-1.js')).to.equal(true);
    expect(at('assets/of-an-older-build.js')).to.equal(true);
    expect(at('layout.xml', { method: 'POST' })).to.equal(false);
    expect(at('sw.js')).to.equal(false);
    expect(at('finesse/api/User/1001')).to.equal(false);
    expect(planAnswer(stores, request('https://other.example/assets/main-1.js'))).to.equal(undefined);
    expect(planAnswer(stores, request(`${location.origin}/elsewhere/assets/main-1.js`))).to.equal(undefined);
  });

  it('for gadgets go past the worker, but not a second attempt, other files, other folders or other hosts', () => {
    const scope = 'https://desk.example/some:where/';
    const [rule] = gadgetRoutes({ scope, secondaryName: 'second' });
    expect(rule?.source).to.deep.equal({ cacheName: 'second' });
    const pattern = new URLPattern(rule?.condition.urlPattern);
    expect(pattern.test(`${scope}assets/gadget-notes-1.js`)).to.equal(true);
    expect(pattern.test(`${scope}assets/gadget-notes-1.js?attempt=1`)).to.equal(false);
    expect(pattern.test(`${scope}assets/main-1.js`)).to.equal(false);
    expect(pattern.test('https://desk.example/somewhere/assets/gadget-notes-1.js')).to.equal(false);
    expect(pattern.test('https://other.example/some:where/assets/gadget-notes-1.js')).to.equal(false);
  });

  it('for a file that the cache lost are answered by the network and kept', async () => {
    const stores = await newStores();
    serveScope(stores);
    const lab = request(`${stores.scope}assets/lab-1.js`);
    const first = await planAnswer(stores, lab)?.();
    expect(await first?.text()).to.equal(bodyOf('assets/lab-1.js'));
    const again = await planAnswer(stores, lab)?.();
    expect(await again?.text()).to.equal(bodyOf('assets/lab-1.js'));
    expect(fetched).to.deep.equal(['assets/lab-1.js']);
  });
});
