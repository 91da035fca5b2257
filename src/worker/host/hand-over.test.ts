/** The session's way out of one worker and into another: what is asked before anything is given or taken. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CoreInput, SessionRecord } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import { acceptOffer, makePairing } from '../../handover/pairing.ts';
import type { ReceivingPairing, SendingPairing } from '../../handover/contract.ts';
import type { HandOverStore } from '../../handover/store.ts';
import type { Credential } from '../link/link.ts';
import type { LinkChoice } from '../protocol.ts';
import { createHandOver } from './hand-over.ts';
import type { Identity } from './identity.ts';

const nodes = { publisher: 'https://a.example:8445', subscriber: 'https://b.example:8445' } as const;
const link: LinkChoice = { kind: 'live', name: 'lab', nodes };
const credential: Credential = { agentId: '1001', password: 'korrekt-pferd' };
const session: SessionRecord = {
  version: 1,
  agentId: '1001',
  extension: '4001',
  node: 'subscriber',
  epoch: 2,
  signedInAt: 5,
  unsettled: [],
  movingSince: 7,
};
const now = 1_800_000_000_000;

function fakeStore(): HandOverStore {
  const receiving = new Map<string, ReceivingPairing>();
  const sending = new Map<string, SendingPairing>();
  const used = new Set<string>();
  return {
    keepReceiving: (pairing) => Promise.resolve(void receiving.set(pairing.id, pairing)),
    receiving: (id) => Promise.resolve(receiving.get(id)),
    keepSending: (pairing) => Promise.resolve(void sending.set(pairing.peer, pairing)),
    sending: (peer) => Promise.resolve(sending.get(peer)),
    useUp: (nonce) => Promise.resolve(!used.has(nonce) && Boolean(used.add(nonce))),
    isUsed: (nonce) => Promise.resolve(used.has(nonce)),
    putPending: () => Promise.resolve(),
    takePending: () => Promise.resolve(undefined),
  };
}

/** One worker at each address, paired. */
async function twoWorkers() {
  const stores = { a: fakeStore(), b: fakeStore() };
  const { pairing, offer } = await makePairing(nodes.publisher, now);
  await stores.b.keepReceiving(pairing);
  await stores.a.keepSending(await acceptOffer(offer, nodes.subscriber, now));
  const fed: CoreInput[] = [];
  const assumed: Credential[] = [];
  const views = {
    a: { phase: 'switching', epoch: 2, profile: 'swift', move: 'redirect' } as Partial<DesktopView>,
    b: { phase: 'signed-out', profile: 'swift', move: 'redirect' } as Partial<DesktopView>,
  };
  const identity = (known: Credential | undefined): Identity => ({
    credential: known,
    assume(next, _lock, act) {
      assumed.push(next);
      act();
      return Promise.resolve();
    },
    replace: () => undefined,
    forget: () => undefined,
  });
  const make = (side: 'a' | 'b', known: Credential | undefined, record: SessionRecord | undefined) =>
    createHandOver({
      link,
      identity: identity(known),
      view: () => views[side] as DesktopView,
      record: () => record,
      feed: (input) => fed.push(input),
      kept: () => Promise.resolve(),
      store: stores[side],
      origin: side === 'a' ? nodes.publisher : nodes.subscriber,
      wallNow: () => now,
    });
  return { a: make('a', credential, session), b: make('b', undefined, undefined), views, fed, assumed, make };
}
const codeIs = (code: string) => (error: unknown) => (error as { code?: unknown }).code === code;

test('what one worker seals, the other resumes with, under the same credential and settings', async () => {
  const { a, b, fed, assumed } = await twoWorkers();
  const ticket = await a.ticket(2);
  assert.ok(!JSON.stringify(ticket).includes('pferd'));
  assert.equal(await b.takeOver(ticket), 'taken');
  assert.deepEqual(assumed, [credential]);
  assert.deepEqual(fed, [
    { type: 'configure', profile: 'swift', move: 'redirect' },
    { type: 'resume', session },
  ]);
});

test('a ticket is given only while the core hands over, in that epoch, and for a prepared address', async () => {
  const { a, views, make } = await twoWorkers();
  await assert.rejects(a.ticket(1), codeIs('not-handing-over'));
  views.a = { ...views.a, phase: 'connected' };
  await assert.rejects(a.ticket(2), codeIs('not-handing-over'));
  views.a = { ...views.a, phase: 'switching' };
  await assert.rejects(make('a', undefined, session).ticket(2), codeIs('not-handing-over'));
  await assert.rejects(make('a', credential, { ...session, node: 'publisher' }).ticket(2), codeIs('not-handing-over'));
});

test('a ticket is taken once', async () => {
  const { a, b, fed } = await twoWorkers();
  const ticket = await a.ticket(2);
  await b.takeOver(ticket);
  await assert.rejects(b.takeOver(ticket), codeIs('used'));
  assert.equal(fed.length, 2);
});

test('a second tab finds the session there; another agent’s is left alone', async () => {
  const { a, b, views, fed } = await twoWorkers();
  views.b = { phase: 'restoring', session: { agentId: '1001', extension: '4001', signedInAt: 5 } };
  assert.equal(await b.takeOver(await a.ticket(2)), 'already-here');
  views.b = { phase: 'connected', session: { agentId: '1002', extension: '4002', signedInAt: 5 } };
  await assert.rejects(b.takeOver(await a.ticket(2)), codeIs('occupied'));
  assert.deepEqual(fed, []);
});

test('a session for another node, or of another agent than its credential, is not resumed', async () => {
  const { b, make, fed } = await twoWorkers();
  const foreign = make('a', { ...credential, agentId: '1002' }, session);
  await assert.rejects(b.takeOver(await foreign.ticket(2)), codeIs('unreadable'));
  assert.deepEqual(fed, []);
});
