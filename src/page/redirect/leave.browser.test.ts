/** What cannot be carried to the other address keeps the page here: the core is told, and moves in place. */
import { expect } from '@open-wc/testing';
import type { DesktopCache } from '../../cache/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import type { Envelope } from '../../handover/contract.ts';
import type { FromUnderstudy } from '../../handover/frame-protocol.ts';
import type { HandOverStore } from '../../handover/store.ts';
import type { CoreClient } from '../../worker/client/contract.ts';
import { depart, leave, prepare, type Way } from './leave.ts';
import type { Understudy } from './understudy-frame.ts';

const addresses = {
  pair: 'lab',
  here: 'publisher',
  there: 'subscriber',
  own: 'https://a.example',
  other: 'https://b.example',
  otherSite: 'https://b.example/',
} as const;
const envelope: Envelope = { header: '{}', key: '', body: '', mac: '' };

function stage(ticket: () => Promise<Envelope> = () => Promise.resolve(envelope)) {
  const told: string[] = [];
  const flushed: string[] = [];
  const view = { profile: 'swift', move: 'redirect', session: { agentId: '1001' } } as unknown as DesktopView;
  const handOver = {
    ticket,
    done: (epoch: number, outcome: string) => Promise.resolve(void told.push(`${epoch} ${outcome}`)),
  };
  const client = { view, handOver } as unknown as CoreClient;
  const cache = { flush: (why: string) => Promise.resolve(void flushed.push(why)) } as unknown as DesktopCache;
  const store = { sending: () => Promise.resolve(undefined) } as unknown as HandOverStore;
  return { told, flushed, leaving: { client, cache, addresses, store } };
}

const sameSite = (session: () => Promise<FromUnderstudy>): Way => ({
  kind: 'same-site',
  understudy: { session } as unknown as Understudy,
  feed: undefined,
});

const refusals: readonly [what: string, way: Way, ticket?: () => Promise<Envelope>][] = [
  ['the understudy has no worker', sameSite(() => Promise.resolve({ type: 'refused', code: 'no-worker' }))],
  ['the understudy does not answer', sameSite(() => Promise.reject(new Error('deadline')))],
  [
    'the core gives no ticket',
    sameSite(() => Promise.resolve({ type: 'taken-over' })),
    () => Promise.reject(new Error('not-handing-over')),
  ],
  ['the pairing of two sites is gone', { kind: 'primed' }],
];

describe('leaving for the other address', () => {
  it('what is typed while the session is taken over, and until the goodbye is said, is brought along after both', async () => {
    const { flushed, told, leaving } = stage();
    const happened: string[] = [];
    const note = (what: string) => () =>
      Promise.resolve(void happened.push(`${what}: ${flushed.length} saved, ${told.length} told`));
    const understudy = {
      session: () => Promise.resolve<FromUnderstudy>({ type: 'taken-over' }).finally(note('session')),
    } as unknown as Understudy;
    const feed = { finish: note('brought'), stop: () => undefined };
    const { lastWords } = await prepare({ kind: 'same-site', understudy, feed }, 2, leaving);
    await depart({ lastWords, go: () => void note('gone')() }, 2, leaving.client);
    expect(told).to.deep.equal(['2 left']);
    expect(happened).to.deep.equal([
      'brought: 1 saved, 0 told',
      'session: 1 saved, 0 told',
      'brought: 2 saved, 1 told',
      'gone: 2 saved, 1 told',
    ]);
  });

  it('neither a goodbye nor last words that fail keep a page whose session has gone', async () => {
    const { leaving } = stage();
    const fail = () => Promise.reject(new Error('nobody answers'));
    const client = { ...leaving.client, handOver: { ...leaving.client.handOver, done: fail } } as CoreClient;
    let gone = 0;
    await depart({ lastWords: fail, go: () => (gone += 1) }, 2, client);
    expect(gone).to.equal(1);
  });

  for (const [what, way, ticket] of refusals) {
    it(`${what}: the page stays, with everything saved, and says so once`, async () => {
      const { told, flushed, leaving } = stage(ticket);
      const { href } = location;
      await leave(way, 2, leaving);
      expect(told).to.deep.equal(['2 refused']);
      expect(flushed).to.deep.equal(['leaving']);
      expect(location.href).to.equal(href);
      expect(document.querySelector('form')).to.equal(null);
    });
  }
});
