/** Envelopes and pairings, and each way to cheat with them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromBase64url, toBase64url } from './base64url.ts';
import { envelopeLifeMs, HandOverRefused, type Envelope, type RefusalCode } from './contract.ts';
import { headerOf, openVerified, seal, verify } from './envelope.ts';
import { acceptOffer, isOffer, makePairing } from './pairing.ts';

const from = 'https://a.example:8445';
const to = 'https://b.example:8445';
const now = 1_800_000_000_000;
const content = { agentId: '1001', password: 'korrekt-pferd-batterie' };

async function paired(peer = from) {
  const { pairing, offer } = await makePairing(peer, now);
  return { receiver: pairing, offer, sender: await acceptOffer(offer, to, now) };
}
const refusedWith = (code: RefusalCode) => (error: unknown) => error instanceof HandOverRefused && error.code === code;
const opening = { kind: 'session', to, now } as const;
const sealing = { kind: 'session', from, now } as const;

test('what is sealed for the other node is opened there, and nothing of it is in clear', async () => {
  const { receiver, sender } = await paired();
  const envelope = await seal(sender, sealing, content);
  assert.equal(headerOf(envelope).pairing, receiver.id);
  await verify(receiver, envelope, opening);
  assert.deepEqual(await openVerified(receiver, envelope), content);
  assert.ok(!JSON.stringify(envelope).includes('pferd'));
  assert.ok(!Buffer.from(envelope.body, 'base64url').toString('latin1').includes('pferd'));
  // The look itself finds what is there.
  assert.ok(envelope.header.includes(from));
});

test('a large content comes through whole', async () => {
  const { receiver, sender } = await paired();
  const large = { notes: 'Ä'.repeat(200_000) };
  assert.deepEqual(await openVerified(receiver, await seal(sender, sealing, large)), large);
});

test('two envelopes of one content have nothing in common', async () => {
  const { sender } = await paired();
  const [one, other] = [await seal(sender, sealing, content), await seal(sender, sealing, content)];
  for (const field of ['header', 'key', 'body', 'mac'] as const) assert.notEqual(one[field], other[field]);
});

test('each byte that is changed on the way makes it a forgery', async () => {
  const { receiver, sender } = await paired();
  const envelope = await seal(sender, sealing, content);
  const flipped = (field: 'key' | 'body' | 'mac'): Envelope => {
    const bytes = fromBase64url(envelope[field]);
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    return { ...envelope, [field]: toBase64url(bytes) };
  };
  const older = { ...envelope, header: envelope.header.replace(String(now), String(now + 1)) };
  for (const forged of [flipped('key'), flipped('body'), flipped('mac'), older])
    await assert.rejects(verify(receiver, forged, opening), refusedWith('forged'));
});

test('a site that knows the public key but not the MAC key is refused', async () => {
  const { receiver, offer } = await paired();
  const guessed = { ...offer, mac: toBase64url(crypto.getRandomValues(new Uint8Array(32))) };
  const envelope = await seal(await acceptOffer(guessed, to, now), sealing, content);
  await assert.rejects(verify(receiver, envelope, opening), refusedWith('forged'));
});

test('the MAC of one pairing is no good for another', async () => {
  const [{ sender }, { receiver }] = [await paired(), await paired()];
  await assert.rejects(verify(receiver, await seal(sender, sealing, content), opening), refusedWith('forged'));
});

test('from or for another origin than the paired one: refused, whatever its MAC', async () => {
  const { receiver, sender } = await paired();
  const evil = await seal(sender, { ...sealing, from: 'https://evil.example' }, content);
  await assert.rejects(verify(receiver, evil, opening), refusedWith('wrong-origin'));
  const envelope = await seal(sender, sealing, content);
  await assert.rejects(verify(receiver, envelope, { ...opening, to: from }), refusedWith('wrong-origin'));
});

test('an envelope lives for 60 s, and the future is not believed', async () => {
  const { receiver, sender } = await paired();
  const envelope = await seal(sender, sealing, content);
  await verify(receiver, envelope, { ...opening, now: now + envelopeLifeMs });
  for (const late of [now + envelopeLifeMs + 1, now - 5001])
    await assert.rejects(verify(receiver, envelope, { ...opening, now: late }), refusedWith('stale'));
});

test('a cache is not taken for a session', async () => {
  const { receiver, sender } = await paired();
  const envelope = await seal(sender, { ...sealing, kind: 'cache' }, []);
  await assert.rejects(verify(receiver, envelope, opening), refusedWith('malformed'));
});

test('what is no envelope is malformed, never a crash', async () => {
  const { receiver, sender } = await paired();
  const good = await seal(sender, sealing, content);
  const others = [undefined, null, 7, 'x', {}, { ...good, header: 'no JSON' }, { ...good, header: '{"version":2}' }];
  for (const value of [...others, { ...good, mac: '!' }, { ...good, body: 5 }])
    await assert.rejects(verify(receiver, value, opening), refusedWith('malformed'));
  await assert.rejects(openVerified(receiver, { ...good, key: 'AAAA' }), refusedWith('unreadable'));
});

test('neither side can export its keys', async () => {
  const { receiver, sender } = await paired();
  await assert.rejects(crypto.subtle.exportKey('pkcs8', receiver.privateKey));
  await assert.rejects(crypto.subtle.exportKey('raw', receiver.macKey));
  await assert.rejects(crypto.subtle.exportKey('raw', sender.macKey));
});

test('an offer is taken only when it is one', async () => {
  const { offer } = await paired();
  assert.ok(isOffer(offer));
  for (const bad of [null, {}, { ...offer, version: 2 }, { ...offer, id: '<' }, { ...offer, mac: 'AAAA' }])
    await assert.rejects(acceptOffer(bad, to, now), TypeError);
  await assert.rejects(acceptOffer({ ...offer, publicKey: 'AAAA' }, to, now));
});
