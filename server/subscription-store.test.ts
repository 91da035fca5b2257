/** A node's disk: what was noted is there again, whatever broke off the last line. */
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openSubscriptionStore } from './subscription-store.ts';

const dir = mkdtempSync(join(tmpdir(), 'understudy-store-'));
after(() => rmSync(dir, { recursive: true }));
const silent = (text: string): void => assert.fail(text);

test('changes are there after a reopening, and the past is not', () => {
  const file = join(dir, 'new/publisher.subscriptions');
  const store = openSubscriptionStore(file, silent);
  assert.deepEqual(store.loaded, {});
  store.note('1001@host/desktop', '/a', true);
  store.note('1001@host/desktop', '/b', true);
  store.note('1001@host', '/c', true);
  store.note('1001@host/desktop', '/a', false);
  const expected = { '1001@host/desktop': ['/b'], '1001@host': ['/c'] };
  assert.deepEqual(openSubscriptionStore(file, silent).loaded, expected);
  assert.equal(readFileSync(file, 'utf8').trim().split('\n').length, 2);
  assert.deepEqual(openSubscriptionStore(file, silent).loaded, expected);
  assert.equal(existsSync(`${file}.new`), false);
});

test('lines that a kill broke off, or that are none, are left out and told', () => {
  const file = join(dir, 'broken');
  openSubscriptionStore(file, silent).note('1001@host', '/a', true);
  appendFileSync(file, '{"jid":"1002@host","path":"/b","subscribed":tr');
  const complaints: string[] = [];
  const store = openSubscriptionStore(file, (text) => complaints.push(text));
  assert.deepEqual(store.loaded, { '1001@host': ['/a'] });
  assert.match(complaints.join(), /1 line\(s\).*left out/);
  store.note('1003@host', '/c', true);
  assert.deepEqual(openSubscriptionStore(file, silent).loaded, { '1001@host': ['/a'], '1003@host': ['/c'] });
  appendFileSync(file, '{"jid":7}\nnull\n');
  openSubscriptionStore(file, (text) => complaints.push(text));
  assert.match(complaints.join(), /2 line\(s\)/);
});
