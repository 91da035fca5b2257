/**
 * axe finds nothing in light, dark and forced colours, in the states of `tools/shots` that are quickly reached;
 * `npm run shots` looks at all of them.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { findChromium, leanPlaywrightFlags } from '../tools/browser.mjs';
import { axeFindings } from '../tools/shots/axe.ts';
import { states } from '../tools/shots/states.ts';
import { walkState } from '../tools/shots/walk.ts';

let browser: Browser;
before(async () => {
  browser = await chromium.launch({ executablePath: await findChromium(), args: [...leanPlaywrightFlags] });
});
after(() => browser.close());

describe('axe finds nothing', { concurrency: 2 }, () => {
  for (const state of states.filter(({ quick }) => quick)) {
    test(`${state.id}: in light, dark and forced colours`, () =>
      walkState(
        browser,
        state,
        ({ name }) => name === 'light' || name === 'dark' || name === 'forced',
        async (page, look) => assert.deepEqual(await axeFindings(page), [], look.name),
      ));
  }
});

test('a planted fault is found: an image without a name', async () => {
  const [state] = states;
  assert.ok(state);
  await walkState(
    browser,
    state,
    ({ name }) => name === 'light',
    async (page) => {
      await page.evaluate(() => {
        const image = document.createElement('img');
        image.src = 'data:,';
        document.body.append(image);
      });
      assert.match((await axeFindings(page)).join(), /image-alt/);
    },
  );
});
