/**
 * `npm run shots`: pictures of the states that matter, taken from the built site in a real browser, light and dark, wide and
 * narrow, some in forced colours; axe looks at each. Written to docs/shots with a page that shows them. Exit status 1 when axe
 * finds something or a state is not reached.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { findChromium, leanPlaywrightFlags } from './browser.mjs';
import { axeFindings } from './shots/axe.ts';
import { looks, type Look, type ShotState } from './shots/contract.ts';
import { indexPage } from './shots/index-page.ts';
import { states } from './shots/states.ts';
import { walkState } from './shots/walk.ts';
import { usageLine } from './usage-line.mjs';

const help = `Usage: npm run shots -- [options]   (build first: npm run build)
  --only A,B     these states; the others' pictures stay. States: ${states.map(({ id }) => id).join(' ')}
  --out DIR      default docs/shots
  --axe-only     no pictures
  --no-axe       pictures only
  --png          PNG as well, for looking at where WebP cannot be seen`;

/** Small enough to be kept with the sources, clear enough to read every word. */
const quality = 40;

function complain(error: unknown): never {
  console.error(usageLine(error, 'npm run shots --'));
  process.exit(2);
}

function read() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        out: { type: 'string', default: 'docs/shots' },
        'axe-only': { type: 'boolean', default: false },
        'no-axe': { type: 'boolean', default: false },
        png: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return complain(error);
  }
}
const values = read();
if (values.help) {
  console.log(help);
  process.exit(0);
}
const only = values.only?.split(',');
const unknown = only?.find((id) => !states.some((state) => state.id === id));
if (unknown !== undefined) complain(`There is no state “${unknown}”`);

async function takePicture(page: Page, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality });
  writeFileSync(join(values.out, `${name}.webp`), Buffer.from(data, 'base64'));
  if (values.png) await page.screenshot({ path: join(values.out, `${name}.png`) });
  await session.detach();
}

const wanted = (state: ShotState) => (look: Look) => look.name !== 'forced' || state.forcedColours === true;
const problems: string[] = [];

async function show(state: ShotState): Promise<void> {
  try {
    await walkState(browser, state, wanted(state), async (page, look) => {
      const name = `${state.id}-${look.name}`;
      if (!values['axe-only']) await takePicture(page, name);
      const found = values['no-axe'] ? [] : await axeFindings(page);
      problems.push(...found.map((one) => `${name}: ${one}`));
    });
    console.log(state.id);
  } catch (error) {
    // Nothing can be reached any more.
    if (stopping.signal.aborted) return;
    problems.push(`${state.id} was not reached: ${error instanceof Error ? error.message : String(error)}`);
    console.log(`${state.id} ✕`);
  }
}

mkdirSync(values.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: [...leanPlaywrightFlags],
  handleSIGINT: false,
});
const stopping = new AbortController();
process.once('SIGINT', () => {
  stopping.abort();
  console.error('\nStopped; the pictures taken so far are there.');
  void browser.close().finally(() => process.exit(130));
});
try {
  for (const state of states) if (!stopping.signal.aborted && (only?.includes(state.id) ?? true)) await show(state);
} finally {
  await browser.close();
}
if (!values['axe-only']) {
  const has = (name: string): boolean => existsSync(join(values.out, `${name}.webp`));
  writeFileSync(join(values.out, 'README.md'), indexPage(states, has));
}
if (!stopping.signal.aborted) {
  for (const problem of problems) console.error(problem);
  console.log(`${states.length} states, ${looks.length} looks, ${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
