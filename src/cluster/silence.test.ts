/** Silence of sessions (PF-1) when there are many of them: one timer for all, and each is found out at its own moment. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds } from './test/desk.ts';
import { bench } from './test/bench.ts';
import { timing } from './timing.ts';

const people = ['1001', '1002', '1003', '1004'];

test('PF-1: each of many sessions ends after its own 120 s of silence, not with the first nor with the last', () => {
  const b = bench();
  for (const login of people) {
    b.connect('publisher', login, `s${login}`);
    b.advance(7_000);
  }
  // 1001 goes on speaking; the others were last heard of 21, 14 and 7 s ago.
  b.ping('publisher', 's1001');
  const present = (): readonly string[] => b.view().nodes.publisher.present;
  b.advance(timing.sessionSilence - 21_000 - 100);
  assert.deepEqual([...present()].sort(), people);
  b.advance(200);
  assert.deepEqual([...present()].sort(), ['1001', '1003', '1004']);
  b.advance(7_000);
  assert.deepEqual([...present()].sort(), ['1001', '1004']);
  b.advance(7_000);
  assert.deepEqual(present(), ['1001']);
  b.advance(7_000);
  assert.deepEqual(present(), []);
  for (const login of people) assert.deepEqual(kinds(b.sent(`s${login}`)).at(-1), 'closed reset');
});

test('PF-1: whoever comes after everybody had gone, or after the node had stopped, is watched again', () => {
  const b = bench();
  b.connect('publisher', '1001', 'first');
  b.disconnect('publisher', 'first');
  b.advance(timing.sessionSilence + 1_000);
  b.connect('publisher', '1001', 'second');
  b.advance(1_000);
  b.fault({ action: 'stop-node', node: 'publisher' });
  b.fault({ action: 'start-node', node: 'publisher' });
  b.advance(timing.nodeBoot + timing.notificationBoot + 60_000);
  b.connect('publisher', '1001', 'third');
  b.advance(timing.sessionSilence - 1_000);
  assert.deepEqual(b.view().nodes.publisher.present, ['1001']);
  b.advance(2_000);
  assert.deepEqual(b.view().nodes.publisher.present, []);
});

test('PF-1: silence goes on being noticed by a cluster that continues from a snapshot', () => {
  const b = bench();
  b.connect('publisher', '1001', 's');
  b.advance(60_000);
  b.reopen();
  b.advance(timing.sessionSilence - 60_100);
  assert.deepEqual(b.view().nodes.publisher.present, ['1001']);
  b.advance(200);
  assert.deepEqual(b.view().nodes.publisher.present, []);
});
