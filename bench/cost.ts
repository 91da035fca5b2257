/**
 * `npm run cost`: what a gadget costs at a reload, in the desktop and in a container with a frame for each gadget, in the
 * same run. A real Chromium, the built desktop, gadgets made for the run.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Bench } from './contract.ts';
import { parseOptions, usage } from './cost/options.ts';
import { marginalsOf, rowsOf, type CostReport } from './cost/report.ts';
import { buildFolder, runVisits } from './cost/run.ts';
import { buildAll } from './cost/sites.ts';
import { reportText } from './cost/text.ts';
import { environmentNow } from './environment.ts';
import { betweenMarks } from './table.ts';

const page = join(import.meta.dirname, '../docs/performance.md');

export const cost: Bench = {
  about: 'Weighs gadgets: time, CPU, requests, bytes and memory of one more gadget, in the desktop and in frames.',
  usage,
  async run(args, tools) {
    const options = parseOptions(args);
    const { rounds, reloads, counts, workloads, jsonFile, sitesFolder, write } = options;
    const environment = environmentNow();
    const folder = sitesFolder === undefined ? buildFolder() : resolve(sitesFolder);
    try {
      const log = (step: string): void => {
        tools.stop.throwIfAborted();
        tools.progress(`building, ${step}`);
      };
      const sites = await buildAll(folder, { workloads, counts, log });
      const measurements = await runVisits(sites, options, tools);
      const report: CostReport = {
        bench: 'cost',
        environment: { ...environment, chromium_version: measurements.chromiumVersion },
        parameters: { rounds, reloads, counts, workloads },
        rows: rowsOf(measurements),
        marginal: marginalsOf(measurements),
        failed: measurements.failed,
      };
      tools.print(reportText(report));
      if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify(report, null, 2)}\n`);
      if (write) writeFileSync(page, betweenMarks(readFileSync(page, 'utf8'), 'cost', reportText(report)));
    } finally {
      if (sitesFolder === undefined) rmSync(folder, { recursive: true, force: true });
    }
  },
};
