/**
 * `npm run cost`: what a gadget costs at a reload, in the desktop and in a container with a frame for each gadget, in the
 * same run. A real Chromium, the built desktop, gadgets made for the run.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { outputFault } from '../tools/output-file.ts';
import { BenchUsageError, type Bench } from './contract.ts';
import { attributeGadgets, checkPlanted } from './cost/attribution.ts';
import { exceededBy, readBudgets } from './cost/budgets.ts';
import { checkBuilt } from './cost/built.ts';
import { reportHtml } from './cost/html.ts';
import { parseOptions, usage } from './cost/options.ts';
import { marginalsOf, rowsOf, type CostReport } from './cost/report.ts';
import { buildFolder, runVisits, siteHeaders } from './cost/run.ts';
import { buildAll } from './cost/sites.ts';
import { aimsOf } from './cost/targets.ts';
import { reportText } from './cost/text.ts';
import { writeJson, writeSection } from './deliver.ts';
import { environmentNow } from './environment.ts';

export const cost: Bench = {
  about: 'Weighs gadgets: time, CPU, requests, bytes and memory of one more gadget, in the desktop and in frames.',
  usage,
  async run(args, tools) {
    const options = parseOptions(args);
    const { rounds, reloads, counts, workloads, htmlFile, sitesFolder, budgetsFile, builtFolder } = options;
    if (builtFolder !== undefined) {
      checkBuilt(builtFolder, budgetsFile, tools.print);
      return;
    }
    const budgets = readBudgets(budgetsFile);
    // Before the minutes of measuring: a place that cannot be made would be found out after them.
    mkdirSync(dirname(htmlFile), { recursive: true });
    const htmlFault = outputFault('html', htmlFile);
    if (htmlFault !== undefined) throw new BenchUsageError(htmlFault);
    const environment = environmentNow();
    const folder = sitesFolder === undefined ? buildFolder() : resolve(sitesFolder);
    try {
      const log = (step: string): void => tools.progress(`building, ${step}`);
      const sites = await buildAll(folder, { workloads, counts, log, stop: tools.stop });
      const measurements = await runVisits(sites, options, tools);
      const each = { reloads: Math.max(reloads, 3), headers: siteHeaders, stop: tools.stop };
      tools.progress('cost: each gadget by itself');
      const gadgets = await attributeGadgets(sites.shipped, each);
      tools.progress('cost: planted costs');
      const planted = checkPlanted(await attributeGadgets(sites.planted, each));
      const marginal = marginalsOf(measurements);
      const report: CostReport = {
        bench: 'cost',
        environment: { ...environment, chromium_version: measurements.chromiumVersion },
        parameters: { rounds, reloads, counts, workloads },
        rows: rowsOf(measurements),
        marginal,
        gadgets,
        planted,
        aims: aimsOf(marginal, planted),
        budget: { exceeded: exceededBy(budgets, { marginal, gadgets }) },
        failed: measurements.failed,
      };
      tools.print(reportText(report));
      writeFileSync(htmlFile, reportHtml(report));
      tools.print(`Plots: ${htmlFile}`);
      writeJson(options, report);
      if (options.write) writeSection('cost', reportText(report));
      const { exceeded } = report.budget;
      if (exceeded.length > 0) throw new Error(`${exceeded.length} budgets are exceeded; see above.`);
      if (report.failed.length > 0) throw new Error(`${report.failed.length} visits failed; see above.`);
    } finally {
      if (sitesFolder === undefined) rmSync(folder, { recursive: true, force: true });
    }
  },
};
