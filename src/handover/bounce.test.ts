import assert from 'node:assert/strict';
import { test } from 'node:test';
import { primeFragment, primedFragment, readPrimeAnswer, readPrimeRequest } from './bounce.ts';
import { isFromUnderstudy, isHello, isToUnderstudy } from './frame-protocol.ts';

const offer = { version: 1, id: 'one', publicKey: 'AAAA', mac: 'BBBB' } as const;

test('what a bounce says is read back at the other end', () => {
  const request = { pair: 'lab', state: 'chance', offer };
  assert.deepEqual(readPrimeRequest(primeFragment(request)), request);
  assert.deepEqual(readPrimeAnswer(primedFragment({ state: 'chance', offer })), { state: 'chance', offer });
  const refusal = readPrimeAnswer(primedFragment({ state: 'chance', problem: 'Ü'.repeat(500) }));
  assert.equal(refusal?.problem?.length, 200);
});

test('a fragment of another kind, or a damaged one, says nothing', () => {
  for (const text of ['', '#', '#moved', '#prime=', '#prime=%%', '#primed=AAAA', '#prime=bnVsbA'])
    assert.equal(readPrimeRequest(text) ?? readPrimeAnswer(text), undefined, text);
});

test('an offer that is none is no offer', () => {
  const bad = { state: 'chance', offer: { ...offer, mac: '<script>' } };
  assert.deepEqual(readPrimeAnswer(primedFragment(bad)), { state: 'chance', problem: 'no answer' });
});

test('messages between desktop and understudy are taken only in their shape', () => {
  assert.ok(isHello({ type: 'understudy-hello', protocol: 1, pair: 'lab' }));
  assert.ok(!isHello({ type: 'understudy-hello', protocol: 2, pair: 'lab' }));
  assert.ok(isToUnderstudy({ type: 'cache', serial: 1, operations: [] }));
  for (const bad of [null, 'cache', { type: 'cache', serial: '1', operations: [] }, { type: 'cache', serial: 1 }, {}])
    assert.ok(!isToUnderstudy(bad));
  assert.ok(isFromUnderstudy({ type: 'here', storage: 'shared' }));
  assert.ok(!isFromUnderstudy({ type: 'prepare' }));
});
