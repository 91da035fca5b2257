/** Another desktop of the same agent takes the connection, as the newer of two with one full JID does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClusterRefusal } from './contract.ts';
import { bench } from './test/bench.ts';
import type { Bench } from './test/bench.ts';
import { timing } from './timing.ts';

function desk(): Bench {
  const b = bench();
  b.connect('subscriber', '1001', 'here');
  b.signIn('1001', 'subscriber');
  b.setState('1001', 'READY', { node: 'subscriber' });
  b.forget();
  return b;
}

const elsewhere = (b: Bench, agent = '1001'): void => {
  b.fault({ action: 'sign-in-elsewhere', agent });
  b.advance(10);
};

test('the desktop here is told, once; the agent stays present and as before, for as long as the other desktop is there', () => {
  const b = desk();
  elsewhere(b);
  assert.deepEqual(b.sent('here'), [{ kind: 'closed', reason: 'conflict' }]);
  b.advance(2 * timing.sessionSilence + timing.presenceGrace);
  assert.deepEqual(b.view().nodes.subscriber.present, ['1001']);
  assert.equal(b.agent('1001').state, 'READY');
  assert.equal(b.sent('here').length, 1);
});

test('the desktop here takes the connection back, and can lose it again', () => {
  const b = desk();
  elsewhere(b);
  b.connect('subscriber', '1001', 'again');
  assert.deepEqual(
    b.sent('again').map(({ kind }) => kind),
    ['bound', 'presence'],
  );
  assert.deepEqual(b.view().nodes.subscriber.present, ['1001']);
  elsewhere(b);
  assert.deepEqual(b.sent('again').at(-1), { kind: 'closed', reason: 'conflict' });
  b.connect('subscriber', '1001', 'third');
  b.disconnect('subscriber', 'third');
  assert.deepEqual(b.view().nodes.subscriber.present, []);
});

test('a phone of the agent and the other node are left alone, and the other desktop goes with its node', () => {
  const b = desk();
  b.connect('subscriber', '1001', 'phone', 'fippa');
  b.forget();
  elsewhere(b);
  assert.deepEqual(b.sent('phone'), []);
  assert.deepEqual(b.view().nodes.publisher.present, []);
  b.fault({ action: 'stop-node', node: 'subscriber' });
  assert.deepEqual(b.view().nodes.subscriber.present, []);
});

test('whoever is not there or not signed in is refused, and nothing is changed', () => {
  const b = desk();
  const before = JSON.stringify(b.cluster().snapshot());
  for (const [agent, code] of [
    ['9999', 'unknown-agent'],
    ['1002', 'agent-not-available'],
  ] as const) {
    assert.throws(
      () => elsewhere(b, agent),
      (error: unknown) => error instanceof ClusterRefusal && error.code === code,
    );
  }
  assert.equal(JSON.stringify(b.cluster().snapshot()), before);
});
