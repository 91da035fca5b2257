/** Forms that come to the service worker from the other node's address, or claim to: taken whole or not at all. */
import { expect } from '@open-wc/testing';
import { liveCacheName, readOwner } from '../src/cache/mirror.ts';
import { envelopeLifeMs, type Envelope, type EnvelopeKind } from '../src/handover/contract.ts';
import { seal } from '../src/handover/envelope.ts';
import { acceptOffer, makePairing } from '../src/handover/pairing.ts';
import { openHandOverStore, type HandOverStore } from '../src/handover/store.ts';
import { isHandOver, receiveHandOver } from './hand-over.ts';

const peer = 'https://a.example:8445';
const here = location.origin;
const scope = `${here}/desktop/`;
const now = 1_800_000_000_000;
let count = 0;

async function stage() {
  count += 1;
  const pair = `hand-over-test-${count}-${Date.now()}`;
  const store = openHandOverStore(`understudy-${pair}`);
  const { pairing, offer } = await makePairing(peer, now);
  await store.keepReceiving(pairing);
  const sender = await acceptOffer(offer, here, now);
  const record = { owner: '1001', name: 'notes', key: 'draft', value: 'half a sen', version: 1, savedAt: now - 5 };
  const work = [{ kind: 'put', record }];
  const sealed = (kind: EnvelopeKind, at = now) =>
    seal(sender, { kind, from: peer, now: at }, kind === 'cache' ? work : { any: 'session' });
  const post = async (fields: Record<string, unknown>, referrer = `${peer}/`, at = now): Promise<string> => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, JSON.stringify(value));
    const response = await receiveHandOver(
      { url: `${scope}hand-over?live=${pair}`, referrer, formData: () => Promise.resolve(form) },
      { scope, readConfig: () => Promise.resolve(configOf(pair)), store, now: () => at },
    );
    expect(response.status).to.equal(303);
    const next = new URL(response.headers.get('location') ?? '');
    expect(next.origin + next.pathname + next.search).to.equal(`${scope}?live=${pair}`);
    return next.hash;
  };
  const kept = async () => (await readOwner(liveCacheName(pair), '1001')).filter(({ kind }) => kind === 'put').length;
  return { store, sealed, post, kept };
}
const configOf = (pair: string) => JSON.stringify({ pairs: { [pair]: { publisher: peer, subscriber: here } } });

async function nothingTaken({ store, kept }: { store: HandOverStore; kept: () => Promise<number> }): Promise<void> {
  expect(await store.takePending()).to.equal(undefined);
  expect(await kept()).to.equal(0);
}

describe('a hand-over by form', () => {
  it('work goes into the cache, the session waits sealed, for one page', async () => {
    const { store, sealed, post, kept } = await stage();
    const session = await sealed('session');
    expect(await post({ session, cache: await sealed('cache') })).to.equal('#handed-over');
    expect(await kept()).to.equal(1);
    expect(await store.takePending()).to.deep.equal(session);
    expect(await store.takePending()).to.equal(undefined);
  });

  it('is refused whole from another site, and from one that hides', async () => {
    const one = await stage();
    const fields = { session: await one.sealed('session'), cache: await one.sealed('cache') };
    for (const referrer of ['https://evil.example/', '', `${here}/`, 'https://a.example/'])
      expect(await one.post(fields, referrer)).to.equal('#hand-over-refused=wrong-origin');
    await nothingTaken(one);
  });

  it('is refused whole when either MAC is wrong, even with the other one good', async () => {
    const one = await stage();
    const [session, cache] = [await one.sealed('session'), await one.sealed('cache')];
    const forged = (envelope: Envelope) => ({
      ...envelope,
      mac: `${envelope.mac.startsWith('A') ? 'B' : 'A'}${envelope.mac.slice(1)}`,
    });
    expect(await one.post({ session: forged(session), cache })).to.equal('#hand-over-refused=forged');
    expect(await one.post({ session, cache: forged(cache) })).to.equal('#hand-over-refused=forged');
    await nothingTaken(one);
    // And the good pair was not used up by that.
    expect(await one.post({ session, cache })).to.equal('#handed-over');
  });

  it('is refused when it was made for another pairing', async () => {
    const [one, other] = [await stage(), await stage()];
    const foreign = { session: await other.sealed('session'), cache: await other.sealed('cache') };
    expect(await one.post(foreign)).to.equal('#hand-over-refused=unknown-pairing');
    await nothingTaken(one);
  });

  it('is refused the second time, and with half of it new', async () => {
    const one = await stage();
    const fields = { session: await one.sealed('session'), cache: await one.sealed('cache') };
    await one.post(fields);
    await one.store.takePending();
    expect(await one.post(fields)).to.equal('#hand-over-refused=used');
    expect(await one.post({ ...fields, session: await one.sealed('session') })).to.equal('#hand-over-refused=used');
    expect(await one.store.takePending()).to.equal(undefined);
  });

  it('is refused after its 60 s', async () => {
    const one = await stage();
    const fields = { session: await one.sealed('session'), cache: await one.sealed('cache') };
    expect(await one.post(fields, `${peer}/`, now + envelopeLifeMs + 1)).to.equal('#hand-over-refused=stale');
    await nothingTaken(one);
  });

  it('is refused with fields missing, swapped or unreadable', async () => {
    const one = await stage();
    const [session, cache] = [await one.sealed('session'), await one.sealed('cache')];
    for (const fields of [{}, { session }, { session: cache, cache: session }, { session: 'x', cache }])
      expect(await one.post(fields)).to.equal('#hand-over-refused=malformed');
    await nothingTaken(one);
  });

  it('only a navigation by POST to that one path is a hand-over', () => {
    const request = { method: 'POST', mode: 'navigate', url: `${scope}hand-over?live=lab` } as const;
    expect(isHandOver(request, scope)).to.equal(true);
    expect(isHandOver({ ...request, method: 'GET' }, scope)).to.equal(false);
    expect(isHandOver({ ...request, mode: 'cors' }, scope)).to.equal(false);
    expect(isHandOver({ ...request, url: `${scope}finesse/api/User/1001` }, scope)).to.equal(false);
  });
});
