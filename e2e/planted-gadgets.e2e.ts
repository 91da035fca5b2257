/**
 * The check itself is checked: each planted fault and each variant of it is caught by its row, and the good twin that does the
 * same thing well passes that row. One site, one browser, some gadgets at once.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { findChromium, leanPlaywrightFlags } from '../tools/browser.mjs';
import type { RowResult } from '../tools/check-gadget/contract.ts';
import { planted } from '../tools/check-gadget/planted.ts';
import { rows } from '../tools/check-gadget/rows/index.ts';
import { checkGadget } from '../tools/check-gadget/run.ts';
import { openCheckSite, type CheckSite } from '../tools/check-gadget/site.ts';

const atOnce = 5;

let site: CheckSite;
let browser: Browser;
before(async () => {
  [site, browser] = await Promise.all([
    openCheckSite(planted),
    findChromium().then((executablePath: string) =>
      chromium.launch({ executablePath, args: [...leanPlaywrightFlags] }),
    ),
  ]);
});
after(async () => {
  await browser.close();
  await site.close();
});

describe('planted gadgets', { concurrency: atOnce }, () => {
  for (const gadget of planted) {
    const { name, row: wanted, caughtBy } = gadget;
    test(`${name} ${caughtBy ? 'is caught by' : 'passes'} the row ${wanted}`, async () => {
      const row = rows.find((one) => one.name === wanted);
      assert.ok(row, wanted);
      const card = await checkGadget({ browser, site, gadget, rows: [row], atOnce: 1 });
      const [result] = card.rows as [RowResult];
      const findings = [...result.lost, ...result.wrong];
      if (!caughtBy) assert.deepEqual(findings, []);
      else
        assert.ok(
          findings.some((one) => caughtBy.test(one)),
          `not caught: ${JSON.stringify(result)}`,
        );
    });
  }
});
