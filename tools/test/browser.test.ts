/** The flags that tests start Chromium with. Chromium takes the last list of features alone, so ours must hold the driver's. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { leanPlaywrightFlags, offByPlaywright } from '../browser.mjs';

test('what Playwright switches off in Chromium stays off beside our own list', () => {
  const source = readFileSync('node_modules/playwright-core/lib/coreBundle.js', 'utf8');
  const list = /\bdisabledFeatures = \[([^]*?)\n\s*\]/.exec(source)?.[1];
  assert.ok(list, 'its list is found');
  const wanted = [...list.matchAll(/^\s*"(\w+)"/gm)].map(([, name]) => name);
  assert.ok(wanted.length > 5, wanted.join());
  assert.deepEqual(offByPlaywright, wanted);
  const lists = leanPlaywrightFlags.filter((flag: string) => flag.startsWith('--disable-features='));
  assert.equal(lists.length, 1);
  const off = lists[0]?.replace(/^.*=/, '').split(',') ?? [];
  for (const name of wanted) assert.ok(name !== undefined && off.includes(name), name);
});
