// `npm run shots`: pictures of the states that matter, taken from the built site in a real browser: light and dark,
// wide and narrow. For looking at; written to docs/shots (`--out DIR` elsewhere).
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumFlags, findChromium } from './browser.mjs';
import { serve } from './serve.mjs';

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'docs/shots' }, only: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help) {
  console.log('Usage: npm run shots -- [--out DIR] [--only STATE]\nBuild first: npm run build');
  process.exit(0);
}

const lab = (page, action, args = {}) =>
  page.evaluate(([name, given]) => window.understudy.lab.do(name, given), [action, args]);
const until = (page, phase, node) =>
  page.waitForFunction(
    ([p, n]) => document.documentElement.dataset.phase === p && (!n || document.documentElement.dataset.node === n),
    [phase, node],
  );

async function takeCall(page) {
  await lab(page, 'ring', { agent: '1001', from: '5550142' });
  await page.getByTestId('answer').first().click();
  await page.waitForFunction(() => window.understudy.view().agent?.state === 'TALKING');
  await page.getByTestId('note').fill('Line drops every evening around eight; router was replaced last week.');
  await page.locator('[name="customerName"]').fill('Ada Lovelace');
  await page.locator('[name="company"]').fill('Analytical Engines Ltd');
}

/** State name → address and how to get there. */
const states = {
  'sign-in': { query: '', reach: (page) => until(page, 'signed-out') },
  connected: {
    query: '?agent=1001&signin',
    reach: async (page) => {
      await until(page, 'connected');
      await takeCall(page);
    },
  },
  searching: {
    query: '?agent=1001&signin&profile=12.6',
    reach: async (page) => {
      await until(page, 'connected');
      await takeCall(page);
      await lab(page, 'stop-node', { node: 'subscriber' });
      await lab(page, 'hide-finesse-presence', { node: 'publisher' });
      await until(page, 'searching');
    },
  },
  planner: {
    query: '?agent=1001&signin#/planner',
    reach: async (page) => {
      await until(page, 'connected');
      await page.getByTestId('plan-last').waitFor();
    },
  },
  readiness: {
    query: '?agent=1001&signin#/readiness',
    reach: async (page) => {
      await until(page, 'connected');
      await page.locator('[data-testid="readiness"]', { hasNotText: 'Checking' }).waitFor();
      await page.getByTestId('check-again').click();
      await page.locator('[data-testid="readiness"]', { hasNotText: 'Checking' }).waitFor();
    },
  },
  moved: {
    query: '?agent=1001&signin',
    reach: async (page) => {
      await until(page, 'connected');
      await takeCall(page);
      await lab(page, 'stop-node', { node: 'publisher' });
      await until(page, 'connected', 'subscriber');
      await page.evaluate(() => scrollTo(0, 0));
    },
  },
  supervisor: { query: '?agent=1000&signin', reach: (page) => until(page, 'connected') },
  lab: {
    query: '?agent=1001&signin&lab',
    reach: async (page) => {
      await until(page, 'connected');
      await page.getByTestId('lab').waitFor();
      await lab(page, 'stop-node', { node: 'publisher' });
      await until(page, 'connected', 'subscriber');
    },
  },
  lapsed: {
    query: '?agent=1001&signin&speed=60',
    reach: async (page, url, context) => {
      await until(page, 'connected');
      await page.goto('about:blank');
      const waiting = await context.newPage();
      const at = Date.now();
      await waiting.waitForFunction((then) => Date.now() > then + 2000, at);
      await waiting.close();
      await page.goto(`${url}?speed=60`);
      await until(page, 'signed-out');
    },
  },
};

const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { name: 'narrow', colorScheme: 'light', viewport: { width: 360, height: 740 } },
];

mkdirSync(values.out, { recursive: true });
const browser = await chromium.launch({ executablePath: await findChromium(), args: [...chromiumFlags] });
try {
  for (const [state, { query, reach }] of Object.entries(states)) {
    if (values.only && values.only !== state) continue;
    for (const { name, ...look } of looks) {
      const site = await serve({ dir: 'dist', port: 0 });
      const context = await browser.newContext(look);
      const page = await context.newPage();
      try {
        await page.goto(`${site.url}${query}`);
        await reach(page, site.url, context);
        // Two frames, so that the last render is on the screen.
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        await page.screenshot({ path: `${values.out}/${state}-${name}.png` });
        console.log(`${state}-${name}`);
      } finally {
        await context.close();
        await site.close();
      }
    }
  }
} finally {
  await browser.close();
}
