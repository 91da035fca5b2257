/**
 * `npm run bench -- cache`: what keeping and restoring gadgets' state takes beside other stores, how long an event takes to
 * many gadgets, and a mocked request beside Mock Service Worker. A real Chromium with a
 * profile on disk; everything that is compared is measured in turn in one run.
 */
import { measureFanOut } from './cache/fan-out.ts';
import { fanOutRows, fanOutText } from './cache/fan-out-report.ts';
import { parseOptions, usage, type CacheOptions, type Part } from './cache/options.ts';
import { measureRest, restRows, restText } from './cache/rest.ts';
import { measureStores } from './cache/stores.ts';
import { storeRows, storesText } from './cache/stores-report.ts';
import type { Bench, BenchTools } from './contract.ts';
import { writeJson, writeSection } from './deliver.ts';
import { environmentNow } from './environment.ts';
import { measuredText } from './real/measured-text.ts';

interface Measured {
  readonly text: string;
  readonly run: {
    readonly parameters: { readonly part: Part; readonly rounds: number; readonly chromium_version: string };
    readonly measures: unknown;
  };
}

const measure: Readonly<Record<Part, (options: CacheOptions, tools: BenchTools) => Promise<Measured>>> = {
  async stores(options, tools) {
    const { samples, chromium_version } = await measureStores(options, tools);
    const measures = storeRows(samples);
    const parameters = { part: 'stores', rounds: options.rounds, sizes: options.sizes, chromium_version } as const;
    return { text: `In ms, median / p95:\n\n${storesText(measures)}`, run: { parameters, measures } };
  },
  async 'fan-out'({ events, gadgets, tabs }, tools) {
    const { samples, chromium_version } = await measureFanOut({ events, gadgets, tabs }, tools);
    const measures = fanOutRows(samples);
    const parameters = { part: 'fan-out', rounds: events, gadgets, tabs, chromium_version } as const;
    return { text: `In ms:\n\n${fanOutText(measures)}`, run: { parameters, measures } };
  },
  async rest({ rounds }, tools) {
    const { samples, chromium_version } = await measureRest(rounds, tools);
    const measures = restRows(samples);
    const parameters = { part: 'rest', rounds, chromium_version } as const;
    return { text: `In ms per request:\n\n${restText(measures)}`, run: { parameters, measures } };
  },
};

export const cache: Bench = {
  about: 'Times puts and restores of DesktopCache beside other stores, an event to many gadgets, and mocked requests.',
  usage,
  async run(args, tools) {
    const options = parseOptions(args);
    const environment = environmentNow();
    const runs: unknown[] = [];
    for (const part of options.parts) {
      const { text, run } = await measure[part](options, tools);
      const whole = `${measuredText(environment, run.parameters.chromium_version)}\n\n${text}`;
      tools.print(`${runs.length > 0 ? '\n' : ''}${whole}`);
      runs.push(run);
      if (options.write) writeSection(`cache --parts ${part}`, whole);
    }
    writeJson(options, { bench: 'cache', environment, runs });
  },
};
