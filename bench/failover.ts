/**
 * `npm run bench -- failover`: what one failover costs an agent and the node that is left. A real Chromium, two nodes as
 * processes, a road to them of some length; from the kill to every gadget live, by the pages' own marks.
 */
import { BenchStopped, type Bench } from './contract.ts';
import { deliver, writeJson, writeSection } from './deliver.ts';
import { environmentNow } from './environment.ts';
import { parseOptions, usage } from './failover/options.ts';
import { cellsOf, lanesAtMost, timeLeft } from './failover/plan.ts';
import { measuresOf, reportText, type FailoverReport } from './failover/report.ts';
import { runRounds } from './failover/run.ts';
import { openStages } from './real/stage.ts';

const firstAgent = 20_001;

export const failover: Bench = {
  about: 'Times one failover from the kill to every gadget live, in place, by reload and by redirect, and weighs it.',
  usage,
  async run(args, tools) {
    const options = parseOptions(args);
    const { rounds, moves, roads } = options;
    const environment = environmentNow();
    const cells = cellsOf(moves, roads);
    const all = rounds * cells.length;
    const lanes = Math.min(lanesAtMost, all);
    const runs: FailoverReport['runs'][number][] = [];
    const reportNow = (): FailoverReport => ({ bench: 'failover', environment, runs: runs.filter(Boolean) });
    const over = cells.map(() => 0);
    const { stages, browserVersion, close } = await openStages(lanes, {
      agents: all + lanes,
      progress: tools.progress,
      stop: tools.stop,
    });
    const stop = (): void => void close();
    tools.stop.addEventListener('abort', stop);
    const begunAt = performance.now();
    const sayHowFar = (): void => {
      const count = over.reduce((sum, each) => sum + each, 0);
      const left = timeLeft(cells, rounds, over, (performance.now() - begunAt) / 1000);
      tools.progress(`failover, ${count} of ${all} rounds, ${left}`);
    };
    sayHowFar();
    try {
      await runRounds(stages, {
        cells,
        rounds,
        firstAgent,
        stop: tools.stop,
        onRound(index, failure) {
          over[index] = (over[index] ?? 0) + 1;
          const { move, road } = cells[index] ?? {};
          if (failure !== undefined) tools.print(`failed: ${move}, ${road}: ${failure}`);
          sayHowFar();
        },
        onCell(index, { done, failed }) {
          const cell = cells[index];
          if (!cell) return;
          runs[index] = {
            parameters: { ...cell, rounds, chromium_version: browserVersion },
            measures: measuresOf(done, failed),
          };
          // What is finished stays, however this ends.
          writeJson(options, reportNow());
          if (options.write) writeSection('failover', reportText(reportNow()));
        },
      });
    } catch (error) {
      const kept = reportNow().runs.length;
      if (!tools.stop.aborted || kept === 0 || !(options.write || options.jsonFile)) throw error;
      throw new BenchStopped(`${kept} of ${cells.length} rows were finished and are written.`);
    } finally {
      tools.stop.removeEventListener('abort', stop);
      await close();
    }
    const report = reportNow();
    deliver(tools, options, { section: 'failover', text: reportText(report), report });
    const failures = runs.reduce((total, { measures }) => total + measures.failed.length, 0);
    if (failures > 0) throw new Error(`${failures} of ${all} rounds failed; see above.`);
  },
};
