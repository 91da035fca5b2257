/** `npm run check-gadget -- gadgets/NAME`: a gadget through the failover matrix in a real browser, and its report card. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { gadgetNames } from '../rollup.config.mjs';
import { findChromium, leanPlaywrightFlags } from './browser.mjs';
import { cardSummary, rowLines } from './check-gadget/card.ts';
import type { GadgetUnderCheck, Row } from './check-gadget/contract.ts';
import { gadgetAt } from './check-gadget/gadget-at.ts';
import { cardPage } from './check-gadget/html.ts';
import { rows } from './check-gadget/rows/index.ts';
import { checkGadget } from './check-gadget/run.ts';
import { openCheckSite } from './check-gadget/site.ts';
import { usageLine, usageSentence } from './usage-line.mjs';

const root = join(import.meta.dirname, '..');
const usage = `Usage: npm run check-gadget -- gadgets/NAME…|--all [--only ROW,ROW] [--at-once N] [--out DIR]
Puts each gadget through the failover matrix and prints its report card. Exit status 0: all passed, 1: something was lost or
wrong, 2: it could not be checked.
  --all         every gadget below gadgets/
  --only R      only these rows of: ${rows.map(({ name }) => name).join(' ')}
  --at-once N   rows beside each other (default 2)
  --out DIR     where the card goes as card.json and index.html, with pictures (default .tmp/check-gadget)
  --help        this text`;

class Usage extends Error {}

interface Wanted {
  readonly gadgets: readonly GadgetUnderCheck[];
  readonly rows: readonly Row[];
  readonly atOnce: number;
  readonly out: string;
}

function wanted(args: readonly string[]): Wanted | 'help' {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        only: { type: 'string' },
        'at-once': { type: 'string', default: '2' },
        out: { type: 'string', default: '.tmp/check-gadget' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (cause) {
    throw new Usage(usageSentence(cause), { cause });
  }
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const paths = values.all ? gadgetNames() : positionals;
  if (paths.length === 0) throw new Usage('Which gadget?');
  const only = values.only?.split(',');
  const unknown = only?.find((name) => !rows.some((row) => row.name === name));
  if (unknown !== undefined) throw new Usage(`There is no row “${unknown}”.`);
  const atOnce = Number(values['at-once']);
  if (!Number.isInteger(atOnce) || atOnce < 1 || atOnce > 8) throw new Usage('--at-once takes a number from 1 to 8.');
  return {
    gadgets: paths.map((path) => gadgetAt(root, path)),
    rows: only ? rows.filter(({ name }) => only.includes(name)) : rows,
    atOnce,
    out: resolve(root, values.out),
  };
}

async function main({ gadgets, rows: chosen, atOnce, out }: Wanted): Promise<'passed' | 'failed'> {
  console.log('Building the desktop with the gadget …');
  const site = await openCheckSite(gadgets);
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [...leanPlaywrightFlags],
    handleSIGINT: false,
  });
  const close = async (): Promise<void> => {
    await browser.close();
    await site.close();
  };
  const stopping = new AbortController();
  process.once('SIGINT', () => {
    stopping.abort();
    console.error('\nStopped before this gadget had its card.');
    void close().finally(() => process.exit(130));
  });
  let verdict: 'passed' | 'failed' = 'passed';
  try {
    for (const gadget of gadgets) {
      const folder = join(out, gadget.name);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      console.log(`\n${gadget.name}`);
      const card = await checkGadget({
        browser,
        site,
        gadget,
        rows: chosen,
        atOnce,
        shotsIn: folder,
        // What fails because it was stopped tells nothing.
        onRow: (result) => stopping.signal.aborted || console.log(rowLines(result)),
      });
      if (stopping.signal.aborted) return 'failed';
      writeFileSync(join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
      writeFileSync(join(folder, 'index.html'), cardPage(card));
      console.log(`\n${cardSummary(card)}`);
      console.log(`Card: ${relative(process.cwd(), join(folder, 'index.html'))}`);
      if (card.verdict === 'failed') verdict = 'failed';
    }
  } finally {
    await close();
  }
  return verdict;
}

try {
  const asked = wanted(process.argv.slice(2));
  if (asked === 'help') console.log(usage);
  else if ((await main(asked)) === 'failed') process.exitCode = 1;
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  console.error(error instanceof Usage ? usageLine(error, 'npm run check-gadget --') : words);
  process.exitCode = 2;
}
