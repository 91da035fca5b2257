/**
 * `npm run bench -- soak`: a real Chromium, two nodes as processes, and `kill -9` at moments drawn over a whole call and
 * while typing. Nothing may be lost, no desktop may be stuck; how long it takes stands next to what the simulation says.
 */
import type { Bench } from './contract.ts';
import { deliver } from './deliver.ts';
import { environmentNow } from './environment.ts';
import { predictedReturnsMs } from './real/predict.ts';
import { openStage, type Stage } from './real/stage.ts';
import { parseOptions, usage, type SoakOptions } from './soak/options.ts';
import { planRound, wordsOf } from './soak/plan.ts';
import { measuresOf, reportText, type SoakReport } from './soak/report.ts';
import { RoundFailed, runRound, type RoundResult } from './soak/round.ts';

const predictedSeeds = 200;
const firstAgent = 20_001;

export const soak: Bench = {
  about:
    'Kills a node with -9 at drawn moments of a call in a real desktop: nothing may be lost; how long until it is back.',
  usage,
  async run(args, tools) {
    const options = parseOptions(args);
    const environment = environmentNow();
    const done: RoundResult[] = [];
    const failed: number[] = [];
    const oneRound = async (stage: Stage, index: number, round: number): Promise<void> => {
      const plan = planRound(options.seed, round, options.ways);
      tools.progress(`soak, ${index + 1} of ${options.rounds.length}, ${failed.length} failed: ${wordsOf(plan)}`);
      try {
        done.push(await runRound(stage, plan, String(firstAgent + round), options.artefacts));
      } catch (error) {
        if (!(error instanceof RoundFailed) || tools.stop.aborted) throw error;
        failed.push(round);
        tools.print(error.message);
      }
      await stage.heal();
    };

    const stage = await openStage({
      agents: Math.max(...options.rounds) + 1,
      progress: tools.progress,
      stop: tools.stop,
    });
    // Whatever waits for something rejects when its world is closed.
    const stop = (): void => void stage.close();
    tools.stop.addEventListener('abort', stop);
    try {
      for (const [index, round] of options.rounds.entries()) {
        tools.stop.throwIfAborted();
        await oneRound(stage, index, round);
      }
    } finally {
      tools.stop.removeEventListener('abort', stop);
      await stage.close();
    }
    tools.progress('the simulation of the same');
    const report = reportOf(options, done, failed, { environment, chromium: stage.browserVersion });
    deliver(tools, options, { section: 'soak', text: reportText(report), report });
    if (failed.length > 0) {
      throw new Error(
        `${failed.length} of ${options.rounds.length} rounds failed: ${failed.join(', ')} (seed ${options.seed}).`,
      );
    }
  },
};

function reportOf(
  { seed, ways, rounds }: SoakOptions,
  done: readonly RoundResult[],
  failed: readonly number[],
  { environment, chromium }: { readonly environment: SoakReport['environment']; readonly chromium: string },
): SoakReport {
  const predicted = predictedReturnsMs(predictedSeeds, 1);
  const wayOf = (round: number) => planRound(seed, round, ways).way;
  const run = ways.filter((way) => rounds.some((round) => wayOf(round) === way));
  return {
    bench: 'soak',
    environment,
    runs: run.map((way) => ({
      parameters: { way, seed, chromium_version: chromium },
      measures: measuresOf(
        done.filter(({ plan }) => plan.way === way),
        failed.filter((round) => wayOf(round) === way),
        predicted,
      ),
    })),
  };
}
