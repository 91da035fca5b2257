/**
 * `npm run bench -- failover`: what one failover costs an agent and the node that is left. A real Chromium, two nodes as
 * processes, a road to them of some length; from the kill to every gadget live, by the pages' own marks.
 */
import type { Bench } from './contract.ts';
import { deliver } from './deliver.ts';
import { environmentNow } from './environment.ts';
import { parseOptions, usage } from './failover/options.ts';
import { measuresOf, reportText, type FailoverReport } from './failover/report.ts';
import { runRound, type FailoverRound } from './failover/round.ts';
import { openStage } from './real/stage.ts';

const firstAgent = 20_001;

export const failover: Bench = {
  about: 'Times one failover from the kill to every gadget live, in place, by reload and by redirect, and weighs it.',
  usage,
  async run(args, tools) {
    const options = parseOptions(args);
    const { rounds, moves, roads } = options;
    const environment = environmentNow();
    const runs: FailoverReport['runs'][number][] = [];
    const all = rounds * moves.length * roads.length;
    let agents = 0;
    const stage = await openStage({ agents: all, progress: tools.progress });
    const stop = (): void => void stage.close();
    tools.stop.addEventListener('abort', stop);
    try {
      for (const road of roads) {
        for (const move of moves) {
          const done: FailoverRound[] = [];
          const failed: string[] = [];
          for (let round = 1; round <= rounds; round += 1) {
            tools.stop.throwIfAborted();
            tools.progress(`failover, ${agents + 1} of ${all}: ${move}, ${road}, round ${round}`);
            const loginId = String(firstAgent + agents);
            agents += 1;
            try {
              done.push(await runRound(stage, move, road, loginId));
            } catch (error) {
              tools.stop.throwIfAborted();
              failed.push(error instanceof Error ? error.message : String(error));
              tools.print(`failed: ${move}, ${road}, round ${round}, agent ${loginId}: ${failed.at(-1)}`);
            }
            await stage.heal();
          }
          const parameters = { move, road, rounds, chromium_version: stage.browserVersion };
          runs.push({ parameters, measures: measuresOf(done, failed) });
        }
      }
    } finally {
      tools.stop.removeEventListener('abort', stop);
      await stage.close();
    }
    const report: FailoverReport = { bench: 'failover', environment, runs };
    deliver(tools, options, { section: 'failover', text: reportText(report), report });
    const failures = runs.reduce((total, { measures }) => total + measures.failed.length, 0);
    if (failures > 0) throw new Error(`${failures} of ${all} rounds failed; see above.`);
  },
};
