/**
 * `npm run bench -- cache`: what keeping and restoring gadgets' state takes beside other stores. A real Chromium with a
 * profile on disk; everything that is compared is measured in turn in one run.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseOptions, usage } from './cache/options.ts';
import { measureStores } from './cache/stores.ts';
import { storeRows, storesText } from './cache/stores-report.ts';
import type { Bench } from './contract.ts';
import { environmentNow } from './environment.ts';
import { measuredText } from './real/measured-text.ts';
import { betweenMarks } from './table.ts';

const page = join(import.meta.dirname, '../docs/performance.md');

export const cache: Bench = {
  about: 'Times puts and restores of DesktopCache beside localforage, idb-keyval, localStorage and raw IndexedDB.',
  usage,
  async run(args, tools) {
    const options = parseOptions(args);
    const environment = environmentNow();
    const { rounds, sizes } = options;
    const { samples, chromium_version } = await measureStores(options, tools);
    const measures = { stores: storeRows(samples) };
    const text = `${measuredText(environment, chromium_version)}\n\nIn ms, median / p95:\n\n${storesText(measures.stores)}`;
    tools.print(text);
    const report = {
      bench: 'cache',
      environment,
      runs: [{ parameters: { rounds, sizes, chromium_version }, measures }],
    };
    if (options.jsonFile !== undefined) writeFileSync(options.jsonFile, `${JSON.stringify(report, null, 2)}\n`);
    if (options.write) writeFileSync(page, betweenMarks(readFileSync(page, 'utf8'), 'cache --parts stores', text));
  },
};
